import { withoutOptionalPeers } from "@lambda-pack/model";
import type { Bundle, InstanceId } from "@lambda-pack/model";

/**
 * For every package that the target requires, the nearest one that all paths to it lead through: without that one, the bundle
 * would not have it. In an order in which each comes after its dominator; the target is first and has none. Extraneous packages
 * have no line.
 *
 * "A Simple, Fast Dominance Algorithm" (Cooper, Harvey and Kennedy), on numbers: positions in reverse postorder.
 */
export function dominators(bundle: Bundle): ReadonlyMap<InstanceId, InstanceId | undefined> {
  const order = reversePostorder(bundle);
  const above = dominatorPositions(predecessorsOf(bundle, order));
  return new Map(order.map((id, position) => [id, position === 0 ? undefined : order[above[position] ?? 0]]));
}

const UNKNOWN = -1;

function dominatorPositions(predecessors: readonly (readonly number[])[]): readonly number[] {
  const above = predecessors.map((_, position): number => (position === 0 ? 0 : UNKNOWN));
  const at = (position: number) => above[position] ?? UNKNOWN;
  for (let changed = true; changed;) {
    changed = false;
    for (let position = 1; position < above.length; position += 1) {
      const known = (predecessors[position] ?? []).filter((each) => at(each) !== UNKNOWN);
      const nearest = known.reduce((a, b) => meet(a, b, at));
      if (at(position) === nearest) continue;
      above[position] = nearest;
      changed = true;
    }
  }
  return above;
}

/** The nearest that both are below. A dominator's position is smaller, so the farther one climbs. */
function meet(a: number, b: number, at: (position: number) => number): number {
  let [left, right] = [a, b];
  while (left !== right) {
    if (left > right) left = at(left);
    else right = at(right);
  }
  return left;
}

function predecessorsOf({ packages }: Bundle, order: readonly InstanceId[]): readonly (readonly number[])[] {
  const positions = new Map(order.map((id, position) => [id, position]));
  const predecessors = order.map((): number[] => []);
  for (const [position, id] of order.entries()) {
    for (const { to } of withoutOptionalPeers(packages.get(id)?.edges ?? [])) {
      predecessors[positions.get(to) ?? UNKNOWN]?.push(position);
    }
  }
  return predecessors;
}

/** Depth first without recursion: a chain of dependencies may be longer than the stack is deep. */
function reversePostorder({ target, packages }: Bundle): readonly InstanceId[] {
  const edgesOf = (id: InstanceId) => withoutOptionalPeers(packages.get(id)?.edges ?? []).values();
  const seen = new Set([target]);
  const finished: InstanceId[] = [];
  const open = [{ id: target, edges: edgesOf(target) }];
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    const { value: edge } = last.edges.next();
    if (edge === undefined) {
      finished.push(last.id);
      open.pop();
    } else if (!seen.has(edge.to)) {
      seen.add(edge.to);
      open.push({ id: edge.to, edges: edgesOf(edge.to) });
    }
  }
  return finished.toReversed();
}
