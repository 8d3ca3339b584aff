import { defined, PackError, systemReason } from "@lambda-pack/model";

/** There is no readable file at the path. `label` is how the user knows the zip, here and below. */
export function zipUnreadable(label: string, cause: unknown): PackError {
  return new PackError("ZIP_UNREADABLE", `${label} cannot be read: ${systemReason(cause)}.`, {
    hint: "Check the path.",
    details: { file: label },
    cause,
  });
}

/** There is something at the path, and it is not a file. */
export function notAFile(label: string, what: "a directory" | "not a file"): PackError {
  return new PackError("ZIP_UNREADABLE", `${label} cannot be read: it is ${what}.`, {
    hint: "Give the path of a zip, or the name of a package of the workspace.",
    details: { file: label },
  });
}

export interface ZipFault {
  readonly hint?: string;
  /** The entry that is meant. */
  readonly path?: string;
  readonly cause?: unknown;
}

/** The file is a damaged zip, or not a zip. `reason` is half a sentence. */
export function zipInvalid(label: string, reason: string, { hint, path, cause }: ZipFault = {}): PackError {
  return new PackError("ZIP_INVALID", `${label} is not a readable zip: ${reason}.`, {
    hint: hint ?? "Create or download the zip again.",
    details: { file: label, ...defined({ path }) },
    cause,
  });
}

/** One entry of it cannot be read. `reason` continues after its name. */
export function entryInvalid(label: string, path: string, { reason, cause }: EntryFault): PackError {
  return new PackError("ZIP_INVALID", `The entry ${JSON.stringify(path)} of ${label} ${reason}.`, {
    hint: "Create or download the zip again.",
    details: { file: label, path },
    cause,
  });
}

export interface EntryFault {
  readonly reason: string;
  readonly cause?: unknown;
}

/** A password would be needed. */
export function zipEncrypted(label: string, path: string): PackError {
  return new PackError("ZIP_ENCRYPTED", `${label} is encrypted: ${JSON.stringify(path)} needs a password.`, {
    hint: "Create the zip without a password; Lambda cannot unpack it with one.",
    details: { file: label, path },
  });
}

/** A name in it is dangerous. `reason` continues after the name. */
export function zipUnsafe(label: string, name: string, reason: string): PackError {
  return new PackError("ZIP_UNSAFE", `${label} has an entry with an unsafe name: ${JSON.stringify(name)} ${reason}.`, {
    hint: "Create the zip again with another tool, or do not unpack it.",
    details: { file: label, path: name },
  });
}

/** It holds more than lambda-pack reads. `reason` is half a sentence. */
export function zipTooLarge(label: string, reason: string, details: Readonly<Record<string, unknown>> = {}): PackError {
  return new PackError("ZIP_TOO_LARGE", `Refusing to open ${label}: ${reason}.`, {
    hint: "Check where the zip comes from, and do not unpack it.",
    details: { file: label, ...details },
  });
}
