import type { BundlePackage, InstanceEdge } from "@lambda-pack/model";

/** The edges of a package that bring something in: all but optional peers, which only find what is there anyway. */
export function bringingEdges({ edges }: Pick<BundlePackage, "edges">): readonly InstanceEdge[] {
  return edges.filter(({ kind, optional }) => kind !== "peerDependencies" || !optional);
}
