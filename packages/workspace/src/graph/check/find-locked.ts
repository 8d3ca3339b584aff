import { packageLabel } from "@lambda-pack/model";
import type { Lockfile, LockedPackage, LockedPlatform, Workspace } from "@lambda-pack/model";
import { relative } from "node:path";
import { isBelow, isInWorkspace, pathFromRoot, upwards, withSlashes } from "../../disk/paths.ts";
import { edgeKey, pathKey } from "../../lockfile/group-locked.ts";

/** A package that asks for another one. */
export interface Dependent {
  /** Absolute real path. */
  readonly dir: string;
  readonly importer: boolean;
  readonly name: string;
  readonly version: string;
}

/** Who asks for what. */
export interface LockedQuery {
  /** `dependentKeys`; none where a bundled package declares it, which lockfiles do not distinguish from its owner. */
  readonly keys: readonly string[];
  readonly name: string;
  readonly range: string;
}

/** The lockfile of the smallest install that contains a directory; the workspace's for one in a store, or elsewhere in it. */
export function governingLockfile(workspace: Workspace, dir: string): Lockfile | undefined {
  const { installRoot, lockfiles, stores } = workspace;
  for (const at of upwards(dir)) {
    const found = lockfiles.find((lockfile) => lockfile.dir === at);
    if (found !== undefined) return found;
  }
  const isIn = isInWorkspace(workspace, dir) || stores.some((store) => isBelow(store, dir));
  return isIn ? lockfiles.find((lockfile) => lockfile.dir === installRoot) : undefined;
}

/** Every package that the lockfile allows for a dependency; none where it does not say. */
export function findLocked({ locked }: Lockfile, { keys, name, range }: LockedQuery): readonly LockedPackage[] {
  for (const key of keys) {
    const found = locked.get(edgeKey(key, name));
    if (found !== undefined) return found;
  }
  return locked.get(`${name}@${range}`) ?? [];
}

/** The platform of a package that is not installed: of what the lockfile allows, or else of any that has the name. */
export function findLockedPlatform(lockfile: Lockfile | undefined, query: LockedQuery): LockedPlatform | undefined {
  if (lockfile === undefined) return undefined;
  const [exact] = findLocked(lockfile, query);
  return (exact ?? lockfile.locked.get(query.name)?.[0])?.platform;
}

/** What a lockfile calls who asks: an importer by its path; a package of the registry may have its name and version. */
export function dependentKeys({ dir }: Lockfile, dependent: Dependent): readonly string[] {
  const path = pathKey(
    dependent.importer ? withSlashes(relative(dir, dependent.dir)) : pathFromRoot(dir, dependent.dir),
  );
  return dependent.importer ? [path] : [path, packageLabel(dependent), dependent.name];
}
