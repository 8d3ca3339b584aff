import * as nodeFileSystem from "node:fs/promises";
import { isAbsent, isDamagedZip, PackError, systemCode, systemReason } from "@lambda-pack/model";
import pLimit from "p-limit";
import type { FileSystem } from "./file-system.ts";

/**
 * Reading with a bounded width. What does not exist is `undefined`; whatever else goes wrong is a `PackError` that names
 * the path.
 */
export interface Disk {
  readonly fs: FileSystem;
  readonly readText: (file: string) => Promise<string | undefined>;
  /** Names in a directory. Read once for each directory: the answer is remembered. */
  readonly listNames: (dir: string) => Promise<ReadonlySet<string> | undefined>;
  readonly isDirectory: (path: string) => Promise<boolean>;
  readonly realPath: (path: string) => Promise<string | undefined>;
  readonly readLink: (path: string) => Promise<string | undefined>;
}

/** Enough to keep a disk busy, far below the usual limit of open files. */
const WIDTH = 32;

/** A disk with empty memory: one for each reading, so that a second reading sees what has changed. */
export function openDisk(fs: FileSystem = nodeFileSystem): Disk {
  const limit = pLimit(WIDTH);
  const listings = new Map<string, Promise<ReadonlySet<string> | undefined>>();
  const ask = <T>(path: string, call: () => Promise<T>): Promise<T | undefined> =>
    limit(call).catch((cause: unknown) => undefinedIfAbsent(path, cause));

  return {
    fs,
    readText: (file) => ask(file, () => fs.readFile(file, "utf8")),
    listNames: (dir) => {
      const known = listings.get(dir) ?? ask(dir, async () => new Set(await fs.readdir(dir)));
      listings.set(dir, known);
      return known;
    },
    isDirectory: async (path) => (await ask(path, () => fs.stat(path)))?.isDirectory() === true,
    realPath: (path) => ask(path, () => fs.realpath(path)),
    readLink: (path) => ask(path, () => fs.readlink(path)),
  };
}

/** A directory in the place of a file (`EISDIR`) counts as no file, as it does for Node. */
function undefinedIfAbsent(path: string, cause: unknown): undefined {
  if (!isAbsent(cause) && systemCode(cause) !== "EISDIR") throw unreadable(path, cause);
}

/** The error for a path that exists but cannot be read. */
export function unreadable(path: string, cause: unknown): PackError {
  if (systemCode(cause) === "ELOOP") {
    return new PackError("LINK_LOOP", `The links at ${path} lead in a circle.`, {
      hint: "Remove the link, then install again.",
      details: { path },
      cause,
    });
  }
  return new PackError("FILE_UNREADABLE", `${path} cannot be read: ${systemReason(cause)}.`, {
    hint: isDamagedZip(cause) ? "Remove the zip and install again." : "Make it readable for the user that packs.",
    details: { path },
    cause,
  });
}
