import type { Closure, InstanceId } from "@lambda-pack/model";

interface Visit {
  readonly id: InstanceId;
  readonly successors: Iterator<InstanceId>;
  /** The earliest instance on the stack that this one reaches. */
  lowest: number;
}

/**
 * For every instance the strongly connected component that it belongs to, by number: two instances share one when each
 * reaches the other. Tarjan's algorithm with a stack of its own, since a chain of packages may be longer than the call stack.
 */
export function findCycles(closure: Closure): ReadonlyMap<InstanceId, number> {
  const indices = new Map<InstanceId, number>();
  const components = new Map<InstanceId, number>();
  const open: InstanceId[] = [];
  const visits: Visit[] = [];

  const enter = (id: InstanceId) => {
    visits.push({ id, successors: successorsOf(closure, id), lowest: indices.size });
    indices.set(id, indices.size);
    open.push(id);
  };
  const close = ({ id, lowest }: Visit) => {
    const index = indices.get(id);
    if (lowest === index) for (const member of open.splice(open.lastIndexOf(id))) components.set(member, index);
    const parent = visits.at(-1);
    if (parent !== undefined) parent.lowest = Math.min(parent.lowest, lowest);
  };

  for (const root of closure.instances.keys()) {
    if (!indices.has(root)) enter(root);
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const { done, value } = visit.successors.next();
      if (done === true) {
        visits.pop();
        close(visit);
      } else if (!indices.has(value)) enter(value);
      else if (!components.has(value)) visit.lowest = Math.min(visit.lowest, indices.get(value) ?? visit.lowest);
    }
  }
  return components;
}

function successorsOf({ instances }: Closure, id: InstanceId): Iterator<InstanceId> {
  return (instances.get(id)?.edges ?? []).map(({ to }) => to)[Symbol.iterator]();
}
