import { foldedName } from "@lambda-pack/model";

/** Two paths that some file systems cannot tell apart. */
export type Collision = readonly [string, string];

/**
 * Pairs of paths that some file systems cannot tell apart: equal, or equal but for case or Unicode normal form; also where one of
 * them is a directory of the other's. Of more than two that are one name, each is paired with the first. In the order of the paths.
 */
export function findCollisions(paths: readonly string[]): readonly Collision[] {
  const names = namesByFolder(paths);
  return names === undefined || hasFileAsFolder(names) ? listCollisions(paths) : [];
}

/** Folded folder, with a slash at its end → folded names of its files. */
type NamesByFolder = ReadonlyMap<string, ReadonlySet<string>>;

/** Undefined as soon as a name is there twice. Paths of one folder that follow upon one another share the look-up. */
function namesByFolder(paths: readonly string[]): NamesByFolder | undefined {
  const byFolder = new Map<string, Set<string>>();
  let folder: string | undefined;
  let names = new Set<string>();
  for (const path of paths) {
    const start = path.lastIndexOf("/") + 1;
    if (folder?.length !== start || !path.startsWith(folder)) {
      folder = path.slice(0, start);
      const key = foldedName(folder);
      names = byFolder.get(key) ?? new Set();
      byFolder.set(key, names);
    }
    const before = names.size;
    if (names.add(foldedName(path.slice(start))).size === before) return undefined;
  }
  return byFolder;
}

function hasFileAsFolder(names: NamesByFolder): boolean {
  const checked = new Set<string>();
  for (const folder of names.keys()) {
    for (let dir = folder.slice(0, -1); dir !== "" && !checked.has(dir);) {
      checked.add(dir);
      const start = dir.lastIndexOf("/") + 1;
      if (names.get(dir.slice(0, start))?.has(dir.slice(start)) === true) return true;
      dir = dir.slice(0, Math.max(start - 1, 0));
    }
  }
  return false;
}

function listCollisions(paths: readonly string[]): readonly Collision[] {
  const collisions: Collision[] = [];
  const files = new Map<string, string>();
  for (const path of paths) {
    const key = foldedName(path);
    const earlier = files.get(key);
    if (earlier === undefined) files.set(key, path);
    else collisions.push([earlier, path]);
  }
  for (const path of paths) {
    for (let slash = path.lastIndexOf("/"); slash > 0; slash = path.lastIndexOf("/", slash - 1)) {
      const file = files.get(foldedName(path.slice(0, slash)));
      if (file !== undefined) collisions.push([file, path]);
    }
  }
  return collisions;
}
