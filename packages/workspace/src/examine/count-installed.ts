import { join } from "node:path";
import { isPackError } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import type { FoundWorkspace } from "../root/find-workspace.ts";

/** Where the declared dependencies of all packages lie that are no packages of the workspace. */
export interface InstalledCounts {
  /** In the node_modules of the root. */
  readonly hoisted: number;
  /** In the node_modules of the package itself. */
  readonly own: number;
  /** Behind a link, as in a virtual store. */
  readonly linked: number;
  readonly missing: number;
}

/** Looks each dependency up by its name alone; a count of what is there, not a resolution. */
export function countInstalled(disk: Disk, { root, importers }: FoundWorkspace): InstalledCounts {
  const counts = { hoisted: 0, own: 0, linked: 0, missing: 0 };
  const siblings = new Set(importers.map(({ name }) => name));
  for (const { dir, manifest } of importers) {
    if (isPackError(manifest)) continue;
    for (const name of manifest.dependencies.keys()) {
      if (!siblings.has(name) && !manifest.optionalDependencies.has(name))
        counts[placeOf(disk, name, { dir, root: root.dir })] += 1;
    }
  }
  return counts;
}

interface Dirs {
  readonly dir: string;
  readonly root: string;
}

function placeOf(disk: Disk, name: string, { dir, root }: Dirs): keyof InstalledCounts {
  const inOwn = disk.isLink(join(dir, "node_modules", name));
  if (inOwn !== undefined) return inOwn ? "linked" : dir === root ? "hoisted" : "own";
  const atRoot = disk.isLink(join(root, "node_modules", name));
  if (atRoot === undefined) return "missing";
  return atRoot ? "linked" : "hoisted";
}
