import { dirname, isAbsolute, relative, sep } from "node:path";

/** Whether `path` lies below `dir`; a directory does not lie below itself. */
export function isBelow(dir: string, path: string): boolean {
  const way = relative(dir, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Relative to the root with forward slashes; absolute when outside of it; empty for the root itself. */
export function pathFromRoot(root: string, path: string): string {
  return path === root ? "" : isBelow(root, path) ? withSlashes(relative(root, path)) : withSlashes(path);
}

/** With forward slashes, whatever the operating system writes. */
export function withSlashes(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}

/** The directory itself, then each one above it, up to the root of the file system. */
export function* upwards(dir: string): Generator<string> {
  for (let at = dir, below = ""; at !== below; below = at, at = dirname(at)) yield at;
}
