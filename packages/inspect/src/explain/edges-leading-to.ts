import type { Bundle, InstanceEdge, InstanceId } from "@lambda-pack/model";
import { bringingEdges } from "../bringing-edges.ts";

/** The edges that lie on a way to the goal, by where they come from; none leads on from the goal. */
export type Ways = ReadonlyMap<InstanceId, readonly InstanceEdge[]>;

/** From where to where a way leads. */
export interface Ends {
  readonly from: InstanceId;
  readonly goal: InstanceId;
}

/** Leaves only what can lead to the goal; optional peers cannot, since they bring nothing in. */
export function waysTo({ packages }: Bundle, goal: InstanceId): Ways {
  const sources = new Map<InstanceId, InstanceId[]>();
  for (const one of packages.values()) {
    for (const { to } of bringingEdges(one)) {
      const known = sources.get(to);
      if (known === undefined) sources.set(to, [one.id]);
      else known.push(one.id);
    }
  }
  const leading = new Set([goal]);
  for (const id of leading) for (const source of sources.get(id) ?? []) leading.add(source);
  const edgesOf = (id: InstanceId) => bringingEdges(packages.get(id) ?? { edges: [] });
  return new Map([...leading].map((id) => [id, id === goal ? [] : edgesOf(id).filter(({ to }) => leading.has(to))]));
}
