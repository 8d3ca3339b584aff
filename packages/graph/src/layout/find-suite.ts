import type { Closure, Instance, InstanceEdge, InstanceId } from "@lambda-pack/model";

/** One instance of a suite: the edge whose name it has in the `node_modules`, and whose edge that is. */
export interface SuiteMember {
  readonly dependent: InstanceId;
  readonly edge: InstanceEdge;
}

export interface Suite {
  readonly members: readonly [SuiteMember, ...SuiteMember[]];
  /** False when two siblings want one name, so that no `node_modules` can hold them all; then the first member stands alone. */
  readonly whole: boolean;
}

/**
 * All that has to lie in one `node_modules` when the first member does: its siblings (`beside` edges), and theirs. The siblings
 * of what is `settled` lie beside it elsewhere.
 */
export function findSuite(
  { instances }: Closure,
  first: SuiteMember,
  isSettled: (id: InstanceId) => boolean = () => false,
): Suite {
  const names = new Map([[first.edge.name, first.edge.to]]);
  const members: [SuiteMember, ...SuiteMember[]] = [first];
  // The array grows while it is walked, so this loop is the whole walk.
  for (const member of members) {
    const dependent = member.edge.to;
    if (isSettled(dependent)) continue;
    for (const edge of instances.get(dependent)?.edges ?? []) {
      if (edge.beside !== true) continue;
      const known = names.get(edge.name);
      if (known !== undefined && known !== edge.to) return { members: [first], whole: false };
      if (known === undefined) members.push({ dependent, edge });
      names.set(edge.name, edge.to);
    }
  }
  return { members, whole: true };
}

/** Of every edge of the instance what has to be placed for it. Large ones first: a small one may find its place in them, but not the reverse. */
export function listSuites(closure: Closure, { id: dependent, edges }: Instance): readonly Suite[] {
  return edges
    .map((edge) => findSuite(closure, { dependent, edge }))
    .toSorted((a, b) => b.members.length - a.members.length);
}
