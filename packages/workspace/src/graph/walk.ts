import { remember } from "../disk/remember.ts";
import { isPackageName } from "../importers/package-name.ts";
import { notFound } from "./lookup/lookup.ts";
import type { Installed, Lookup } from "./lookup/lookup.ts";
import { onePerName, resolveEdges, visitPackage } from "./visit-package.ts";
import type { ResolvedEdge, TargetEdge, Visit } from "./visit-package.ts";

export interface WalkStart {
  readonly target: Installed;
  readonly declared: readonly TargetEdge[];
}

/** All that was reached, by location; the order is that of the walk. */
export type Reached = ReadonlyMap<string, Visit>;

/** Look-ups, and what they found for each package: the same for every target. */
export interface Visits {
  readonly lookup: Lookup;
  readonly visit: (installed: Installed) => Visit;
}

export function openVisits(lookup: Lookup): Visits {
  const known = new Map<string, Visit>();
  return {
    lookup,
    visit: (installed) => remember(known, installed.location, () => visitPackage(lookup, installed)),
  };
}

/**
 * 1. Visit the target, then what its edges lead to, then what their edges lead to: level by level, each package once.
 * 2. When nothing new is found, look up the optional peers. They pull nothing in: they count only where they lead to a
 *    package that was reached without them.
 */
export function walk({ lookup, visit }: Visits, { target, declared }: WalkStart): Reached {
  const reached = new Map([[target.location, visitPackage(lookup, target, declared)]]);
  let level = [...reached.values()];
  while (level.length > 0) {
    level = newlyFound(level, reached).map(visit);
    for (const each of level) reached.set(each.installed.location, each);
  }
  return new Map([...reached].map(([location, each]) => [location, withOptionalPeers(lookup, each, reached)]));
}

function newlyFound(level: readonly Visit[], reached: Reached): readonly Installed[] {
  const found = new Map<string, Installed>();
  for (const { edges } of level) {
    for (const { result } of edges) {
      if (result.found !== undefined && !reached.has(result.found.location)) {
        found.set(result.found.location, result.found);
      }
    }
  }
  return [...found.values()];
}

function withOptionalPeers(lookup: Lookup, visit: Visit, reached: Reached): Visit {
  if (visit.optionalPeers.length === 0) return visit;
  const known = new Set(visit.edges.map(({ name }) => name));
  const wanted = visit.optionalPeers.filter(({ name }) => isPackageName(name) && !known.has(name));
  const resolved = resolveEdges(lookup, onePerName(wanted), visit.bundled);
  const peers = resolved.map((edge) => (isReached(edge, reached) ? edge : withoutEnd(edge)));
  return { ...visit, edges: [...visit.edges, ...peers] };
}

function isReached({ result }: ResolvedEdge, reached: Reached): boolean {
  return result.found !== undefined && reached.has(result.found.location);
}

function withoutEnd(edge: ResolvedEdge): ResolvedEdge {
  return { ...edge, result: notFound };
}
