import { byCodeUnit, type Graph, type Importer, type Problem, type Workspace } from "@lambda-pack/model";
import type { FileSystem } from "../disk/file-system.ts";
import { openDisk } from "../disk/open-disk.ts";
import { manifestOfTarget } from "../package-name.ts";
import { buildPackage, packageId } from "./build-package.ts";
import { checkInstalled } from "./check-installed.ts";
import { declaredEdgesOfTarget } from "./declared-edges.ts";
import { openLookup } from "./open-lookup.ts";
import { readDanglingLinks } from "./read-dangling-links.ts";
import { walk } from "./walk.ts";

export interface ReadGraphOptions {
  /** Packages that the target needs although it does not declare them. */
  readonly includePackages?: readonly string[];
  /** Absolute real directory of a second install, from which platform packages are taken that are missing. */
  readonly platformPackages?: string | undefined;
  readonly fs?: FileSystem;
}

/**
 * Everything the target may need, each dependency found where Node finds it. The same disk gives the same graph. What is
 * not installed is no error here; a package that is reached and cannot be read is.
 */
export async function readGraph(
  workspace: Workspace,
  target: Importer,
  { includePackages = [], platformPackages, fs }: ReadGraphOptions = {},
): Promise<Graph> {
  const { root, stores } = workspace;
  // A package that comes from the second install finds what it needs there, and whoever names one knows where it lies.
  const ground = { ...workspace, stores: platformPackages === undefined ? stores : [...stores, platformPackages] };
  const manifest = manifestOfTarget(target);
  const disk = openDisk(fs);
  const visits = await walk(openLookup(disk, { ...ground, platformPackages }), {
    target: { location: target.dir, dir: target.dir, manifest, importer: true },
    declared: declaredEdgesOfTarget(manifest, includePackages),
  });
  const visited = [...visits.values()].map((visit) => ({ visit, built: buildPackage(workspace, visit) }));
  const sorted = visited.map(({ built }) => built).toSorted((a, b) => byCodeUnit(a.id, b.id));
  const packages = new Map(sorted.map((built) => [built.id, built]));
  const problems = [...checkInstalled(ground, packages), ...(await readDanglingLinks(disk, root, visited))];
  return { root, target: packageId(root, target.dir), packages, problems: eachOnce(problems) };
}

/** Many edges may lead to one problem. The order is that of the text. */
function eachOnce(problems: readonly Problem[]): readonly Problem[] {
  const byText = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...byText].toSorted(([a], [b]) => byCodeUnit(a, b)).map(([, problem]) => problem);
}
