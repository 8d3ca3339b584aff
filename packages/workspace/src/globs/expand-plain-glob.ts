import { join } from "node:path";
import type { Disk, EntryKind } from "../disk/open-disk.ts";
import { isOrdinary } from "./plain-glob.ts";
import type { PlainGlob } from "./plain-glob.ts";

/** A directory that a glob leads to. */
export interface GlobMatch {
  /** From the root, with forward slashes. */
  readonly path: string;
  /** Real path. */
  readonly dir: string;
}

/** The directories with a package.json that a glob leads to. Each directory is listed once, which shows what is a link. */
export function expandPlainGlob(disk: Disk, root: string, glob: PlainGlob): readonly GlobMatch[] {
  let level: readonly GlobMatch[] = [{ path: "", dir: root }];
  for (const segment of glob) level = level.flatMap((match) => [...below(disk, match, segment)]);
  return level.filter(({ dir }) => disk.isFile(join(dir, "package.json")));
}

function* below(disk: Disk, { path, dir }: GlobMatch, segment: string): Generator<GlobMatch> {
  const listing = disk.list(dir);
  const names = segment === "*" ? [...(listing?.keys() ?? [])].filter(isOrdinary) : [segment];
  for (const name of names) {
    const real = realPath(disk, join(dir, name), listing?.get(name));
    if (real !== undefined) yield { path: path === "" ? name : `${path}/${name}`, dir: real };
  }
}

/** A name that is there in other letters, where the file system ignores case, is not listed. */
function realPath(disk: Disk, path: string, kind: EntryKind | undefined): string | undefined {
  if (kind === "other") return undefined;
  return kind === "directory" ? path : disk.realPath(path);
}
