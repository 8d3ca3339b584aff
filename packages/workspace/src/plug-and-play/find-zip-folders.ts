import { dirname } from "node:path";
import { byCodeUnit } from "@lambda-pack/model";
import type { PlugAndPlay } from "@lambda-pack/model";
import { isBelow } from "../disk/paths.ts";

/** The folders outside of the root in which Yarn keeps the zips of packages: its global cache, or a mirror of it. */
export function findZipFolders({ packages }: PlugAndPlay, root: string): readonly string[] {
  const folders = new Set<string>();
  for (const { dir } of packages.values()) {
    const [zip] = /^.*?\.zip(?=[\\/])/u.exec(dir) ?? [];
    if (zip !== undefined && !isBelow(root, zip)) folders.add(dirname(zip));
  }
  return [...folders].toSorted(byCodeUnit);
}
