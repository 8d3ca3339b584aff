import { basename } from "node:path";
import { byCodeUnit, defined } from "@lambda-pack/model";
import type { Edge, InstalledPackage, PackageId, Workspace } from "@lambda-pack/model";
import { pathInWorkspace, withSlashes } from "../disk/paths.ts";
import type { WorkspacePlaces } from "../disk/paths.ts";
import { dependentKeys, findLockedPlatform, governingLockfile } from "./check/find-locked.ts";
import type { Dependent } from "./check/find-locked.ts";
import type { Place } from "./lookup/lookup.ts";
import { manifestPath } from "./check/manifest-path.ts";
import { manifestOrThrow } from "./manifest-or-throw.ts";
import type { ResolvedEdge, Visit } from "./visit-package.ts";

/** A visited package as the graph holds it. */
export function buildPackage(workspace: Workspace, { installed, bundled, edges }: Visit): InstalledPackage {
  const { location, dir, importer } = installed;
  const manifest = manifestOrThrow(installed.manifest);
  const own = manifestPath(workspace, dir);
  const declaredIn = (from: Place) => (from.dir === dir ? own : manifestPath(workspace, from.dir));
  const known = {
    id: packageId(workspace, location),
    dir,
    name: manifest.name ?? nameOfDirectory(dir),
    version: manifest.version ?? "0.0.0",
    importer,
  };
  return {
    ...known,
    manifest,
    bundled: bundled.paths,
    edges: edges
      .map((edge) => buildEdge(workspace, known, { ...edge, declaredIn: declaredIn(edge.from) }))
      .toSorted((a, b) => byCodeUnit(a.name, b.name)),
  };
}

interface DeclaredIn extends ResolvedEdge {
  readonly declaredIn: string;
}

/** The id of the package at this location. */
export function packageId(places: WorkspacePlaces, location: string): PackageId {
  return pathInWorkspace(places, location) as PackageId;
}

function buildEdge(workspace: Workspace, owner: Dependent, edgeOfOwner: DeclaredIn): Edge {
  const { name, range, kind, optional, from, declaredIn, result } = edgeOfOwner;
  const edge = { name, range, kind, optional, declaredIn };
  if (result.found !== undefined) return { ...edge, to: packageId(workspace, result.found.location) };
  const aboveRoot = result.aboveRoot && withSlashes(result.aboveRoot);
  const lockfile = governingLockfile(workspace, from.dir);
  const keys = lockfile === undefined || from.dir !== owner.dir ? [] : dependentKeys(lockfile, owner);
  const locked = findLockedPlatform(lockfile, { keys, name, range });
  const unbuilt = workspace.unbuiltDirs.get(askedName(name, range));
  return { ...edge, to: undefined, ...defined({ aboveRoot, unbuilt, locked }) };
}

/** The package's own name, which may stand in the range: `workspace:@orchard/basket@*`. */
function askedName(name: string, range: string): string {
  return /^workspace:(@?[^@]+)@/u.exec(range)?.[1] ?? name;
}

/** The name under which Node would find it; its last segment where it lies in no node_modules. */
function nameOfDirectory(dir: string): string {
  const path = withSlashes(dir);
  const start = path.lastIndexOf("/node_modules/");
  return start === -1 ? basename(path) : path.slice(start + "/node_modules/".length);
}
