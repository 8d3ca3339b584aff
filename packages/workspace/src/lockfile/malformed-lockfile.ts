import { PackError } from "@lambda-pack/model";

/** The error for a lockfile that cannot be read; `reason` is half a sentence. */
export function malformedLockfile(file: string, line: number, reason: string): PackError {
  return new PackError("LOCKFILE_INVALID", `${file}:${line} cannot be read: ${reason}.`, {
    hint: "Restore the lockfile, or install again to have it written anew.",
    details: { file, line },
  });
}
