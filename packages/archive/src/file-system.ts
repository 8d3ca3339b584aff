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
  | "utimes"
  | "writeFile"
>;

/**
 * What the files of packages are read through: the disk, or what a caller lays over it, such as zips that are read as
 * folders. Folders are listed with names as buffers.
 */
export type SourceFileSystem = Pick<FileSystem, "lstat" | "open" | "readdir" | "readlink" | "realpath" | "stat">;

/** The machine's own disk. */
export const diskFileSystem: FileSystem = nodeFileSystem;
