import {
  type Lockfile,
  type LockedPackage,
  type LockedPlatform,
  packageLabel,
  type Workspace,
} from "@lambda-pack/model";
import { isBelow, pathFromRoot, upwards } from "../disk/paths.ts";
import { edgeKey, pathKey } from "../lockfile/group-locked.ts";

/** A package that asks for another one. */
export interface Dependant {
  /** Absolute real path. */
  readonly dir: string;
  readonly importer: boolean;
  readonly name: string;
  readonly version: string;
}

/** Who asks for what; nobody where a bundled package declares it, which lockfiles do not tell apart from its owner. */
export interface LockedQuery {
  readonly dependant: Dependant | undefined;
  readonly name: string;
  readonly range: string;
}

/** The lockfile of the smallest install that contains a directory; the root's for one in a store outside of the root. */
export function governingLockfile({ root, lockfiles, stores }: Workspace, dir: string): Lockfile | undefined {
  const inStore = stores.some((store) => isBelow(store, dir));
  // Directories are compared as texts: a monorepo may have hundreds of lockfiles, and every edge asks.
  return [...upwards(dir), ...(inStore ? [root] : [])]
    .map((at) => lockfiles.find((lockfile) => lockfile.dir === at))
    .find((lockfile) => lockfile !== undefined);
}

/** Every package that the lockfile allows for a dependency; none where it does not say. */
export function findLocked(
  { dir, locked }: Lockfile,
  { dependant, name, range }: LockedQuery,
): readonly LockedPackage[] {
  const keys = dependant === undefined ? [] : dependantKeys(dir, dependant).map((key) => edgeKey(key, name));
  const key = [...keys, `${name}@${range}`].find((each) => locked.has(each));
  return key === undefined ? [] : (locked.get(key) ?? []);
}

/** The platform of a package that is not installed: of what the lockfile allows, or else of any that has the name. */
export function findLockedPlatform(lockfile: Lockfile | undefined, query: LockedQuery): LockedPlatform | undefined {
  if (lockfile === undefined) return undefined;
  const [exact] = findLocked(lockfile, query);
  return (exact ?? lockfile.locked.get(query.name)?.[0])?.platform;
}

/** An importer is known by its path; a package of the registry may have its name and version. */
function dependantKeys(top: string, dependant: Dependant): readonly string[] {
  const path = pathKey(pathFromRoot(top, dependant.dir));
  return dependant.importer ? [path] : [path, packageLabel(dependant), dependant.name];
}
