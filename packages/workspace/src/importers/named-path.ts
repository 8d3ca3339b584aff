import { isAbsolute, join, resolve } from "node:path";
import type { Disk } from "../disk/open-disk.ts";
import { withSlashes } from "../disk/paths.ts";

/** What an argument leads to when it is read as a path. */
export interface NamedPath {
  /** Absolute; links are followed where something is there. */
  readonly path: string;
  readonly kind: "package" | "directory" | "file" | "nothing";
}

export interface PathPlaces {
  readonly root: string;
  /** Real path. */
  readonly cwd: string;
  /** Real directories of packages that are known to be there. */
  readonly known: readonly string[];
}

/** Whether an argument can be nothing but a path: `.`, `../database`, `/srv/app`, `database/`. */
export function isPlainPath(name: string): boolean {
  return isAbsolute(name) || /^\.{1,2}(?:\/|$)|\/$/u.test(withSlashes(name));
}

/**
 * What a path leads to from the working directory; one that is not plainly a path, and leads to nothing there, may start at the
 * root. Without slashes it is a name first: then a directory that is no package is not what it means.
 */
export function readNamedPath(disk: Disk, name: string, { root, cwd, known }: PathPlaces): NamedPath {
  const here = readPath(disk, resolve(cwd, name), known);
  if (isPlainPath(name) || here.kind === "package") return here;
  if (here.kind !== "nothing" && withSlashes(name).includes("/")) return here;
  const atRoot = readPath(disk, resolve(root, name), known);
  return atRoot.kind === "package" || here.kind === "nothing" ? atRoot : here;
}

function readPath(disk: Disk, asked: string, known: readonly string[]): NamedPath {
  if (known.includes(asked)) return { path: asked, kind: "package" };
  const path = disk.realPath(asked);
  if (path === undefined) return { path: asked, kind: "nothing" };
  if (!disk.isDirectory(path)) return { path, kind: "file" };
  return { path, kind: disk.isFile(join(path, "package.json")) ? "package" : "directory" };
}
