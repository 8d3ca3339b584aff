import { isOptionalPeer, packageLabel } from "@lambda-pack/model";
import type { Graph, Problem, Workspace } from "@lambda-pack/model";
import { isBelow, isInWorkspace, withSlashes } from "../../disk/paths.ts";
import { checkLocked, locksOf } from "./check-locked.ts";
import { checkRange } from "./check-range.ts";
import type { RangeCheck } from "./open-range-check.ts";

/** What is odd about the packages that were reached and the edges between them; optional peers are left out. */
export function checkInstalled(
  workspace: Workspace,
  packages: Graph["packages"],
  allows: RangeCheck,
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const dependent of packages.values()) {
    if (isOutside(workspace, dependent.dir)) {
      problems.push({ kind: "outside-workspace", package: packageLabel(dependent), path: withSlashes(dependent.dir) });
    }
    const locks = locksOf(workspace, dependent);
    for (const edge of dependent.edges) {
      const found = edge.to === undefined ? undefined : packages.get(edge.to);
      if (found === undefined || isOptionalPeer(edge)) continue;
      const installed = { dependent, edge, found };
      problems.push(...checkRange(workspace, installed, allows), ...checkLocked(workspace, installed, locks));
    }
  }
  return problems;
}

/** Whether it lies neither in the workspace nor in the package manager's own store. */
function isOutside(workspace: Workspace, dir: string): boolean {
  return !isInWorkspace(workspace, dir) && workspace.stores.every((store) => !isBelow(store, dir));
}
