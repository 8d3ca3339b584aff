import { byCodeUnit } from "@lambda-pack/model";
import type { Edge, Graph, PackageId, Selection } from "@lambda-pack/model";
import { assertInstalled } from "./assert-installed.ts";
import { fitsPlatform } from "./fits-platform.ts";
import { isExcluded } from "./is-excluded.ts";
import { isFound, packageOf } from "./package-of.ts";
import type { FoundEdge } from "./package-of.ts";
import type { SelectOptions } from "./select-options.ts";
import { selectionProblems } from "./selection-problems.ts";

/**
 * The installed packages that the target requires at run time on the platform, the target included. Optional peers pull nothing in,
 * optional packages for other platforms stay out, excluded packages are cut off with all that only they require.
 * Throws DEPENDENCY_NOT_INSTALLED or DEPENDENCY_ABOVE_ROOT for what is required and missing, all of it at once.
 */
export function selectPackages(graph: Graph, options: SelectOptions): Selection {
  const pullsIn = (edge: Edge): edge is FoundEdge => isFound(edge) && isPulledIn(graph, edge, options);
  const members = reach(graph, pullsIn);
  const required = reach(graph, (edge): edge is FoundEdge => !edge.optional && pullsIn(edge));
  assertInstalled(graph, { required, options });

  const packages = new Map(
    [...members].toSorted(byCodeUnit).map((id) => {
      const installed = packageOf(graph, id);
      const edges = installed.edges
        .filter(isFound)
        .filter((edge) => members.has(edge.to) && !isExcluded(graph, edge, options))
        .toSorted((a, b) => byCodeUnit(a.name, b.name));
      return [id, { installed, edges }] as const;
    }),
  );
  const selection = { root: graph.root, target: graph.target, packages, problems: [] };
  return { ...selection, problems: selectionProblems(graph, { selection, required, options }) };
}

function isPulledIn(graph: Graph, edge: FoundEdge, options: SelectOptions): boolean {
  if (isExcluded(graph, edge, options)) return false;
  if (!edge.optional) return true;
  return edge.kind !== "peerDependencies" && fitsPlatform(packageOf(graph, edge.to).manifest, options.platform);
}

function reach(graph: Graph, follows: (edge: Edge) => edge is FoundEdge): ReadonlySet<PackageId> {
  const members = new Set([graph.target]);
  // A Set also visits what is added while it is walked, so this loop is the whole traversal.
  for (const id of members) {
    for (const edge of packageOf(graph, id).edges.filter(follows)) members.add(edge.to);
  }
  return members;
}
