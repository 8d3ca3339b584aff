import { readFile } from "node:fs/promises";
import path from "node:path";
import { inTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { openCheckout, packCommand } from "../monorepos/checkout.ts";
import type { Checkout } from "../monorepos/checkout.ts";
import { measureCommand } from "../measure/measure-command.ts";
import type { BenchedMonorepo } from "../monorepos/monorepos.ts";
import type { Part, SystemCall } from "../part.ts";

/** What finding and planning asks of the system: all calls of `--dry-run`, counted by strace. */
export function systemCallsPart(monorepo: BenchedMonorepo): Part {
  return {
    name: "calls",
    measure: async () => {
      const checkout = await openCheckout(monorepo);
      return { kind: "calls", facts: {}, calls: await countCalls(checkout) };
    },
  };
}

async function countCalls(checkout: Checkout): Promise<readonly SystemCall[]> {
  return inTemporaryDirectory(async (directory) => {
    const table = path.join(directory, "calls.txt");
    const traced = packCommand(checkout, ["--dry-run"]);
    await measureCommand("strace", ["-f", "-c", "-o", table, ...traced], { cwd: checkout.root });
    return parseCalls(await readFile(table, "utf8"));
  });
}

/** The table that `strace -c` prints, most frequent calls first. Its time columns mean little and are left out. */
export function parseCalls(text: string): readonly SystemCall[] {
  const lines = text.matchAll(/^ *[\d.]+ +[\d.]+ +\d+ +(?<count>\d+) +(?:(?<errors>\d+) +)?(?<name>\w+)$/gmu);
  const calls = [...lines].map(({ groups }) => ({
    name: groups?.["name"] ?? "",
    count: Number(groups?.["count"]),
    errors: Number(groups?.["errors"] ?? 0),
  }));
  return calls.filter(({ name }) => name !== "total").toSorted((a, b) => b.count - a.count);
}
