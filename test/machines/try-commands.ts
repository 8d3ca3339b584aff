import path from "node:path";
import { digestFile } from "@lambda-pack/test-support/disk/digest-file";
import { remove } from "fs-extra/esm";
import { buildCommand } from "../harness/build-command.ts";
import type { CommandResult } from "../harness/run-command.ts";
import type { Machine } from "./machine.ts";

/** Runs the built command on a machine. */
export async function runOn(machine: Machine, argv: readonly string[], cwd: string): Promise<CommandResult> {
  return machine.node([await buildCommand(), ...argv], { cwd });
}

/** What the commands answered. */
export interface Answers {
  /** SHA-256 of the zip that each pack wrote. */
  readonly zips: Readonly<Record<"first" | "again" | "all", string>>;
  /** Standard output, by command; of packing, that of the last one, which packed everything again. */
  readonly texts: Readonly<Record<string, string>>;
}

const inspections: Readonly<Record<string, readonly string[]>> = {
  list: ["list", "database", "--files"],
  why: ["why", "database", "semver"],
  diff: ["diff", ".lambda-pack/database.zip", "database"],
  check: ["check", ".lambda-pack/database.zip", "--handler", "main.lambdaHandler", "--verbose"],
  invoke: ["invoke", ".lambda-pack/database.zip", "--handler", "main.lambdaHandler", "--event", "{}", "--quiet"],
};

/** Packs botland's database with every way to pack, and looks at it by every command. Rejects for a command that fails. */
export async function tryCommands(machine: Machine, root: string): Promise<Answers> {
  const succeed = async (argv: readonly string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await runOn(machine, argv, root);
    if (exitCode !== 0) throw new Error(`${argv.join(" ")} ended with ${exitCode}:\n${stdout}\n${stderr}`);
    return stdout;
  };
  const packed = async (...argv: readonly string[]): Promise<string> => {
    texts["pack"] = await succeed(argv);
    return digestFile(path.join(root, ".lambda-pack", "database.zip"));
  };

  const texts: Record<string, string> = {};
  const first = await packed("database");
  const again = await packed("database");
  await remove(path.join(root, ".lambda-pack"));
  const all = await packed("--all", "--no-cache");
  for (const [name, argv] of Object.entries(inspections)) texts[name] = await succeed(argv);
  await succeed(["report", "database", "--html", "out/report.html"]);
  texts["doctor"] = await succeed(["doctor"]);
  return { zips: { first, again, all }, texts };
}
