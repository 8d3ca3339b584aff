import { byCodeUnit, declaredEdgesOfTarget, defined, emptyManifest, isPackError } from "@lambda-pack/model";
import type { Graph, Importer, InstalledPackage, Problem, Workspace } from "@lambda-pack/model";
import type { FileSystem } from "../disk/file-system.ts";
import { openDisk } from "../disk/open-disk.ts";
import { pathInWorkspace } from "../disk/paths.ts";
import type { Disk } from "../disk/open-disk.ts";
import { remember } from "../disk/remember.ts";
import { manifestOfTarget } from "../importers/package-name.ts";
import { buildPackage, packageId } from "./build-package.ts";
import { checkInstalled } from "./check/check-installed.ts";
import { findAlias as findAliasFile } from "./find-alias.ts";
import { findDeclarations as listDeclarations } from "./find-declarations.ts";
import type { ImporterDeclaration } from "./find-declarations.ts";
import { listSourceFiles as listFiles } from "./list-source-files.ts";
import type { Lookup, Place } from "./lookup/lookup.ts";
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
  /** Who in the workspace declares a name, with what each of them finds, the most useful for a function first. */
  readonly findDeclarations: (name: string) => readonly FoundDeclaration[];
  /** The file, from the root, whose settings explain a specifier to development tools in one of these directories. */
  readonly findAlias: (dirs: readonly string[], specifier: string) => string | undefined;
  /** The files of a package's directory, packed or not, but for what is installed or hidden; of a large one, some. */
  readonly listSourceFiles: (dir: string) => readonly string[];
}

/** A package of the workspace that declares a name. */
export interface FoundDeclaration extends ImporterDeclaration {
  readonly found: FoundPackage | undefined;
}

/** A package that is there, whatever requires it. */
export interface FoundPackage {
  readonly version: string | undefined;
  /** What its package.json says, which is not what it is found by where it is an alias, or was generated. */
  readonly name: string | undefined;
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
    const { install, lookup, visits } = contextWith(platformPackages);
    const installedTarget = { location: target.dir, dir: target.dir, manifest, importer: true };
    const declared = declaredEdgesOfTarget(manifest, includePackages).map((edge) =>
      includePackages.includes(edge.name)
        ? { ...edge, ...elsewhere(edge.name, installedTarget, { lookup, disk, workspace }) }
        : edge,
    );
    const reached = walk(visits, { target: installedTarget, declared });
    const visited = [...reached.values()].map((visit) => ({ visit, built: build(visit) }));
    const sorted = visited.map(({ built }) => built).toSorted((a, b) => byCodeUnit(a.id, b.id));
    const packages = new Map(sorted.map((built) => [built.id, built]));
    const problems = [...checkInstalled(install, packages, allows), ...readDanglingLinks(disk, workspace, visited)];
    return { root, target: packageId(workspace, target.dir), packages, problems: eachOnce(problems) };
  };

  const findInstalled: GraphReader["findInstalled"] = (dir, name) => {
    const { found } = contextWith(undefined).lookup.find({ location: dir, dir }, name);
    if (found === undefined) return undefined;
    const { name: ownName, version } = isPackError(found.manifest) ? emptyManifest : found.manifest;
    return { version, name: ownName, path: pathInWorkspace(workspace, found.dir) };
  };

  const findAlias: GraphReader["findAlias"] = (dirs, specifier) => {
    const file = findAliasFile(disk, dirs, specifier);
    return file === undefined ? undefined : pathInWorkspace(workspace, file);
  };
  return {
    readGraph,
    findInstalled,
    findDeclarations: openDeclarations({ disk, workspace, findInstalled }),
    findAlias,
    listSourceFiles: (dir) => listFiles(disk, dir),
  };
}

interface Declarers {
  readonly disk: Disk;
  readonly workspace: Workspace;
}

function openDeclarations({
  disk,
  workspace,
  findInstalled,
}: Declarers & Pick<GraphReader, "findInstalled">): GraphReader["findDeclarations"] {
  const declarations = new Map<string, readonly FoundDeclaration[]>();
  return (name) =>
    remember(declarations, name, () =>
      listDeclarations(disk, workspace.importers, name).map((each) => ({
        ...each,
        found: findInstalled(each.importer.dir, name),
      })),
    );
}

/** A package to include that the target does not find is what another one finds that declares it. */
function elsewhere(
  name: string,
  target: Place,
  { lookup, disk, workspace }: Declarers & { readonly lookup: Lookup },
): { readonly from?: Place } {
  if (lookup.find(target, name).found !== undefined) return {};
  const from = listDeclarations(disk, workspace.importers, name)
    .map(({ importer: { dir } }) => ({ location: dir, dir }))
    .find((place) => lookup.find(place, name).found !== undefined);
  return defined({ from });
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
