import { packageLabel } from "@lambda-pack/model";
import { relative } from "node:path";
import type { LockedPackage, Problem, Workspace } from "@lambda-pack/model";
import semver from "semver";
import { pathFromRoot, withSlashes } from "../disk/paths.ts";
import { governingLockfile } from "./find-locked.ts";
import { type InstalledEdge } from "./installed-edge.ts";

/** Whether the installed version is the one that the lockfile fixes. Packages of the workspace are not locked. */
export function checkLocked(workspace: Workspace, installed: InstalledEdge): readonly Problem[] {
  const { dependant, edge, found } = installed;
  const lockfile = governingLockfile(workspace.lockfiles, dependant.dir);
  if (lockfile?.error !== undefined) throw lockfile.error;
  if (lockfile === undefined || found.importer || found.manifest.version === undefined) return [];

  const location = withSlashes(relative(lockfile.dir, found.dir));
  const locked = lockfile.byDescriptor.get(`${edge.name}@${edge.range}`) ?? lockfile.byLocation.get(location);
  if (locked === undefined || isSameVersion(locked, found.manifest.version)) return [];
  return [
    {
      kind: "stale-install",
      package: packageLabel(found),
      path: found.id,
      locked: locked.version,
      lockfile: pathFromRoot(workspace.root, lockfile.file),
      install: workspace.installCommand,
    },
  ];
}

/** npm writes versions in their plain form: `1.0.0` for a package that calls itself `v1.0.0`. A URL is not judged. */
function isSameVersion({ version: locked }: LockedPackage, version: string): boolean {
  if (locked === version) return true;
  const plain = semver.valid(locked, { loose: true });
  return plain === null || plain === semver.valid(version, { loose: true });
}
