import { byCodeUnit, declaredEdgesOfTarget, isPackError } from "@lambda-pack/model";
import type { Graph, Importer, InstalledPackage, Problem, Workspace } from "@lambda-pack/model";
import type { FileSystem } from "../disk/file-system.ts";
import { openDisk } from "../disk/open-disk.ts";
import { pathInWorkspace } from "../disk/paths.ts";
import { remember } from "../disk/remember.ts";
import { manifestOfTarget } from "../importers/package-name.ts";
import { buildPackage, packageId } from "./build-package.ts";
import { checkInstalled } from "./check/check-installed.ts";
import type { Lookup } from "./lookup/lookup.ts";
import { openInstalledPackages } from "./lookup/open-installed-packages.ts";
import { openRangeCheck } from "./check/open-range-check.ts";
import { openLookup } from "./lookup/open-lookup.ts";
import { readDanglingLinks } from "./read-dangling-links.ts";
import type { Visit } from "./visit-package.ts";
import { openVisits, walk } from "./walk.ts";

export interface GraphOptions {
  /** Packages that the target needs although it does not declare them. */
  readonly includePackages?: readonly string[];
  /** Absolute real directory of a second install, from which platform packages are taken that are missing. */
  readonly platformPackages?: string | undefined;
}

/** Reads the graphs of one workspace's packages. */
export interface GraphReader {
  /**
   * Everything the target may need, each dependency found where Node finds it. The same disk gives the same graph. What is
   * not installed is no error here; a package that is reached and cannot be read is.
   */
  readonly readGraph: (target: Importer, options?: GraphOptions) => Graph;
  /** What code in a directory gets for a name, declared or not; undefined where that is nothing. The directory's path is absolute and real. */
  readonly findInstalled: (dir: string, name: string) => FoundPackage | undefined;
}

/** A package that is there, whatever requires it. */
export interface FoundPackage {
  readonly version: string | undefined;
  /** Its directory: relative to the root with forward slashes, absolute when outside of the workspace. */
  readonly path: string;
}

/** A reader with empty memory. What it has read for one target it does not read again for the next. */
export function openGraphReader(workspace: Workspace, fs?: FileSystem): GraphReader {
  const { root } = workspace;
  const disk = openDisk(fs);
  const installed = openInstalledPackages(disk, workspace);
  const allows = openRangeCheck();
  const contexts = new Map<string, LookupContext>();
  const contextWith = (platformPackages: string | undefined): LookupContext =>
    remember(contexts, platformPackages ?? "", () => {
      const install = { ...workspace, stores: storesOf(workspace, platformPackages) };
      const lookup = openLookup(disk, { ...install, platformPackages }, installed);
      return { install, lookup, visits: openVisits(lookup) };
    });

  const packagesOf = new WeakMap<Visit, InstalledPackage>();
  const build = (visit: Visit): InstalledPackage => {
    const built = packagesOf.get(visit) ?? buildPackage(workspace, visit);
    packagesOf.set(visit, built);
    return built;
  };

  const readGraph: GraphReader["readGraph"] = (target, { includePackages = [], platformPackages } = {}) => {
    const manifest = manifestOfTarget(target);
    const { install, visits } = contextWith(platformPackages);
    const reached = walk(visits, {
      target: { location: target.dir, dir: target.dir, manifest, importer: true },
      declared: declaredEdgesOfTarget(manifest, includePackages),
    });
    const visited = [...reached.values()].map((visit) => ({ visit, built: build(visit) }));
    const sorted = visited.map(({ built }) => built).toSorted((a, b) => byCodeUnit(a.id, b.id));
    const packages = new Map(sorted.map((built) => [built.id, built]));
    const problems = [...checkInstalled(install, packages, allows), ...readDanglingLinks(disk, workspace, visited)];
    return { root, target: packageId(workspace, target.dir), packages, problems: eachOnce(problems) };
  };

  const findInstalled: GraphReader["findInstalled"] = (dir, name) => {
    const { found } = contextWith(undefined).lookup.find({ location: dir, dir }, name);
    if (found === undefined) return undefined;
    const { manifest } = found;
    return {
      version: isPackError(manifest) ? undefined : manifest.version,
      path: pathInWorkspace(workspace, found.dir),
    };
  };
  return { readGraph, findInstalled };
}

/** The workspace with the stores of one kind of target, and what was visited for such targets. */
interface LookupContext {
  readonly install: Workspace;
  readonly lookup: Lookup;
  readonly visits: ReturnType<typeof openVisits>;
}

/** A package that comes from the second install finds what it requires there, and its place follows from its name. */
function storesOf({ stores }: Workspace, platformPackages: string | undefined): readonly string[] {
  return platformPackages === undefined ? stores : [...stores, platformPackages];
}

/** Many edges may lead to one problem. The order is that of the text. */
function eachOnce(problems: readonly Problem[]): readonly Problem[] {
  const byText = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...byText].toSorted(([a], [b]) => byCodeUnit(a, b)).map(([, problem]) => problem);
}
