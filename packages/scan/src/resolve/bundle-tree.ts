import { posix } from "node:path";
import { addFoldersAbove } from "@lambda-pack/model";
import type { Bundle, BundleFile } from "@lambda-pack/model";
import { openBundlePaths } from "../open-bundle-paths.ts";

/** The files and folders of a bundle, as Node sees them when it is unpacked. Paths are those of the bundle; the empty one is its root. */
export interface BundleTree {
  /** What is there, links followed; undefined where nothing is. */
  readonly kindOf: (path: string) => "file" | "directory" | undefined;
  /** The path without links; undefined where nothing is. */
  readonly realPath: (path: string) => string | undefined;
  /** The file of a real path. */
  readonly fileAt: (path: string) => BundleFile | undefined;
  /** The files of a package's copy whose paths fit. */
  readonly namesIn: (place: string, fits: (path: string) => boolean) => readonly string[];
}

export function openTree({ entries }: Bundle): BundleTree {
  const files = new Map<string, BundleFile>();
  const directories = new Set([""]);
  for (const entry of entries) {
    if (entry.kind === "file") files.set(entry.path, entry);
    addFoldersAbove(entry.path, directories);
  }

  const follow = entries.some(({ kind }) => kind === "link") ? openBundlePaths(entries) : undefined;
  // Nearly all bundles are without links: then a path is what it says.
  const realPath = (path: string): string | undefined => {
    if (follow === undefined) return files.has(path) || directories.has(path) ? path : undefined;
    const destination = follow(path);
    return "path" in destination ? destination.path : undefined;
  };
  const kindOf = (path: string): "file" | "directory" | undefined => {
    const real = realPath(path);
    return real === undefined ? undefined : files.has(real) ? "file" : "directory";
  };
  const namesIn: BundleTree["namesIn"] = (place, fits) =>
    [...files.values()].flatMap((file) => (file.place === place && fits(file.path) ? file.path : []));
  return { kindOf, realPath, fileAt: (path) => files.get(path), namesIn };
}

/** A path from a directory of the bundle; undefined where it leads out of the bundle. Without a slash at its end. */
export function joinPath(dir: string, path: string): string | undefined {
  const joined = posix.join(dir === "" ? "." : dir, path).replace(/\/$/u, "");
  if (joined === ".." || joined.startsWith("../") || joined.startsWith("/")) return undefined;
  return joined === "." ? "" : joined;
}
