import { join, posix } from "node:path";
import { isPackError } from "@lambda-pack/model";
import type { Importer } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { withSlashes } from "../disk/paths.ts";

/**
 * The directories that packages publish, and that their dependents are linked to, where they are not there: name of the package →
 * directory, from the root. An install makes no links to them that lead anywhere.
 */
export function findUnbuiltDirs(disk: Disk, importers: readonly Importer[]): ReadonlyMap<string, string> {
  const unbuilt = new Map<string, string>();
  for (const { dir, path, name, manifest } of importers) {
    const directory = isPackError(manifest) ? undefined : manifest.publishDirectory;
    if (name === undefined || directory === undefined || disk.isFile(join(dir, directory, "package.json"))) continue;
    unbuilt.set(name, posix.join(path, withSlashes(directory)));
  }
  return unbuilt;
}
