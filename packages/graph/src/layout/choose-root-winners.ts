import { byCodeUnit } from "@lambda-pack/model";
import type { Closure, InstanceId } from "@lambda-pack/model";
import { findRivals } from "./find-rivals.ts";
import { findSuite } from "./find-suite.ts";

type Winners = ReadonlyMap<string, InstanceId>;

/**
 * The instance that each name gets at the root of the bundle. The target's own dependencies come first, as it looks nowhere
 * else, and with them what has to lie beside them; for every other name it is the instance that saves the most bytes: its size
 * for every dependent but one, since each of them would have to carry its own copy. Ties go by code-unit order of the ids. An
 * instance whose siblings have their names at the root goes before one that could not lie there.
 */
export function chooseRootWinners(closure: Closure): Winners {
  const own = ownWinners(closure);
  const ranked = [...countDependents(closure)].map(
    ([name, candidates]) => [name, rankCandidates(closure, candidates)] as const,
  );
  const best = new Map(ranked.flatMap(([name, [first]]) => (first === undefined ? [] : [[name, first] as const])));
  const expected = new Map([...best, ...own]);
  const joined = ranked.flatMap(([name, ids]) => {
    const fitting = ids.find((id) => hasSiblingsAmong(expected, closure, id));
    return fitting === undefined ? [] : [[name, fitting] as const];
  });
  return withoutRivals(new Map([...best, ...joined, ...own]), own, closure);
}

/** Of names that differ only by case or normal form one has the root: the target's own, or the one that saves the most bytes. */
function withoutRivals(winners: Winners, own: Winners, closure: Closure): Winners {
  const rivals = findRivals(closure);
  if (rivals.size === 0) return winners;
  const dependents = countDependents(closure);
  const gainOf = (name: string) => {
    const id = winners.get(name);
    if (id === undefined) return -1;
    return own.has(name) ? Infinity : bytesOf(closure, id) * ((dependents.get(name)?.get(id) ?? 0) - 1);
  };
  const isBehind = (name: string, rival: string) => {
    const less = gainOf(name) - gainOf(rival);
    return less < 0 || (less === 0 && byCodeUnit(name, rival) > 0);
  };
  return new Map(
    [...winners].filter(([name]) => own.has(name) || !(rivals.get(name) ?? []).some((rival) => isBehind(name, rival))),
  );
}

/** What the target's edges and their suites want; where they want two things under one name, an edge counts more than a suite. */
function ownWinners(closure: Closure): Winners {
  const { target, instances } = closure;
  const edges = instances.get(target)?.edges ?? [];
  const wanted = edges.flatMap((edge) => findSuite(closure, { dependent: target, edge }).members);
  return new Map([...wanted.map(({ edge }) => edge), ...edges].map(({ name, to }) => [name, to]));
}

/** For each name, the instances that are required by it and by how many others. */
function countDependents({ instances }: Closure): ReadonlyMap<string, ReadonlyMap<InstanceId, number>> {
  const names = new Map<string, Map<InstanceId, number>>();
  for (const { edges } of instances.values()) {
    for (const { name, to } of edges) {
      const candidates = names.get(name) ?? new Map<InstanceId, number>();
      candidates.set(to, (candidates.get(to) ?? 0) + 1);
      names.set(name, candidates);
    }
  }
  return names;
}

function rankCandidates(closure: Closure, candidates: ReadonlyMap<InstanceId, number>): readonly InstanceId[] {
  return [...candidates]
    .map(([id, dependents]) => ({ id, saved: bytesOf(closure, id) * (dependents - 1) }))
    .toSorted((a, b) => b.saved - a.saved || byCodeUnit(a.id, b.id))
    .map(({ id }) => id);
}

/** The target is never copied, so its bytes can never be saved. */
function bytesOf({ instances, target }: Closure, id: InstanceId): number {
  return id === target ? 0 : (instances.get(id)?.bytes ?? 0);
}

function hasSiblingsAmong(winners: Winners, { instances }: Closure, id: InstanceId): boolean {
  const siblings = (instances.get(id)?.edges ?? []).filter(({ beside }) => beside === true);
  return siblings.every(({ name, to }) => winners.get(name) === to);
}
