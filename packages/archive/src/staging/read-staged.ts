import { lstatSync } from "node:fs";
import { join } from "node:path";

import { isAbsent, isPackError } from "@lambda-pack/model";
import type { StagedEntry } from "@lambda-pack/model";

import { outputWriteFailed } from "../disk/file-errors.ts";
import { diskFileSystem } from "../disk/file-system.ts";
import { digestAt } from "../reuse/bundle-index.ts";
import type { BundleIndex } from "../reuse/bundle-index.ts";
import type { FileStamp } from "../reuse/file-stamp.ts";
import { directoryLinks } from "./directory-link.ts";
import { foldersOf, surveyStaged } from "./survey-staged.ts";
import type { StagedSurvey } from "./survey-staged.ts";

/** What stands in a staging directory of an earlier run, entry by entry of the list that is to stand there. */
export interface Staged extends StagedSurvey {
  /** SHA-256 of what is staged for the entry at this position, where it is unchanged since; else undefined. */
  readonly digestAt: (position: number) => Buffer | undefined;
  /** Whether the staged file of an entry is its source, or the staged link is right. */
  readonly isSameAt: (position: number) => boolean;
  /** By which a later run knows the staged file. */
  readonly stampAt: (position: number) => FileStamp;
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
  const folders = foldersOf(positions.keys());
  const rowOf = new Map(index.paths.map((path, row) => [path, row]));
  let earlierFolders: ReadonlySet<string> | undefined;
  const rowAt = new Int32Array(entries.length).fill(-1);
  const same = new Set<number>();
  const wrongDirectories: string[] = [];
  const survey = surveyOf();
  if (survey === undefined) return undefined;

  return {
    digestAt: (position) => {
      const row = rowAt[position] ?? -1;
      return row < 0 ? undefined : digestAt(index, row);
    },
    isSameAt: (position) => same.has(position),
    stampAt: (position) => stampOf(index, rowAt[position] ?? -1),
    ...survey,
    wrongDirectories,
    indexStamp,
  };

  function surveyOf(): StagedSurvey | undefined {
    try {
      return surveyStaged(dir, {
        isOurs: (path) => rowOf.has(path),
        isOurFolder: (path) => (earlierFolders ??= foldersOf(index.paths)).has(path),
        isWanted: (path) => positions.has(path),
        isWantedFolder: (path) => folders.has(path),
        onFolder: (folder) => {
          if ((lstatSync(join(dir, folder)).mode & 0o7777) !== 0o755) wrongDirectories.push(folder);
        },
        onEntry: (path) => compare(path, positions.get(path) ?? -1),
      });
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw isPackError(error) ? error : outputWriteFailed(dir, error);
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

function stampOf({ rows }: BundleIndex, row: number): FileStamp {
  return { ino: rows.stagedInodes[row] ?? 0, ctimeMs: rows.stagedCtimes[row] ?? 0 };
}
