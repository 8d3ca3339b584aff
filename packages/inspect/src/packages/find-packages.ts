import { basename } from "node:path";
import { byCodeUnit, isCompanionName, emptyManifest, foldersAbove, pathBelow } from "@lambda-pack/model";
import type { BundlePath, Manifest } from "@lambda-pack/model";
import { findRoot } from "./find-root.ts";
import { packagePlace } from "./package-place.ts";
import type { ZipPackage } from "./zip-package.ts";
import type { ZipTree } from "./zip-tree.ts";

export interface FoundPackages {
  /** Where the target lies. */
  readonly root: BundlePath;
  /** By directory, shorter ones first, the target's included; those that travel inside of others too. */
  readonly byDir: ReadonlyMap<string, ZipPackage>;
  /** Links in a node_modules that lead to one of them: path → its directory. */
  readonly links: ReadonlyMap<string, BundlePath>;
}

export interface FindPackagesOptions {
  /** The zip's path: its name stands for a target that has none. */
  readonly file: string;
  /** What a package.json says; undefined for a stub. */
  readonly readManifest: (path: string) => Manifest | undefined;
}

/**
 * Every folder in a node_modules that has a package.json, and what links in one lead to. A package may hold folders named
 * node_modules deeper inside, which its own files are content of: only those of the target are looked into.
 */
export function findPackages(tree: ZipTree, { file, readManifest }: FindPackagesOptions): FoundPackages {
  const root = findRoot(tree);
  const byDir = new Map<string, ZipPackage>();
  const add = (dir: string, name: string): void => {
    const found = readPackage(dir, name);
    if (found !== undefined) byDir.set(dir, found);
  };
  const readPackage = (dir: string, name: string): ZipPackage | undefined => {
    const path = pathBelow(dir, "package.json");
    const bare = !tree.files.has(path);
    const manifest = bare ? emptyManifest : readManifest(path);
    if (manifest === undefined || (bare && dir !== root && !isCompanionName(name))) return undefined;
    const version = manifest.version ?? (bare && dir === root ? "" : "0.0.0");
    return { dir: dir as BundlePath, name: manifest.name ?? name, version, manifest, bare };
  };

  add(root, basename(file).replace(/\.zip$/iu, ""));
  for (const dir of byLength(tree.folders)) {
    const place = packagePlace(dir);
    if (place !== undefined && !byDir.has(dir) && !isContent(place.holder, byDir, root)) add(dir, place.name);
  }
  const links = new Map<string, BundlePath>();
  for (const path of tree.links.keys()) {
    const place = packagePlace(path);
    const dir = place === undefined || isContent(place.holder, byDir, root) ? undefined : tree.realFolder(path);
    if (dir === undefined) continue;
    if (!byDir.has(dir)) add(dir, packagePlace(dir)?.name ?? basename(dir));
    if (byDir.has(dir)) links.set(path, dir);
  }
  return { root, byDir, links };
}

/** Whether a folder lies deeper in a package that is not the target. */
function isContent(folder: string, byDir: ReadonlyMap<string, ZipPackage>, root: string): boolean {
  const owner = ownerOf(folder, byDir) ?? root;
  return owner !== folder && owner !== root;
}

/** The directory of the package that a folder belongs to. */
export function ownerOf(folder: string, byDir: { readonly has: (dir: string) => boolean }): string | undefined {
  for (const dir of foldersAbove(folder)) if (byDir.has(dir)) return dir;
  return undefined;
}

/** A folder behind the one that it lies in. */
function byLength(folders: ReadonlySet<string>): readonly string[] {
  return [...folders].toSorted((a, b) => a.length - b.length || byCodeUnit(a, b));
}
