import { lstatSync } from "node:fs";
import { join } from "node:path";

import { isAbsent, isPackError } from "@lambda-pack/model";
import type { StagedEntry } from "@lambda-pack/model";

import { outputWriteFailed } from "../disk/file-errors.ts";
import { readKnownPaths } from "../ownership/known-output.ts";
import { foldersOf, surveyStaged } from "./survey-staged.ts";

/**
 * What stays of a staging directory that is written as a whole again: paths of files that no run has put there. Where no index speaks of the
 * directory, which a killed run leaves so, a run has put there what is wanted, and links.
 */
export function surveyUnlisted(
  dir: string,
  entries: readonly StagedEntry[],
  pool: string | undefined,
): readonly string[] {
  const wanted = new Set(entries.map(({ path }) => path));
  const wantedFolders = foldersOf(wanted);
  try {
    const known = readKnownPaths(dir, pool);
    const knownFolders = foldersOf(known ?? []);
    return surveyStaged(dir, {
      isOurs: (path) => (known === undefined ? wanted.has(path) || isLink(join(dir, path)) : known.has(path)),
      isOurFolder: (path) => known === undefined || knownFolders.has(path),
      isWanted: (path) => wanted.has(path),
      isWantedFolder: (path) => wantedFolders.has(path),
    }).foreign;
  } catch (error) {
    if (isAbsent(error)) return [];
    throw isPackError(error) ? error : outputWriteFailed(dir, error);
  }
}

function isLink(path: string): boolean {
  return lstatSync(path).isSymbolicLink();
}
