import { packSpec } from "../commands/pack.ts";
import type { ExitCode, Io } from "../io.ts";
import { missingTargetsFault } from "../argv/missing-words.ts";
import { parseCommand } from "../argv/parse-command.ts";
import { usageError } from "../runner/refuse-line.ts";
import { runPack } from "./run-pack.ts";

/** Runs a command line that asks for a pack. */
export async function runPackLine(argv: readonly string[], io: Io): Promise<ExitCode> {
  const command = parseCommand(argv, io.cwd);
  if (command.kind === "pack") return runPack(command, io);
  const faults = command.kind === "usage-error" ? command.faults : [await missingTargetsFault(command.cwd)];
  return usageError(faults, packSpec, io);
}
