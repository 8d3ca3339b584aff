import { pathInside } from "@lambda-pack/model";
import type { Bundle, InstanceId } from "@lambda-pack/model";
import type { KeptReason, LeftReason, TrimPlan } from "@lambda-pack/trim";

/** The same plan for a bundle whose copies of a package have the same files: what stays in one copy stays in all, for the same reason. */
export function alikeInCopies({ entries, places, packages }: Bundle, plan: TrimPlan): TrimPlan {
  const reasons = new Map<InstanceId, Map<string, KeptReason>>();
  const several = entries.flatMap(({ path, place }) => {
    const id = places.get(place);
    if (id === undefined || (packages.get(id)?.paths.length ?? 0) < 2) return [];
    return [{ path, id, inside: pathInside(place, path) }];
  });
  for (const { path, id, inside } of several) {
    const reason = plan.kept.get(path);
    if (reason === undefined) continue;
    const known = reasons.get(id) ?? new Map<string, KeptReason>();
    if (!known.has(inside)) known.set(inside, reason);
    reasons.set(id, known);
  }
  const regained = new Map(
    several.flatMap(({ path, id, inside }) => {
      const reason = plan.left.has(path) ? reasons.get(id)?.get(inside) : undefined;
      return reason === undefined ? [] : [[path, reason] as const];
    }),
  );
  if (regained.size === 0) return plan;
  const kept = new Map<string, KeptReason>();
  const left = new Map<string, LeftReason>();
  for (const { path } of entries) {
    const [stays, goes] = [plan.kept.get(path) ?? regained.get(path), plan.left.get(path)];
    if (stays !== undefined) kept.set(path, stays);
    else if (goes !== undefined) left.set(path, goes);
  }
  return { ...plan, kept, left };
}
