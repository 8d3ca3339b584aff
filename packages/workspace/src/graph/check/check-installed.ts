import { byCodeUnit, isOptionalPeer } from "@lambda-pack/model";
import type { Graph, InstalledPackage, PackageId, Problem, Workspace } from "@lambda-pack/model";
import { checkLocked, locksOf } from "./check-locked.ts";
import { checkRange } from "./check-range.ts";
import { findOutside } from "./find-outside.ts";
import type { RangeCheck } from "./open-range-check.ts";

/** What is odd about the packages that were reached and the edges between them; optional peers are left out. */
export function checkInstalled(
  workspace: Workspace,
  packages: Graph["packages"],
  allows: RangeCheck,
): readonly Problem[] {
  const usedIn = ({ id }: InstalledPackage) => usersOf(packages, id);
  const problems: Problem[] = [...findOutside(workspace, packages)];
  for (const dependent of packages.values()) {
    const locks = locksOf(workspace, dependent);
    for (const edge of dependent.edges) {
      const found = edge.to === undefined ? undefined : packages.get(edge.to);
      if (found === undefined || isOptionalPeer(edge)) continue;
      const installed = { dependent, edge, found };
      problems.push(
        ...checkRange(workspace, installed, { allows, usedIn }),
        ...checkLocked(workspace, installed, locks),
      );
    }
  }
  return problems;
}

/** Asked for few packages only. */
function usersOf(packages: Graph["packages"], used: PackageId): readonly string[] {
  const users = [...packages.values()].filter(({ importer, id }) => importer && id !== used);
  const declared = users.flatMap(({ edges }) =>
    edges.flatMap(({ to, declaredIn }) => (to === used ? [declaredIn] : [])),
  );
  return [...new Set(declared)].toSorted(byCodeUnit);
}
