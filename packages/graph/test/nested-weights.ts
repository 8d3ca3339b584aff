import type { Closure, InstanceId } from "@lambda-pack/model";

export interface Weights {
  readonly copies: number;
  readonly bytes: number;
}

/** Copies and bytes of a tree in which every dependent carries all that it needs, and all that has to lie beside that. */
export function nestedWeights(closure: Closure, id: InstanceId, known = new Map<InstanceId, Weights>()): Weights {
  const before = known.get(id);
  if (before !== undefined) return before;
  const below = (closure.instances.get(id)?.edges ?? []).map(({ to }) => nestedWeights(closure, to, known));
  const weights = {
    copies: below.reduce((sum, { copies }) => sum + copies, 1),
    bytes: below.reduce((sum, { bytes }) => sum + bytes, bytesOf(closure, id)),
  };
  known.set(id, weights);
  return weights;
}

export function bytesOf({ instances }: Closure, id: InstanceId): number {
  return instances.get(id)?.bytes ?? 0;
}
