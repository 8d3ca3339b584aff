import type { LockedPackages } from "@lambda-pack/model";

/**
 * Text of a lockfile → the packages it fixes; undefined when its format is that of another package manager. Throws
 * `LOCKFILE_INVALID` with the file, and the line where it is known. Pure, so that a test needs no disk; asynchronous where
 * the format's reader is loaded on demand.
 */
export type LockfileParser = (
  text: string,
  file: string,
) => LockedPackages | undefined | Promise<LockedPackages | undefined>;
