import { dirname, isAbsolute, relative, sep } from "node:path";

/** Whether `path` lies below `dir`; a directory does not lie below itself. Both are absolute, and without dots. */
export function isBelow(dir: string, path: string): boolean {
  return wayDown(dir, path) !== undefined;
}

/** Relative to the root with forward slashes; absolute when outside of it; empty for the root itself. */
export function pathFromRoot(root: string, path: string): string {
  return path === root ? "" : withSlashes(wayDown(root, path) ?? path);
}

/** Where the packages of a workspace lie. */
export interface WorkspacePlaces {
  /** Absolute real path. */
  readonly root: string;
  /** Absolute real directories outside of the root that the workspace names. */
  readonly outsideDirs: readonly string[];
}

/** Whether a directory is one of the workspace: the root, one that it names outside of it, or one below these. */
export function isInWorkspace({ root, outsideDirs }: WorkspacePlaces, dir: string): boolean {
  return dir === root || isBelow(root, dir) || outsideDirs.some((each) => dir === each || isBelow(each, dir));
}

/** Relative to the root with forward slashes, also outside of it in a directory that the workspace names; absolute elsewhere. */
export function pathInWorkspace(places: WorkspacePlaces, path: string): string {
  const { root } = places;
  if (path === root || isBelow(root, path) || !isInWorkspace(places, path)) return pathFromRoot(root, path);
  return withSlashes(relative(root, path));
}

/** With forward slashes, whatever the operating system writes. */
export function withSlashes(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}

/** The directory itself, then each one above it, up to the root of the file system. */
export function* upwards(dir: string): Generator<string> {
  for (let at = dir, below = ""; at !== below; below = at, at = dirname(at)) yield at;
}

/** Most paths are compared as texts: every edge of a graph asks several times. Windows has names that differ and are the same. */
function wayDown(dir: string, path: string): string | undefined {
  const start = dir.endsWith(sep) ? dir : dir + sep;
  if (path.startsWith(start)) return path.length === start.length ? undefined : path.slice(start.length);
  if (sep === "/") return undefined;
  const way = relative(dir, path);
  return way === "" || way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way) ? undefined : way;
}
