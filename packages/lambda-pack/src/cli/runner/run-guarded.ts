import { exitCodeOf, expectedError, printError } from "./expected-error.ts";
import { exitCodes } from "../io.ts";
import type { ExitCode, Io } from "../io.ts";
import { errorJson } from "./to-json.ts";

export interface GuardedRun {
  readonly command: { readonly json: boolean; readonly color: boolean };
  readonly io: Io;
  /** What a failure exits with: 1, unless that means something else to the command. */
  readonly failed?: ExitCode;
}

/**
 * Does the work of a command and returns its exit code. An expected error is printed in one line on standard error, and as JSON on
 * standard output under `--json`; a bug is thrown.
 */
export async function runGuarded(
  { command, io, failed = exitCodes.failed }: GuardedRun,
  work: () => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await work();
  } catch (thrown) {
    const error = expectedError(thrown, io);
    printError(error, command, io);
    if (command.json) io.stdout.write(errorJson(error));
    const code = exitCodeOf(error, io);
    return code === exitCodes.failed ? failed : code;
  }
}
