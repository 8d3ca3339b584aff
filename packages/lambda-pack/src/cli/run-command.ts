import { exitCodes } from "./io.ts";
import type { ExitCode, Io } from "./io.ts";
import { missingTargetsFault } from "./missing-targets-fault.ts";
import { parseCommand } from "./parse-command.ts";
import { renderUsageError } from "./render-error.ts";
import { runPack } from "./run-pack.ts";
import { viewOf } from "./view.ts";

/** Runs a command line that asks for a pack. */
export async function runCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  const command = parseCommand(argv, io.cwd);
  if (command.kind === "pack") return runPack(command, io);
  const faults = command.kind === "usage-error" ? command.faults : [await missingTargetsFault(command.cwd)];
  io.stderr.write(renderUsageError(faults, viewOf(io.stderr, io, { color: true })));
  return exitCodes.usage;
}
