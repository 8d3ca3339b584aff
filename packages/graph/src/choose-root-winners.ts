import { byCodeUnit } from "@lambda-pack/model";
import type { Closure, InstanceId } from "@lambda-pack/model";

/**
 * The instance that each name gets at the root of the bundle. The target's own dependencies come first, as it looks nowhere
 * else; for every other name it is the instance that saves the most bytes: its size for every dependant but one, since each
 * of them would have to carry its own copy. Ties go by code-unit order of the ids.
 */
export function chooseRootWinners(closure: Closure): ReadonlyMap<string, InstanceId> {
  const winners = new Map<string, InstanceId>();
  for (const [name, candidates] of countDependants(closure)) {
    const ranked = [...candidates]
      .map(([id, dependants]) => ({ id, saved: bytesOf(closure, id) * (dependants - 1) }))
      .toSorted((a, b) => b.saved - a.saved || byCodeUnit(a.id, b.id));
    const [best] = ranked;
    if (best !== undefined) winners.set(name, best.id);
  }
  for (const { name, to } of closure.instances.get(closure.target)?.edges ?? []) winners.set(name, to);
  return winners;
}

/** For each name, the instances that are required by it and by how many others. */
function countDependants({ instances }: Closure): ReadonlyMap<string, ReadonlyMap<InstanceId, number>> {
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

/** The target is never copied, so its bytes can never be saved. */
function bytesOf({ instances, target }: Closure, id: InstanceId): number {
  return id === target ? 0 : (instances.get(id)?.bytes ?? 0);
}
