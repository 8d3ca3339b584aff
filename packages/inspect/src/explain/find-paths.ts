import { byCodeUnit } from "@lambda-pack/model";
import type { Bundle, InstanceEdge, InstanceId } from "@lambda-pack/model";
import { countRoutes } from "./count-routes.ts";
import { waysTo } from "./ways-to.ts";
import type { Ends, Ways } from "./ways-to.ts";

/** One edge of a way, with the package that it comes from. */
export interface Step {
  readonly from: InstanceId;
  readonly edge: InstanceEdge;
}

/** A way from the target to a package that meets no package twice. */
export type Route = readonly Step[];

export interface Routes {
  /** Shortest first; among equals by the names along the way. */
  readonly routes: readonly Route[];
  readonly more: MoreRoutes;
}

/** How many more ways there are. There may be more than can be counted: then it is at least so many. */
export interface MoreRoutes {
  readonly atLeast: number;
  readonly exact: boolean;
}

/**
 * The shortest ways from the target to a package, at most `limit`. Optional peers are no ways: they bring nothing in.
 *
 * Yen's algorithm: each further way leaves one that is known at one of its packages, so that the work is bounded by limit × length of
 * a way × edges, however many ways there are.
 */
export function findRoutes(bundle: Bundle, goal: InstanceId, limit: number): Routes {
  const ways = waysTo(bundle, goal);
  const routes: Route[] = [];
  const candidates = new Map<string, Route>();
  addCandidate(candidates, shortestRoute(ways, { from: bundle.target, goal }));
  while (routes.length < limit) {
    const best = takeBest(candidates);
    if (best === undefined) return { routes, more: { atLeast: 0, exact: true } };
    routes.push(best);
    for (const detour of detoursFrom(best, routes, { ways, goal })) addCandidate(candidates, detour);
  }
  // The package itself may be the target: then there is one way, without a step.
  const { count, exact } = countRoutes(ways, { from: bundle.target, goal });
  return { routes, more: { atLeast: Math.max(0, count - routes.length), exact } };
}

interface Search extends Ends {
  /** Packages that may not be met, the start not being one. */
  readonly without?: ReadonlySet<InstanceId>;
  /** Names of the edges that may not be the first one. */
  readonly notFirst?: ReadonlySet<string>;
}

/** Breadth first in the order of names: the first way found is the shortest, and among equals the first by names. */
function shortestRoute(ways: Ways, { from, goal, without, notFirst }: Search): Route | undefined {
  const arrivals = new Map<InstanceId, Step | undefined>([[from, undefined]]);
  for (const id of arrivals.keys()) {
    if (id === goal) return routeBack(arrivals, goal);
    for (const edge of ways.get(id) ?? []) {
      const isBarred = without?.has(edge.to) === true || (id === from && notFirst?.has(edge.name) === true);
      if (!isBarred && !arrivals.has(edge.to)) arrivals.set(edge.to, { from: id, edge });
    }
  }
  return undefined;
}

function routeBack(arrivals: ReadonlyMap<InstanceId, Step | undefined>, goal: InstanceId): Route {
  const steps: Step[] = [];
  for (let step = arrivals.get(goal); step !== undefined; step = arrivals.get(step.from)) steps.push(step);
  return steps.toReversed();
}

interface Known {
  readonly ways: Ways;
  readonly goal: InstanceId;
}

/** From each package of the way the shortest one that no known way has taken from there. */
function detoursFrom(route: Route, known: readonly Route[], { ways, goal }: Known): readonly (Route | undefined)[] {
  return route.map(({ from }, index) => {
    const start = route.slice(0, index);
    const alike = known.filter((each) => start.every((step, at) => isSame(each[at], step)));
    const rest = shortestRoute(ways, {
      from,
      goal,
      without: new Set(start.map((step) => step.from)),
      notFirst: new Set(alike.flatMap((each) => each[index]?.edge.name ?? [])),
    });
    return rest === undefined ? undefined : [...start, ...rest];
  });
}

function isSame(a: Step | undefined, b: Step): boolean {
  return a?.from === b.from && a.edge.name === b.edge.name;
}

function addCandidate(candidates: Map<string, Route>, route: Route | undefined): void {
  if (route !== undefined) candidates.set(namesOf(route), route);
}

function takeBest(candidates: Map<string, Route>): Route | undefined {
  let best: readonly [names: string, route: Route] | undefined;
  for (const one of candidates) if (best === undefined || byLength(one, best) < 0) best = one;
  if (best !== undefined) candidates.delete(best[0]);
  return best?.[1];
}

type Named = readonly [names: string, route: Route];

function byLength([aNames, a]: Named, [bNames, b]: Named): number {
  return a.length - b.length || byCodeUnit(aNames, bNames);
}

/** An edge is known by where it comes from and its name, so that the names along a way are enough to know it. */
function namesOf(route: Route): string {
  return route.map(({ edge }) => edge.name).join("\0");
}
