import type { DependencyKind } from "./graph.ts";

/** What every edge says of itself, declared, looked up or in a bundle. */
export interface EdgeKind {
  readonly kind: DependencyKind;
  readonly optional: boolean;
}

/** Whether it is a peer that need not be there: it only finds what is installed anyway. */
export function isOptionalPeer({ kind, optional }: EdgeKind): boolean {
  return kind === "peerDependencies" && optional;
}

/** The edges for which packages are installed: all but optional peers. */
export function withoutOptionalPeers<Edge extends EdgeKind>(edges: readonly Edge[]): readonly Edge[] {
  return edges.filter((edge) => !isOptionalPeer(edge));
}
