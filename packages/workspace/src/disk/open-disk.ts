import {
  fileFault,
  isAbsent,
  isDamagedZip,
  isPackError,
  PackError,
  systemCode,
  systemReason,
} from "@lambda-pack/model";
import { nodeFileSystem } from "./file-system.ts";
import type { FileSystem } from "./file-system.ts";
import { remember } from "./remember.ts";

/** A name in a directory: what is no directory and leads to none is all the same. */
export type EntryKind = "directory" | "link" | "other";

/** What is in a directory, by name. */
export type Listing = ReadonlyMap<string, EntryKind>;

/**
 * Reading without waiting: a promise costs more than most answers. What does not exist is `undefined`; whatever else goes
 * wrong is a `PackError` that names the path.
 */
export interface Disk {
  readonly fs: FileSystem;
  readonly readText: (file: string) => string | undefined;
  /** Read once for each directory: the answer is remembered. */
  readonly list: (dir: string) => Listing | undefined;
  readonly isDirectory: (path: string) => boolean;
  readonly isFile: (path: string) => boolean;
  /** Undefined where nothing is. */
  readonly isLink: (path: string) => boolean | undefined;
  readonly realPath: (path: string) => string | undefined;
  readonly readLink: (path: string) => string | undefined;
}

/** A disk with empty memory: one for each reading, so that a second reading sees what has changed. */
export function openDisk(fs: FileSystem = nodeFileSystem): Disk {
  const listings = new Map<string, Listing | undefined>();
  const list = (dir: string): Listing | undefined =>
    ask(dir, () => new Map(fs.readdirSync(dir, { withFileTypes: true }).map((entry) => [entry.name, kindOf(entry)])));

  return {
    fs,
    readText: (file) => ask(file, () => readRegular(fs, file)),
    list: (dir) => remember(listings, dir, () => list(dir)),
    isDirectory: (path) => ask(path, () => fs.statSync(path, quiet)?.isDirectory()) === true,
    isFile: (path) => ask(path, () => fs.statSync(path, quiet)?.isFile()) === true,
    isLink: (path) => ask(path, () => fs.lstatSync(path, quiet)?.isSymbolicLink()),
    realPath: (path) => ask(path, () => fs.realpathSync(path)),
    readLink: (path) => ask(path, () => fs.readlinkSync(path)),
  };
}

function readRegular(fs: FileSystem, file: string): string | undefined {
  const stats = fs.statSync(file, quiet);
  if (stats === undefined) return undefined;
  const fault = fileFault(stats);
  if (fault !== undefined) throw notReadable(file, fault);
  return fs.readFileSync(file, "utf8");
}

function notReadable(path: string, fault: string): PackError {
  return new PackError("FILE_UNREADABLE", `${path} cannot be read: ${fault}.`, {
    hint: "Remove it, or put the file there that belongs there.",
    details: { path },
  });
}

/** An error that is never shown is not worth its stack. */
const quiet = { throwIfNoEntry: false } as const;

interface Entry {
  readonly isDirectory: () => boolean;
  readonly isSymbolicLink: () => boolean;
}

function kindOf(entry: Entry): EntryKind {
  if (entry.isDirectory()) return "directory";
  return entry.isSymbolicLink() ? "link" : "other";
}

/** A directory in the place of a file (`EISDIR`) counts as no file, as it does for Node. */
function ask<T>(path: string, call: () => T): T | undefined {
  try {
    return call();
  } catch (cause) {
    if (isPackError(cause)) throw cause;
    if (isAbsent(cause) || systemCode(cause) === "EISDIR") return undefined;
    throw unreadable(path, cause);
  }
}

/** The error for a path that exists but cannot be read. */
export function unreadable(path: string, cause: unknown): PackError {
  if (systemCode(cause) === "ELOOP") {
    return new PackError("LINK_LOOP", `The links at ${path} form a loop.`, {
      hint: "Remove the link, then install again.",
      details: { path },
      cause,
    });
  }
  return new PackError("FILE_UNREADABLE", `${path} cannot be read: ${systemReason(cause)}.`, {
    hint: isDamagedZip(cause) ? "Remove the zip and install again." : "Make it readable for the current user.",
    details: { path },
    cause,
  });
}
