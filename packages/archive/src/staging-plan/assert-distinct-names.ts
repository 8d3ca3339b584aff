import { PackError } from "@lambda-pack/model";

/**
 * Throws for two paths that some file systems cannot tell apart: equal, or equal but for case or Unicode normal form;
 * also where one of them is a directory of the other's. The order of the paths decides which two are named.
 */
export function assertDistinctNames(paths: readonly string[]): void {
  const names = namesByFolder(paths);
  if (names === undefined || hasFileAsFolder(names)) throw findCollision(paths);
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
      const key = folded(folder);
      names = byFolder.get(key) ?? new Set();
      byFolder.set(key, names);
    }
    const before = names.size;
    if (names.add(folded(path.slice(start))).size === before) return undefined;
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

function findCollision(paths: readonly string[]): PackError {
  const files = new Map<string, string>();
  for (const path of paths) {
    const earlier = files.get(folded(path));
    if (earlier !== undefined) return collision(earlier, path);
    files.set(folded(path), path);
  }
  for (const path of paths) {
    for (let slash = path.lastIndexOf("/"); slash > 0; slash = path.lastIndexOf("/", slash - 1)) {
      const file = files.get(folded(path.slice(0, slash)));
      if (file !== undefined) return collision(file, path);
    }
  }
  throw new Error("Names that collide were not found again");
}

// What is not ASCII has several normal forms.
// oxlint-disable-next-line no-control-regex
const notAscii = /[^\u0000-\u007f]/u;

function folded(path: string): string {
  const lower = path.toLowerCase();
  return notAscii.test(lower) ? lower.normalize("NFC") : lower;
}

function collision(first: string, second: string): PackError {
  return new PackError(
    "FILE_NAMES_COLLIDE",
    `${JSON.stringify(first)} and ${JSON.stringify(second)} are the same name on file systems that ignore case or Unicode normalization.`,
    { hint: "Rename one of them, or exclude it.", details: { paths: [first, second] } },
  );
}
