// Paths of a bundle have forward slashes, and none at their ends. The empty path is the bundle's root.

import type { BundlePath } from "../graph/layout.ts";

/** The folder that a path lies in: empty for what lies at the root, and for the root itself. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** A path below a folder; either may be empty. */
export function pathBelow(folder: string, path: string): BundlePath {
  return (folder === "" || path === "" ? `${folder}${path}` : `${folder}/${path}`) as BundlePath;
}

/** A path below a folder, from that folder: what `pathBelow` has put together. */
export function pathInside(folder: string, path: string): string {
  return folder === "" ? path : path.slice(folder.length + 1);
}

/** The folder itself, then each one that it lies in, up to the root. */
export function* foldersAbove(folder: string): Generator<string> {
  for (let at = folder; ; at = parentOf(at)) {
    yield at;
    if (at === "") return;
  }
}

/** Adds each folder that a path lies in, the root included. Above one that is known already, all are. */
export function addFoldersAbove(path: string, folders: Set<string>): void {
  for (const folder of foldersAbove(parentOf(path))) {
    if (folders.has(folder)) return;
    folders.add(folder);
  }
}

export function isNodeModules(folder: string): boolean {
  return folder === "node_modules" || folder.endsWith("/node_modules");
}

/** Where a package of that name lies in the folder's own `node_modules`. */
export function nodeModulesPath(folder: string, name: string): BundlePath {
  return pathBelow(folder, `node_modules/${name}`);
}

/** The folder in whose `node_modules` a package lies, and its name there; undefined where it lies in none. */
export function splitPlace(place: string): { readonly owner: string; readonly name: string } | undefined {
  const start = `/${place}`.lastIndexOf("/node_modules/");
  if (start === -1) return undefined;
  return { owner: place.slice(0, Math.max(0, start - 1)), name: place.slice(start + "node_modules/".length) };
}

/**
 * Where Node looks for packages, the nearest first (Node.js documentation, "Loading from node_modules folders"): the `node_modules`
 * of the folder itself and of each one above it, but of none that is a `node_modules` itself.
 */
export function* nodeModulesAbove(folder: string): Generator<BundlePath> {
  for (const at of foldersAbove(folder)) if (!isNodeModules(at)) yield pathBelow(at, "node_modules");
}

/** Where Node looks for a package of that name, the nearest first. */
export function* placesAbove(folder: string, name: string): Generator<BundlePath> {
  for (const modules of nodeModulesAbove(folder)) yield pathBelow(modules, name);
}
