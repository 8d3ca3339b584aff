import { defined, PackError, placeAt } from "@lambda-pack/model";

export interface LockfileFault {
  /** Half a sentence. */
  readonly reason: string;
  /** Counted from 1; left out where it is not known. */
  readonly line?: number;
  readonly hint?: string;
  readonly cause?: unknown;
}

/** The error for a lockfile that cannot be read. */
export function malformedLockfile(file: string, fault: LockfileFault): PackError {
  const { reason, line, hint = "Restore the lockfile, or install again to regenerate it.", cause } = fault;
  const place = line === undefined ? file : `${file}:${line}`;
  return new PackError("LOCKFILE_INVALID", `${place} cannot be read: ${reason}.`, {
    hint,
    details: { file, ...defined({ line }) },
    cause,
  });
}

export interface UnreadVersion {
  /** `lockfileVersion` */
  readonly field: string;
  readonly version: unknown;
  /** `"9.0"`, `0, 1 and 2` */
  readonly read: string;
  readonly hint: string;
}

/** The error for a lockfile in a version of its format that is not read. */
export function unreadVersion(file: string, { field, version, read, hint }: UnreadVersion): PackError {
  const found = version === undefined || version === null ? "missing" : JSON.stringify(version);
  return malformedLockfile(file, { reason: `its ${field} is ${found}, but ${read} can be read`, hint });
}

/** Throws for a merge conflict: parsers would trip over it later, or merge both sides in silence. */
export function assertNoConflict(text: string, file: string): void {
  const conflict = /^(?:<{7}|={7}|>{7})(?= |\r?$)/mu.exec(text);
  if (conflict === null) return;
  throw malformedLockfile(file, { line: placeAt(text, conflict.index).line, reason: "it contains a merge conflict" });
}
