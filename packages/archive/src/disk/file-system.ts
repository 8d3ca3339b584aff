import * as fs from "node:fs";
import * as promises from "node:fs/promises";
import { sep } from "node:path";

import { windowsFileSystem } from "./windows-file-system.ts";

/**
 * What the files of packages are read through: the disk, or what a caller lays over it, such as zips that are read as
 * folders. Synchronous, since a promise costs several times what the system takes to answer.
 */
export type SourceFileSystem = Pick<
  typeof fs,
  | "closeSync"
  | "fstatSync"
  | "lstatSync"
  | "openSync"
  | "readdirSync"
  | "readlinkSync"
  | "readSync"
  | "realpathSync"
  | "statSync"
>;

/** All that this package does to a disk; a test passes one that fails. */
export type FileSystem = SourceFileSystem &
  Pick<
    typeof fs,
    | "chmodSync"
    | "copyFileSync"
    | "createReadStream"
    | "createWriteStream"
    | "linkSync"
    | "mkdirSync"
    | "rmSync"
    | "symlinkSync"
    | "utimesSync"
    | "writeFileSync"
  > &
  Pick<
    typeof promises,
    | "access"
    | "chmod"
    | "lstat"
    | "mkdir"
    | "mkdtemp"
    | "open"
    | "readdir"
    | "realpath"
    | "rename"
    | "rm"
    | "stat"
    | "writeFile"
  >;

const ownFileSystem: FileSystem = {
  ...fs,
  ...promises,
  // Node's own code asks for each folder on the way; the system knows at once.
  realpathSync: fs.realpathSync.native as typeof fs.realpathSync,
};

/** The machine's own disk. On Windows a file cannot be renamed or replaced while anybody has it open. */
export const diskFileSystem: FileSystem = sep === "/" ? ownFileSystem : windowsFileSystem(ownFileSystem);
