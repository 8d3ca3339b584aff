import { withoutOptionalPeers } from "@lambda-pack/model";
import type { Bundle, InstanceEdge, InstanceId } from "@lambda-pack/model";

/** The edges on the paths to the goal, by where they come from; none leads on from the goal. */
export type LeadingEdges = ReadonlyMap<InstanceId, readonly InstanceEdge[]>;

/** Where a path begins and ends. */
export interface Ends {
  readonly from: InstanceId;
  readonly goal: InstanceId;
}

/** Keeps only the edges that can lead to the goal; optional peers cannot, since they install nothing. */
export function edgesLeadingTo({ packages }: Bundle, goal: InstanceId): LeadingEdges {
  const sources = new Map<InstanceId, InstanceId[]>();
  for (const one of packages.values()) {
    for (const { to } of withoutOptionalPeers(one.edges)) {
      const known = sources.get(to);
      if (known === undefined) sources.set(to, [one.id]);
      else known.push(one.id);
    }
  }
  const leading = new Set([goal]);
  for (const id of leading) for (const source of sources.get(id) ?? []) leading.add(source);
  const edgesOf = (id: InstanceId) => withoutOptionalPeers(packages.get(id)?.edges ?? []);
  return new Map([...leading].map((id) => [id, id === goal ? [] : edgesOf(id).filter(({ to }) => leading.has(to))]));
}
