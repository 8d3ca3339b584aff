import { lstatSync, readdirSync } from "node:fs";
import type { Dirent } from "node:fs";
import { join, posix } from "node:path";

import { outputInvalid } from "../outputs/output-invalid.ts";
import { STAGED_SECONDS } from "../threads/stage-file.mjs";

export interface SurveyOptions {
  /** Whether an earlier run has put a file or link there. */
  readonly isOurs: (path: string) => boolean;
  /** Whether an earlier run has made a folder there. */
  readonly isOurFolder: (path: string) => boolean;
  /** Whether a file or link is to stand there. */
  readonly isWanted: (path: string) => boolean;
  readonly isWantedFolder: (path: string) => boolean;
  /** Told of each folder that is to stay; the directory itself is the empty path. */
  readonly onFolder?: (path: string) => void;
  /** Told of each file and link that an earlier run has put where one is to stand. */
  readonly onEntry?: (path: string) => void;
}

/** What is in a staging directory and is no part of what is to stand there. */
export interface StagedSurvey {
  /** What earlier runs have left, to be removed: files and links, and directories with all that is in them. */
  readonly extra: readonly string[];
  /** Files that no run has put there; they stay. */
  readonly foreign: readonly string[];
}

/**
 * Walks a staging directory, an absolute path. Only what an earlier run has put there is ever removed or replaced: throws for what
 * somebody else has put where something is to stand, and for a link of somebody else, through which a run would write elsewhere.
 */
export function surveyStaged(dir: string, options: SurveyOptions): StagedSurvey {
  const { isOurs, isOurFolder, isWanted, isWantedFolder, onFolder, onEntry } = options;
  const extra: string[] = [];
  const foreign: string[] = [];
  visit("");
  return { extra, foreign };

  function visit(folder: string): void {
    onFolder?.(folder);
    for (const entry of readdirSync(join(dir, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (!entry.isDirectory()) meet(path, entry);
      else if (isWantedFolder(path)) visit(path);
      else leave(path);
    }
  }

  function meet(path: string, entry: Dirent): void {
    if (!isOurs(path) && (entry.isSymbolicLink() || !looksStaged(join(dir, path)))) meetForeign(path, entry);
    else if (isWanted(path)) onEntry?.(path);
    else extra.push(path);
  }

  function meetForeign(path: string, entry: Dirent): void {
    if (entry.isSymbolicLink())
      throw outputInvalid(dir, `holds the link ${path}, which lambda-pack did not make`, "Remove the link.");
    if (isWanted(path) || isWantedFolder(path)) throw inTheWay(path);
    foreign.push(path);
  }

  /** A directory that is to be none any more: it goes as a whole, unless somebody else has put something into it. */
  function leave(path: string): void {
    const [extrasBefore, foreignBefore] = [extra.length, foreign.length];
    for (const entry of readdirSync(join(dir, path), { withFileTypes: true })) {
      const inside = `${path}/${entry.name}`;
      if (entry.isDirectory()) leave(inside);
      else meet(inside, entry);
    }
    const isEmptied = foreign.length === foreignBefore;
    if (!isEmptied && isWanted(path)) throw inTheWay(foreign.at(-1) ?? path);
    const isOfRuns = isOurFolder(path) || isOurs(path) || extra.length > extrasBefore;
    if (!isEmptied || !(isOfRuns || isWanted(path))) return;
    extra.splice(extrasBefore);
    extra.push(path);
  }

  function inTheWay(path: string): Error {
    return outputInvalid(
      dir,
      `holds ${path}, which lambda-pack did not write and would have to replace`,
      "Move it to another place, or remove it.",
    );
  }
}

/**
 * Whether a file has what staged files have, the fixed time or another name. Of two runs at once, the one whose index stands in the end may
 * not be the one whose directory does: what the other one has put there would stay for ever.
 */
function looksStaged(file: string): boolean {
  const { mtimeMs, nlink } = lstatSync(file);
  return mtimeMs === STAGED_SECONDS * 1000 || nlink > 1;
}

/** All folders that lie on the way to paths. */
export function foldersOf(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let folder = posix.dirname(path); folder !== "." && !folders.has(folder); folder = posix.dirname(folder)) {
      folders.add(folder);
    }
  }
  return folders;
}
