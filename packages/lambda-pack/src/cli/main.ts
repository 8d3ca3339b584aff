import { exitCodes } from "./io.ts";
import type { ExitCode, Io } from "./io.ts";
import { missingTargetsFault } from "./missing-targets-fault.ts";
import { parseCommand } from "./parse-command.ts";
import { renderBug, renderUsageError } from "./render-error.ts";
import { renderHelp } from "./render-help.ts";
import { runPack } from "./run-pack.ts";
import { textWidth, viewOf } from "./view.ts";

/** Runs one command line, without the program's own name. Only `bin.ts` touches the process. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await runCommand(argv, io);
  } catch (error) {
    io.stderr.write(renderBug(error, io.tool));
    return exitCodes.bug;
  }
}

async function runCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  const command = parseCommand(argv, io.cwd);
  if (command.kind === "pack") return runPack(command, io);
  if (command.kind === "usage-error") return usageError(command.faults, io);
  if (command.kind === "no-targets") return usageError([await missingTargetsFault(command.cwd)], io);
  io.stdout.write(command.kind === "help" ? renderHelp(textWidth(io.stdout)) : `${io.tool.version}\n`);
  return exitCodes.ok;
}

function usageError(faults: readonly string[], io: Io): ExitCode {
  io.stderr.write(renderUsageError(faults, viewOf(io.stderr, io, { color: true })));
  return exitCodes.usage;
}
