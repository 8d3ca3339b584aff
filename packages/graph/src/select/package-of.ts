import type { Edge, Graph, InstalledPackage, PackageId } from "@lambda-pack/model";

/** The package of an id that the graph must hold. */
export function packageOf(graph: Graph, id: PackageId): InstalledPackage {
  const found = graph.packages.get(id);
  if (found === undefined) throw new Error(`The graph has an edge to ${id}, which it does not hold`);
  return found;
}

/** An edge that leads somewhere. */
export type FoundEdge = Edge & { readonly to: PackageId };

export function isFound(edge: Edge): edge is FoundEdge {
  return edge.to !== undefined;
}
