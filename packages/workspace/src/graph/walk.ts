import { mapInOrder } from "../disk/map-in-order.ts";
import { isPackageName } from "../package-name.ts";
import type { DeclaredEdge } from "./declared-edges.ts";
import { type Installed, type Lookup, notFound } from "./lookup.ts";
import { onePerName, type ResolvedEdge, resolveEdges, type Visit, visitPackage } from "./visit-package.ts";

export interface WalkStart {
  readonly target: Installed;
  readonly declared: readonly DeclaredEdge[];
}

/** All that was reached, by location; the order is that of the walk. */
export type Visits = ReadonlyMap<string, Visit>;

/**
 * 1. Visit the target, then what its edges lead to, then what their edges lead to: level by level, each package
 *    once. A level is visited all at once, and taken in the order of its edges: no timing shows in the result.
 * 2. When nothing new is found, look up the optional peers. They pull nothing in: they count only where they lead to a
 *    package that was reached without them.
 */
export async function walk(lookup: Lookup, { target, declared }: WalkStart): Promise<Visits> {
  const visits = new Map([[target.location, await visitPackage(lookup, target, declared)]]);
  let level = [...visits.values()];
  while (level.length > 0) {
    level = await mapInOrder(newlyFound(level, visits), (installed) => visitPackage(lookup, installed));
    for (const visit of level) visits.set(visit.installed.location, visit);
  }
  const complete = await mapInOrder(visits.values(), (visit) => withOptionalPeers(lookup, visit, visits));
  return new Map(complete.map((visit) => [visit.installed.location, visit]));
}

function newlyFound(level: readonly Visit[], visits: Visits): readonly Installed[] {
  const found = new Map<string, Installed>();
  for (const { edges } of level) {
    for (const { result } of edges) {
      if (result.found !== undefined && !visits.has(result.found.location)) {
        found.set(result.found.location, result.found);
      }
    }
  }
  return [...found.values()];
}

async function withOptionalPeers(lookup: Lookup, visit: Visit, visits: Visits): Promise<Visit> {
  const known = new Set(visit.edges.map(({ name }) => name));
  const wanted = visit.optionalPeers.filter(({ name }) => isPackageName(name) && !known.has(name));
  const resolved = await resolveEdges(lookup, onePerName(wanted), visit.bundled);
  const peers = resolved.map((edge) => (isReached(edge, visits) ? edge : withoutEnd(edge)));
  return { ...visit, edges: [...visit.edges, ...peers] };
}

function isReached({ result }: ResolvedEdge, visits: Visits): boolean {
  return result.found !== undefined && visits.has(result.found.location);
}

function withoutEnd(edge: ResolvedEdge): ResolvedEdge {
  return { ...edge, result: notFound };
}
