import nodePath from "node:path";
import type { PlatformPath } from "node:path";

import { isPackError, PackError, isAbsent, systemCode, systemReason } from "@lambda-pack/model";

/** A file or directory that is to be packed cannot be read. `path` is how the user knows it. */
export function fileUnreadable(path: string, cause: unknown): PackError {
  return new PackError("FILE_UNREADABLE", `${path} cannot be read: ${systemReason(cause)}.`, {
    hint: "Make it readable for the current user, or exclude it.",
    details: { path },
    cause,
  });
}

/** Something in the place of a file is none that can be read as a whole; the fault is a phrase. */
export function fileUnfit(path: string, fault: string): PackError {
  return new PackError("FILE_UNREADABLE", `${path} cannot be read: ${fault}.`, {
    hint: "Remove it, or put the file there that belongs there.",
    details: { path },
  });
}

/** A file is not any more what it was when the list of files was made. */
export function fileChanged(path: string, what: "changed" | "vanished", cause?: unknown): PackError {
  return new PackError("FILE_CHANGED", `${path} ${what} while it was being packed.`, {
    hint: "Stop the build, watcher or install that writes there, and pack again.",
    details: { path },
    cause,
  });
}

/** What went wrong with a file between the making of the list and its reading. */
export function readFailure(path: string, error: unknown): PackError {
  if (isPackError(error)) return error;
  return isAbsent(error) ? fileChanged(path, "vanished", error) : fileUnreadable(path, error);
}

/** An output could not be written. Errors that have words already pass through. */
export function outputWriteFailed(path: string, cause: unknown, platform?: Pick<PlatformPath, "sep">): PackError {
  if (isPackError(cause)) return cause;
  return new PackError("OUTPUT_WRITE_FAILED", `${path} could not be written: ${systemReason(cause)}.`, {
    hint: writeHint(systemCode(cause), platform),
    details: { path },
    cause,
  });
}

/** A staged file could not be made a hard link to its source. */
export function linkFailed(path: string, source: string, cause: unknown): PackError {
  return new PackError("OUTPUT_WRITE_FAILED", `${path} could not be linked to ${source}: ${systemReason(cause)}.`, {
    hint: "Stage on the same disk as the packages, or use --stage-mode copy.",
    details: { path, source },
    cause,
  });
}

/** A link to the directory of a package could not be made in the staging directory: some disks and shares have none. */
export function stagedLinkFailed(path: string, cause: unknown): PackError {
  return new PackError("OUTPUT_WRITE_FAILED", `${path} could not be made a link: ${systemReason(cause)}.`, {
    hint: "Stage on a disk that has links, write the archive only (--no-stage), or pack copies (--no-links).",
    details: { path },
    cause,
  });
}

/** Waits for a step of writing an output, and gives its failure words. */
export async function orWriteFailed<Result>(path: string, step: Promise<Result>): Promise<Result> {
  try {
    return await step;
  } catch (error) {
    throw outputWriteFailed(path, error);
  }
}

function writeHint(code: string | undefined, { sep }: Pick<PlatformPath, "sep"> = nodePath): string {
  if (sep !== "/" && isOneOf(code, "EACCES", "EBUSY", "EPERM"))
    return "Close the program that has it open, make it writable if it is read-only, or choose another output.";
  if (code === "ENOSPC" || code === "EDQUOT") return "Free some space, or choose an output on another disk.";
  if (isOneOf(code, "EACCES", "EPERM", "EROFS")) return "Choose an output in a directory that you can write to.";
  if (code === "EBUSY" || code === "EXDEV") return "Choose an output below that directory, not the mount point itself.";
  return "Choose another output, or fix what the message names.";
}

function isOneOf(code: string | undefined, ...codes: readonly string[]): boolean {
  return code !== undefined && codes.includes(code);
}
