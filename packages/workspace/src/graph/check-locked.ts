import { type LockedPackage, type Lockfile, packageLabel, type Problem, type Workspace } from "@lambda-pack/model";
import valid from "semver/functions/valid.js";
import { pathFromRoot } from "../disk/paths.ts";
import { findLocked, governingLockfile } from "./find-locked.ts";
import type { InstalledEdge } from "./installed-edge.ts";
import { manifestPath } from "./manifest-path.ts";

/** Whether the installed version is one that the lockfile allows. Packages of the workspace are not locked. */
export function checkLocked(workspace: Workspace, installed: InstalledEdge): readonly Problem[] {
  const { dependant, found } = installed;
  const lockfile = governingLockfile(workspace, dependant.dir);
  if (lockfile?.error !== undefined) throw lockfile.error;
  const { version } = found.manifest;
  if (lockfile === undefined || found.importer || version === undefined) return [];

  const allowed = allowedPackages(workspace, lockfile, installed);
  if (allowed.length === 0 || allowed.some((locked) => isSameVersion(locked, version))) return [];
  return [
    {
      kind: "stale-install",
      package: packageLabel(found),
      path: found.id,
      locked: allowed.map((locked) => locked.version).join(" or "),
      lockfile: pathFromRoot(workspace.root, lockfile.file),
      install: workspace.installCommand,
    },
  ];
}

/**
 * A peer depends on where the dependant lies, and an override may speak of some dependants alone; lockfiles differ in how
 * much of that they tell. For both, any version of that name is allowed.
 */
function allowedPackages(
  workspace: Workspace,
  lockfile: Lockfile,
  { dependant, edge, found }: InstalledEdge,
): readonly LockedPackage[] {
  const { overriddenNames } = workspace;
  const isLoose = edge.kind === "peerDependencies" || overriddenNames.has(edge.name) || overriddenNames.has(found.name);
  if (isLoose) return lockfile.locked.get(edge.name) ?? [];
  const isOwn = edge.declaredIn === manifestPath(workspace, dependant.dir);
  return findLocked(lockfile, { ...edge, dependant: isOwn ? dependant : undefined });
}

/** npm writes versions in their plain form: `1.0.0` for a package that calls itself `v1.0.0`. A reference is not judged. */
function isSameVersion({ version: locked }: LockedPackage, version: string): boolean {
  if (locked === version) return true;
  const plain = valid(locked, { loose: true });
  return plain === null || plain === valid(version, { loose: true });
}
