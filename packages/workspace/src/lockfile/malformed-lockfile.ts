import { PackError } from "@lambda-pack/model";

export interface LockfileFault {
  /** Half a sentence. */
  readonly reason: string;
  readonly cause?: unknown;
}

/** The error for a lockfile that cannot be read. */
export function malformedLockfile(file: string, line: number, { reason, cause }: LockfileFault): PackError {
  return new PackError("LOCKFILE_INVALID", `${file}:${line} cannot be read: ${reason}.`, {
    hint: "Restore the lockfile, or install again to have it written anew.",
    details: { file, line },
    cause,
  });
}
