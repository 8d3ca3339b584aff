import { join } from "node:path";
import { byCodeUnit } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";

/** How deep a handler may lie, and how many files are enough to look for a name that is nearly the same. */
const MAX_DEPTH = 5;
const MAX_FILES = 5000;

/** The files of a package's directory, packed or not, but for what is installed or hidden; paths with slashes, by code unit. */
export function listSourceFiles(disk: Disk, dir: string): readonly string[] {
  const files: string[] = [];
  const visit = (folder: string, depth: number): void => {
    for (const [name, kind] of disk.list(join(dir, folder)) ?? []) {
      const path = folder === "" ? name : `${folder}/${name}`;
      if (files.length >= MAX_FILES || name === "node_modules" || name.startsWith(".")) continue;
      if (kind !== "directory") files.push(path);
      else if (depth < MAX_DEPTH) visit(path, depth + 1);
    }
  };
  visit("", 1);
  return files.toSorted(byCodeUnit);
}
