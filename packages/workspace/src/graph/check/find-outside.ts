import { dirname, relative, sep } from "node:path";
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
  const checkouts = findCheckouts(workspace);
  const alone: Problem[] = [];
  const members = new Map<string, string[]>();
  for (const installed of entered) {
    const { dir } = installed;
    const checkout = [...checkouts.keys()].find((each) => isBelow(each, dir));
    if (checkout === undefined) {
      alone.push({ kind: "outside-workspace", package: packageLabel(installed), path: withSlashes(dir) });
    } else {
      members.set(checkout, [...(members.get(checkout) ?? []), packageLabel(installed)]);
    }
  }
  const ofCheckouts = [...members].flatMap(([path, labels]): Problem[] => {
    const [first, ...others] = labels.toSorted(byCodeUnit);
    if (first === undefined) return [];
    const place = { path: withSlashes(path), link: pathInWorkspace(workspace, checkouts.get(path) ?? "") };
    return [{ kind: "outside-workspace", package: first, ...place, ...(others.length > 0 ? { others } : {}) }];
  });
  return [...alone, ...ofCheckouts];
}

/** What holds the directories that linked node_modules lead to → the first such link. The workspace itself is below none. */
function findCheckouts({ root, linkedModules }: Workspace): ReadonlyMap<string, string> {
  const checkouts = new Map<string, string>();
  for (const [real, link] of linkedModules) {
    // `<checkout>/packages/picker` for `packages/picker` here.
    const way = sep + relative(root, dirname(link));
    const holder = dirname(real);
    const checkout = way !== sep && holder.endsWith(way) ? holder.slice(0, -way.length) : holder;
    if (!isBelow(checkout, root) && checkout !== root && !checkouts.has(checkout)) checkouts.set(checkout, link);
  }
  return checkouts;
}
