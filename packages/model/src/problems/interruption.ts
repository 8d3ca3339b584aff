import { PackError } from "./error.ts";

/** Throws when the user has stopped what is going on. */
export function throwIfInterrupted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw interrupted(signal.reason);
}

/** The user has stopped what was going on. */
export function interrupted(cause: unknown): PackError {
  return new PackError("INTERRUPTED", "The command was interrupted.", { cause });
}
