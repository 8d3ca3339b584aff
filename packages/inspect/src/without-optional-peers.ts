import type { BundlePackage, InstanceEdge } from "@lambda-pack/model";

/** The edges for which a package is installed: all but optional peers, which only find what is there anyway. */
export function withoutOptionalPeers({ edges }: Pick<BundlePackage, "edges">): readonly InstanceEdge[] {
  return edges.filter(({ kind, optional }) => kind !== "peerDependencies" || !optional);
}
