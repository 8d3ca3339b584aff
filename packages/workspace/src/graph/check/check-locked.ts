import { packageLabel } from "@lambda-pack/model";
import type { InstalledPackage, LockedPackage, Lockfile, Problem, Workspace } from "@lambda-pack/model";
import { isBelow } from "../../disk/paths.ts";
import { dependentKeys, findLocked, governingLockfile } from "./find-locked.ts";
import type { InstalledEdge } from "./installed-edge.ts";
import { isPeer } from "./is-peer.ts";
import { manifestPath } from "./manifest-path.ts";
import { placeInMessages } from "./place-in-messages.ts";
import { semver } from "../../semver.ts";

/** What lockfiles say of one package, for all of its edges. */
export interface Locks {
  readonly lockfile: Lockfile | undefined;
  /** What the lockfile calls the package. */
  readonly keys: readonly string[];
  /** The package's own package.json, as edges name it. */
  readonly manifest: string;
}

export function locksOf(workspace: Workspace, dependent: InstalledPackage): Locks {
  const lockfile = governingLockfile(workspace, dependent.dir);
  const keys = lockfile === undefined ? [] : dependentKeys(lockfile, dependent);
  return { lockfile, keys, manifest: manifestPath(workspace, dependent.dir) };
}

/** Whether the installed version is one that the lockfile allows. Packages of the workspace are not locked. */
export function checkLocked(workspace: Workspace, installed: InstalledEdge, known: Locks): readonly Problem[] {
  const { found } = installed;
  const locks = locksWhereFound(workspace, installed, known);
  const { lockfile } = locks;
  if (lockfile?.error !== undefined) throw lockfile.error;
  const { version } = found.manifest;
  if (lockfile === undefined || found.importer || version === undefined) return [];

  const { edge } = installed;
  const keys = edge.declaredIn === locks.manifest ? locks.keys : [];
  const allowed = isLoose(workspace, installed)
    ? (lockfile.locked.get(edge.name) ?? [])
    : findLocked(lockfile, { ...edge, keys });
  if (allowed.length === 0 || allowed.some((locked) => isSameVersion(locked, version))) return [];
  return [
    {
      kind: "stale-install",
      package: packageLabel(found),
      path: placeInMessages(workspace, found.dir),
      locked: allowed.map((locked) => locked.version).join(" or "),
      lockfile: placeInMessages(workspace, lockfile.file),
      install: workspace.installCommand,
    },
  ];
}

/** Where each package is installed on its own, one that was hoisted out of it is none of its lockfile: another install put it there. */
function locksWhereFound(workspace: Workspace, { dependent, found }: InstalledEdge, known: Locks): Locks {
  const { lockfile } = known;
  if (lockfile === undefined || lockfile.dir === workspace.installRoot || isBelow(lockfile.dir, found.dir))
    return known;
  const hoisted = governingLockfile(workspace, found.dir);
  return { ...known, lockfile: hoisted, keys: hoisted === undefined ? [] : dependentKeys(hoisted, dependent) };
}

/**
 * A peer depends on where the dependent lies, and an override may speak of some dependents alone; lockfiles differ in how
 * much of that they record. For both, any version of that name is allowed.
 */
function isLoose({ overriddenNames }: Workspace, installed: InstalledEdge): boolean {
  const { edge, found } = installed;
  return isPeer(installed) || overriddenNames.has(edge.name) || overriddenNames.has(found.name);
}

/** npm writes versions in their plain form: `1.0.0` for a package that calls itself `v1.0.0`. A reference is not judged. */
function isSameVersion({ version: locked }: LockedPackage, version: string): boolean {
  if (locked === version) return true;
  const plain = semver.valid(locked, { loose: true });
  return plain === null || plain === semver.valid(version, { loose: true });
}
