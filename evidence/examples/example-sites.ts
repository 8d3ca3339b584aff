import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { makeTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { installFixture } from "@lambda-pack/test-support/installs/install-fixture";
import { repository } from "@lambda-pack/test-support/repository";
import { remove } from "fs-extra/esm";
import { big, generateMonorepo } from "../../bench/monorepos/monorepos.ts";
import { runCommand } from "../../test/harness/run-command.ts";
import type { RunExample } from "./fill-examples.ts";

const fixture = path.join(repository, "fixtures", "botland");

/** The monorepos that examples run in. */
export interface ExampleSites {
  readonly run: RunExample;
  readonly remove: () => Promise<void>;
}

/**
 * `botland` is the fixture after `lambda-pack database`, `botland-changed` the same after left-pad was taken from the dependencies
 * of `database`, and `big` the monorepo of the benchmarks, which takes minutes to make: its examples are run only `withBig`.
 */
export function openExampleSites({ withBig }: { readonly withBig: boolean }): ExampleSites {
  const directories: string[] = [];
  const sites = new Map<string, Promise<string>>();

  async function makeBotland(change: (root: string) => Promise<void>): Promise<string> {
    const directory = makeTemporaryDirectory();
    directories.push(directory);
    const root = path.join(directory, "botland");
    await installFixture({ fixture, into: root });
    const { exitCode, stderr } = await runCommand(["database"], root);
    if (exitCode !== 0) throw new Error(`The fixture could not be packed: ${stderr}`);
    await change(root);
    return root;
  }

  const makers: Readonly<Record<string, () => Promise<string>>> = {
    botland: () => makeBotland(async () => {}),
    "botland-changed": () => makeBotland(dropLeftPad),
    big: () => generateMonorepo(big),
  };

  return {
    run: async ({ site, words, exitCode }) => {
      if (site === "big" && !withBig) return undefined;
      const make = makers[site];
      if (make === undefined) throw new Error(`There is no site ${site}.`);
      const made = sites.get(site) ?? make();
      sites.set(site, made);
      const root = await made;
      const result = await runCommand(words, root);
      const printed = result.stdout + result.stderr;
      const output = stable(printed, words, root);
      if (result.exitCode !== exitCode) {
        throw new Error(`${words.join(" ")} exits with ${result.exitCode}, not ${exitCode}:\n${output}`);
      }
      if (output.includes(root)) throw new Error(`${words.join(" ")} prints a path of this machine:\n${output}`);
      return output;
    },
    remove: async () => {
      for (const directory of directories) await remove(directory);
    },
  };
}

/** What is the same on every machine and each time. */
function stable(printed: string, [command]: readonly string[], root: string): string {
  if (command === "doctor") return withoutMachine(printed, root);
  return command === "invoke" ? withoutTimes(printed) : printed;
}

/** A log without what differs from one invoke to the other, and from one Node.js to the other. */
function withoutTimes(log: string): string {
  return log
    .replace(/^lambda-pack: Node\.js \d+ runs .*\n/mu, "")
    .replaceAll(/^[\dT:.-]+Z(?=\t)/gmu, "…")
    .replaceAll(/(RequestId: )[\da-f-]{36}/gu, "$1…")
    .replaceAll(/[\d.]+ ms/gu, "… ms")
    .replaceAll(/(Max Memory Used: )\d+/gu, "$1…")
    .replaceAll(/(Uncaught Exception).*/gu, "$1 …")
    .replaceAll("\t", "  ");
}

/** The diagnosis without what differs from one machine to the other. */
function withoutMachine(diagnosis: string, root: string): string {
  return diagnosis
    .replaceAll(root, `~/${path.basename(root)}`)
    .replace(/^( {2}(?:Version|Node\.js|Machine|File names) +).*$/gmu, "$1…")
    .replace(/(indexes) \([^)]+\)/u, "$1 (…)");
}

async function dropLeftPad(root: string): Promise<void> {
  const file = path.join(root, "packages", "database", "package.json");
  const text = await readFile(file, "utf8");
  const changed = text.replace(/^ *"left-pad": .*\n/mu, "");
  if (changed === text) throw new Error(`${file} does not declare left-pad.`);
  await writeFile(file, changed);
}
