import { lstatSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";

import { isAbsent } from "@lambda-pack/model";
import type { StagedEntry } from "@lambda-pack/model";

import { outputWriteFailed } from "../disk/file-errors.ts";
import { diskFileSystem } from "../disk/file-system.ts";
import { digestAt } from "../reuse/bundle-index.ts";
import type { BundleIndex } from "../reuse/bundle-index.ts";
import type { FileStamp } from "../reuse/file-stamp.ts";
import { directoryLinks } from "./directory-link.ts";

/** What stands in a staging directory of an earlier run, entry by entry of the list that is to stand there. */
export interface Staged {
  /** SHA-256 of what is staged for the entry at this position, where it is unchanged since; else undefined. */
  readonly digestAt: (position: number) => Buffer | undefined;
  /** Whether the staged file of an entry is its source, or the staged link is right. */
  readonly isSameAt: (position: number) => boolean;
  /** By which a later run knows the staged file. */
  readonly stampAt: (position: number) => FileStamp;
  /** Paths that are no part of the list: files, and directories with all that is in them. */
  readonly extra: readonly string[];
  /** Paths of directories with other permissions than 0755. */
  readonly wrongDirectories: readonly string[];
  /** Of the index of what was staged. */
  readonly indexStamp: FileStamp;
}

interface ReadStagedOptions {
  /** What was staged there, and which file says so. */
  readonly index: BundleIndex;
  readonly indexStamp: FileStamp;
  readonly entries: readonly StagedEntry[];
  /** Whether hard links to the sources are what is wanted. */
  readonly linked: boolean;
}

/**
 * Looks at all that is in a staging directory, an absolute path, and reads no content: a file is as it was staged when its
 * inode, change time and size are. Undefined where nothing is there.
 */
export function readStaged(dir: string, { index, indexStamp, entries, linked }: ReadStagedOptions): Staged | undefined {
  const links = directoryLinks(diskFileSystem);
  const positions = new Map(entries.map((entry, position) => [entry.path, position]));
  const folders = foldersOf(entries);
  const rowOf = new Map(index.paths.map((path, row) => [path, row]));
  const rowAt = new Int32Array(entries.length).fill(-1);
  const same = new Set<number>();
  const extra: string[] = [];
  const wrongDirectories: string[] = [];
  try {
    visit("");
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw outputWriteFailed(dir, error);
  }

  return {
    digestAt: (position) => {
      const row = rowAt[position] ?? -1;
      return row < 0 ? undefined : digestAt(index, row);
    },
    isSameAt: (position) => same.has(position),
    stampAt: (position) => stampOf(index, rowAt[position] ?? -1),
    extra,
    wrongDirectories,
    indexStamp,
  };

  function visit(folder: string): void {
    const at = join(dir, folder);
    if ((lstatSync(at).mode & 0o7777) !== 0o755) wrongDirectories.push(folder);
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      const position = positions.get(path);
      if (entry.isDirectory() && folders.has(path)) visit(path);
      else if (position === undefined || entry.isDirectory()) extra.push(path);
      else compare(path, position);
    }
  }

  function compare(path: string, position: number): void {
    const entry = entries[position];
    const stats = lstatSync(join(dir, path));
    if (entry?.kind === "link") {
      if (stats.isSymbolicLink() && links.isRight(entry, dir)) same.add(position);
      return;
    }
    // A hard link has the permissions of its source, which may be others than those of the list.
    if (linked && stats.ino === entry?.ino && (stats.mode & 0o7777) === entry.mode) same.add(position);
    const row = rowOf.get(path);
    if (row === undefined || !stats.isFile()) return;
    const { sizes, modes, stagedInodes, stagedCtimes } = index.rows;
    const isUntouched =
      stats.ino === stagedInodes[row] && stats.ctimeMs === stagedCtimes[row] && stats.size === sizes[row];
    const hasMode = ((modes[row] ?? 0) & 0o777) === entry?.mode;
    if (isUntouched && hasMode && (linked || stats.ino !== entry?.ino)) rowAt[position] = row;
  }
}

function foldersOf(entries: readonly StagedEntry[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const { path } of entries) {
    for (let folder = posix.dirname(path); folder !== "." && !folders.has(folder); folder = posix.dirname(folder)) {
      folders.add(folder);
    }
  }
  return folders;
}

function stampOf({ rows }: BundleIndex, row: number): FileStamp {
  return { ino: rows.stagedInodes[row] ?? 0, ctimeMs: rows.stagedCtimes[row] ?? 0 };
}
