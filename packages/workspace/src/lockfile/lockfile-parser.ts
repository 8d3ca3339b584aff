import type { Lockfile } from "@lambda-pack/model";

export type LockedPackages = Pick<Lockfile, "byDescriptor" | "byLocation">;

/**
 * Text of a lockfile → the versions it fixes; undefined when its format is one that is not read. Throws
 * `LOCKFILE_INVALID` with file and line. Pure, so that a test needs no disk.
 */
export type LockfileParser = (text: string, file: string) => LockedPackages | undefined;
