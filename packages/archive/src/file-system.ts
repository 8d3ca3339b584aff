import * as nodeFileSystem from "node:fs/promises";

/** All that this package does to a disk; a test passes one that fails. */
export type FileSystem = Pick<
  typeof nodeFileSystem,
  | "access"
  | "chmod"
  | "lstat"
  | "mkdir"
  | "mkdtemp"
  | "open"
  | "readdir"
  | "readlink"
  | "realpath"
  | "rename"
  | "rm"
  | "stat"
  | "symlink"
  | "writeFile"
>;

/** The machine's own disk. */
export const diskFileSystem: FileSystem = nodeFileSystem;
