import { byCodeUnit } from "@lambda-pack/model";
import type { Bundle, InstanceEdge, InstanceId } from "@lambda-pack/model";
import { countPaths } from "./count-paths.ts";
import { edgesLeadingTo } from "./edges-leading-to.ts";
import type { Ends, LeadingEdges } from "./edges-leading-to.ts";

/** One edge of a path, with the package that it comes from. */
export interface Step {
  readonly from: InstanceId;
  readonly edge: InstanceEdge;
}

/** A path of dependencies from the target to a package that meets no package twice. */
export type DependencyPath = readonly Step[];

export interface DependencyPaths {
  /** Shortest first; those of equal length by the names along them. */
  readonly paths: readonly DependencyPath[];
  readonly more: MorePaths;
}

/** How many more paths there are: at least so many, where there are more than can be counted. */
export interface MorePaths {
  readonly atLeast: number;
  readonly exact: boolean;
}

/**
 * The shortest paths from the target to a package, at most `limit`. None leads through an optional peer, which installs nothing.
 *
 * Yen's algorithm: each further path leaves a known one at one of its packages, so that the work is bounded by limit × length of a
 * path × edges, however many paths there are.
 */
export function findPaths(bundle: Bundle, goal: InstanceId, limit: number): DependencyPaths {
  const edges = edgesLeadingTo(bundle, goal);
  const paths: DependencyPath[] = [];
  const candidates = new Map<string, DependencyPath>();
  addCandidate(candidates, shortestPath(edges, { from: bundle.target, goal }));
  while (paths.length < limit) {
    const best = takeBest(candidates);
    if (best === undefined) return { paths, more: { atLeast: 0, exact: true } };
    paths.push(best);
    for (const detour of detoursFrom(best, paths, { edges, goal })) addCandidate(candidates, detour);
  }
  // The package itself may be the target: then there is one path, without a step.
  const { count, exact } = countPaths(edges, { from: bundle.target, goal });
  return { paths, more: { atLeast: Math.max(0, count - paths.length), exact } };
}

interface Search extends Ends {
  /** Packages that may not be met, the start not being one. */
  readonly without?: ReadonlySet<InstanceId>;
  /** Names of the edges that may not be the first one. */
  readonly notFirst?: ReadonlySet<string>;
}

/** Breadth first in the order of names: the first path found is the shortest, and of equal ones the first by names. */
function shortestPath(edges: LeadingEdges, { from, goal, without, notFirst }: Search): DependencyPath | undefined {
  const arrivals = new Map<InstanceId, Step | undefined>([[from, undefined]]);
  for (const id of arrivals.keys()) {
    if (id === goal) return pathBack(arrivals, goal);
    for (const edge of edges.get(id) ?? []) {
      const isBarred = without?.has(edge.to) === true || (id === from && notFirst?.has(edge.name) === true);
      if (!isBarred && !arrivals.has(edge.to)) arrivals.set(edge.to, { from: id, edge });
    }
  }
  return undefined;
}

function pathBack(arrivals: ReadonlyMap<InstanceId, Step | undefined>, goal: InstanceId): DependencyPath {
  const steps: Step[] = [];
  for (let step = arrivals.get(goal); step !== undefined; step = arrivals.get(step.from)) steps.push(step);
  return steps.toReversed();
}

interface Known {
  readonly edges: LeadingEdges;
  readonly goal: InstanceId;
}

/** From each package of the path, the shortest one that no known path has taken from there. */
function detoursFrom(
  path: DependencyPath,
  known: readonly DependencyPath[],
  { edges, goal }: Known,
): readonly (DependencyPath | undefined)[] {
  return path.map(({ from }, index) => {
    const start = path.slice(0, index);
    const alike = known.filter((each) => start.every((step, at) => isSame(each[at], step)));
    const rest = shortestPath(edges, {
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

function addCandidate(candidates: Map<string, DependencyPath>, path: DependencyPath | undefined): void {
  if (path !== undefined) candidates.set(namesOf(path), path);
}

function takeBest(candidates: Map<string, DependencyPath>): DependencyPath | undefined {
  let best: readonly [names: string, path: DependencyPath] | undefined;
  for (const one of candidates) if (best === undefined || byLength(one, best) < 0) best = one;
  if (best !== undefined) candidates.delete(best[0]);
  return best?.[1];
}

type Named = readonly [names: string, path: DependencyPath];

function byLength([aNames, a]: Named, [bNames, b]: Named): number {
  return a.length - b.length || byCodeUnit(aNames, bNames);
}

/** An edge is known by where it comes from and its name, so the names along a path identify it. */
function namesOf(path: DependencyPath): string {
  return path.map(({ edge }) => edge.name).join("\0");
}
