import { join } from "node:path";
import { byCodeUnit, type Edge, type Lockfile } from "@lambda-pack/model";
import { isBelow, pathFromRoot, upwards } from "../disk/paths.ts";

/** The lockfile of the smallest install that contains a directory. */
export function governingLockfile(lockfiles: readonly Lockfile[], dir: string): Lockfile | undefined {
  return lockfiles
    .filter((lockfile) => lockfile.dir === dir || isBelow(lockfile.dir, dir))
    .toSorted((a, b) => b.dir.length - a.dir.length)[0];
}

/**
 * What the lockfile says of the platform of a package that is not installed: at the places where Node would look for it
 * from `from`, or else wherever it has the name. Yarn's lockfile says nothing of platforms.
 */
export function findLocked(lockfiles: readonly Lockfile[], from: string, name: string): Edge["locked"] {
  const lockfile = governingLockfile(lockfiles, from);
  if (lockfile === undefined) return undefined;
  const { dir: top, byLocation } = lockfile;
  for (const dir of upwards(from)) {
    const found = byLocation.get(pathFromRoot(top, join(dir, "node_modules", name)));
    if (found !== undefined) return platformOf(found);
    if (dir === top) break;
  }
  const location = [...byLocation.keys()]
    .filter((key) => key === `node_modules/${name}` || key.endsWith(`/node_modules/${name}`))
    .toSorted(byCodeUnit)[0];
  return platformOf(location === undefined ? undefined : byLocation.get(location));
}

function platformOf(found: Edge["locked"]): Edge["locked"] {
  return found && { os: found.os, cpu: found.cpu, libc: found.libc };
}
