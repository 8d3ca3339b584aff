import type { CommandSpec } from "../spec/command-spec.ts";
import { exitCodes } from "../io.ts";
import type { ExitCode, Io } from "../io.ts";
import { missingArgumentHints, missingTargetsFault } from "../argv/missing-arguments.ts";
import type { Refusal } from "../argv/parse-command-line.ts";
import { renderUsageError } from "../terminal/render-error.ts";
import { viewOf } from "../terminal/view.ts";

/** Prints what is wrong with a command line, and which packages there are where it names none. */
export async function refuseCommandLine(spec: CommandSpec, refusal: Refusal, io: Io): Promise<ExitCode> {
  const { cwd } = refusal;
  if (refusal.faults.length === 0) return usageError([await missingTargetsFault(cwd)], spec, io);
  const hints = refusal.argless ? await missingArgumentHints(spec, cwd) : [];
  return usageError([...refusal.faults, ...hints], spec, io);
}

/** Prints sentences as one line that ends in where to read more. */
export function usageError(faults: readonly string[], { name }: CommandSpec, io: Io): ExitCode {
  const view = viewOf(io.stderr, io, { color: true });
  io.stderr.write(renderUsageError(faults, view, name === "pack" ? undefined : name));
  return exitCodes.usage;
}
