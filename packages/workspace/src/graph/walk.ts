import { remember } from "../disk/remember.ts";
import { isPackageName } from "../importers/package-name.ts";
import { notFound } from "./lookup/lookup.ts";
import type { Installed, Lookup } from "./lookup/lookup.ts";
import { onePerName, resolveEdges, visitApart, visitPackage, visitTarget } from "./visit-package.ts";
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
  /** Of a package whose bundled packages are not to stay in its folder. */
  readonly visitTakenApart: (installed: Installed) => Visit;
}

export function openVisits(lookup: Lookup): Visits {
  const known = new Map<string, Visit>();
  const apart = new Map<string, Visit>();
  return {
    lookup,
    visit: (installed) => remember(known, installed.location, () => visitPackage(lookup, installed)),
    visitTakenApart: (installed) => remember(apart, installed.location, () => visitApart(lookup, installed)),
  };
}

/**
 * 1. Visit the target, then what its edges lead to, then what their edges lead to: level by level, each package once.
 * 2. When nothing new is found, look up the optional peers. They pull nothing in: they count only where they lead to a
 *    package that was reached without them.
 * 3. Where something leads to a package that travels in its owner's folder, it would lie in the bundle twice, and be two modules. Start
 *    again, with all that this owner bundles as packages like any other. Such owners only grow in number, so this ends.
 */
export function walk(visits: Visits, start: WalkStart): Reached {
  const apart = new Set<string>();
  for (;;) {
    const reached = walkOnce(visits, start, apart);
    const peers = new Map([...reached].map(([location, visit]) => [location, findOptionalPeers(visits.lookup, visit)]));
    const wanted = new Set([...peers.values()].flat().map(({ result }) => result.found?.dir));
    const split = [...reached].filter(([, { bundled }]) =>
      [...bundled.dirs].some((dir) => reached.has(dir) || wanted.has(dir)),
    );
    if (split.length === 0) {
      return new Map(
        [...reached].map(([location, visit]) => [location, withPeers(visit, peers.get(location) ?? [], reached)]),
      );
    }
    for (const [location] of split) apart.add(location);
  }
}

function walkOnce(
  { lookup, visit, visitTakenApart }: Visits,
  { target, declared }: WalkStart,
  apart: ReadonlySet<string>,
): Reached {
  const reached = new Map([[target.location, visitTarget(lookup, target, declared)]]);
  let level = [...reached.values()];
  while (level.length > 0) {
    level = newlyFound(level, reached).map((each) => (apart.has(each.location) ? visitTakenApart(each) : visit(each)));
    for (const each of level) reached.set(each.installed.location, each);
  }
  return reached;
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

function findOptionalPeers(lookup: Lookup, { edges, optionalPeers, bundled }: Visit): readonly ResolvedEdge[] {
  if (optionalPeers.length === 0) return [];
  const known = new Set(edges.map(({ name }) => name));
  const wanted = optionalPeers.filter(({ name }) => isPackageName(name) && !known.has(name));
  return resolveEdges(lookup, onePerName(wanted), bundled);
}

function withPeers(visit: Visit, peers: readonly ResolvedEdge[], reached: Reached): Visit {
  if (peers.length === 0) return visit;
  return {
    ...visit,
    edges: [...visit.edges, ...peers.map((edge) => (isReached(edge, reached) ? edge : withoutEnd(edge)))],
  };
}

function isReached({ result }: ResolvedEdge, reached: Reached): boolean {
  return result.found !== undefined && reached.has(result.found.location);
}

function withoutEnd(edge: ResolvedEdge): ResolvedEdge {
  return { ...edge, result: notFound };
}
