import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isJsonObject, parseJsonObject } from "@lambda-pack/model";
import type { ResolvedDependencies } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { objectIn, textIn, textsIn } from "../lockfile/lockfile-fields.ts";

/**
 * The map of packages that newer releases of Yarn 4 write into node_modules, for its linkers node-modules and pnpm: each
 * package's directory → what it gets. Nothing where there is none: no other file of theirs says it.
 */
export function readPackageMap(disk: Disk, nodeModules: string): ReadonlyMap<string, ResolvedDependencies> {
  const file = join(nodeModules, ".package-map.json");
  const text = disk.readText(file);
  if (text === undefined) return new Map();
  const resolvedDependencies = new Map<string, ResolvedDependencies>();
  const isLink = disk.isLink(nodeModules) === true;
  for (const entry of Object.values(objectIn(parseJsonObject(text, file, "LOCKFILE_INVALID"), "packages"))) {
    const url = isJsonObject(entry) ? textIn(entry, "url") : undefined;
    if (!isJsonObject(entry) || url === undefined) continue;
    const names = new Map(textsIn(entry, "dependencies").map(([name]) => [name, "dependencies"] as const));
    const path = fileURLToPath(new URL(url, pathToFileURL(file)));
    // Packages are known by their real paths, which are these unless the folder is a link.
    resolvedDependencies.set((isLink ? disk.realPath(path) : undefined) ?? path, { names, exhaustive: false });
  }
  return resolvedDependencies;
}
