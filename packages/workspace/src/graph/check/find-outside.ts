import { dirname } from "node:path";
import { byCodeUnit, packageLabel } from "@lambda-pack/model";
import type { Graph, InstalledPackage, Problem, Workspace } from "@lambda-pack/model";
import { isBelow, isInWorkspace, pathInWorkspace, withSlashes } from "../../disk/paths.ts";

/**
 * A problem for each place outside of the workspace that something inside leads to. What is found from there on follows from it:
 * a linked package has its own dependencies, and another checkout, whose node_modules is linked, its own packages.
 */
export function findOutside(workspace: Workspace, packages: Graph["packages"]): readonly Problem[] {
  const isOutside = ({ dir }: InstalledPackage) =>
    !isInWorkspace(workspace, dir) && workspace.stores.every((store) => !isBelow(store, dir));
  const entered = new Set<InstalledPackage>();
  for (const installed of packages.values()) {
    if (installed.importer && isOutside(installed)) entered.add(installed);
    for (const { to } of isOutside(installed) ? [] : installed.edges) {
      const found = to === undefined ? undefined : packages.get(to);
      if (found !== undefined && isOutside(found)) entered.add(found);
    }
  }
  return problemsOf(workspace, entered);
}

function problemsOf(workspace: Workspace, entered: Iterable<InstalledPackage>): readonly Problem[] {
  const { root, linkedModules } = workspace;
  const checkouts = [...linkedModules.keys()].filter((real) => !isBelow(dirname(real), root));
  const alone: Problem[] = [];
  const behindLinks = new Map<string, string[]>();
  for (const installed of entered) {
    const { dir } = installed;
    const modules = checkouts.find((real) => isBelow(dirname(real), dir));
    if (modules === undefined) {
      alone.push({ kind: "outside-workspace", package: packageLabel(installed), path: withSlashes(dir) });
    } else {
      behindLinks.set(modules, [...(behindLinks.get(modules) ?? []), packageLabel(installed)]);
    }
  }
  return [...alone, ...[...behindLinks].flatMap(([real, labels]) => behindLink(workspace, real, labels))];
}

/** One cause: the link. */
function behindLink(
  { root, outsideDirs, linkedModules }: Workspace,
  real: string,
  labels: readonly string[],
): Problem[] {
  const [first, ...others] = labels.toSorted(byCodeUnit);
  const link = linkedModules.get(real);
  if (first === undefined || link === undefined) return [];
  const place = { path: withSlashes(dirname(real)), link: pathInWorkspace({ root, outsideDirs }, link) };
  return [{ kind: "outside-workspace", package: first, ...place, ...(others.length > 0 ? { others } : {}) }];
}
