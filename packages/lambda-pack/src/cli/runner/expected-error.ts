import { interrupted, isPackError, systemFailure } from "@lambda-pack/model";
import type { PackError } from "@lambda-pack/model";
import { exitCodes, isEndingSignal, signalExitCodes } from "../io.ts";
import type { ExitCode, Io } from "../io.ts";
import { renderPackError } from "../terminal/render-error.ts";
import { viewOf } from "../terminal/view.ts";

/** Throws what is a bug. What ends because the user interrupts is no bug, and neither is what the system refuses. */
export function expectedError(error: unknown, { signal }: Io): PackError {
  if (isPackError(error)) return error;
  if (signal.aborted && error instanceof Error && error.name === "AbortError") return interrupted(error);
  const failure = systemFailure(error);
  if (failure === undefined) throw error;
  return failure;
}

/** Prints an error on standard error. */
export function printError(error: PackError, { color }: { readonly color: boolean }, io: Io): void {
  io.stderr.write(renderPackError(error, viewOf(io.stderr, io, { color })));
}

/** Invalid settings are a usage error, wherever they stand. */
export function exitCodeOf({ code }: PackError, { signal }: Io): ExitCode {
  if (code === "INTERRUPTED")
    return isEndingSignal(signal.reason) ? signalExitCodes[signal.reason] : exitCodes.interrupted;
  return code === "CONFIG_INVALID" ? exitCodes.usage : exitCodes.failed;
}
