import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type Checkout, openCheckout, packCommand } from "../monorepos/checkout.ts";
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
  const directory = await mkdtemp(path.join(os.tmpdir(), "bench-"));
  const table = path.join(directory, "calls.txt");
  try {
    const traced = packCommand(checkout, ["--dry-run"]);
    await measureCommand("strace", ["-f", "-c", "-o", table, ...traced], { cwd: checkout.root });
    return parseCalls(await readFile(table, "utf8"));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
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
