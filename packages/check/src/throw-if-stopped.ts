import { PackError } from "@lambda-pack/model";

/** Throws when the user has stopped the command. */
export function throwIfStopped(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw new PackError("INTERRUPTED", "The command was interrupted.", { cause: signal.reason });
  }
}
