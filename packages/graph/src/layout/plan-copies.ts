// How instances are placed where no links may be: as in place-once.ts, but wherever an instance is needed and not found, a copy of it
// is placed, whose own edges are settled from there. Copies may go on without end, or nearly so: that is an error.

import { PackError } from "@lambda-pack/model";
import type { Closure, InstanceId, Placement } from "@lambda-pack/model";
import { missingSiblings, newDirectory, placementOf } from "./directory.ts";
import type { Directory } from "./directory.ts";
import { findCycles } from "./find-cycles.ts";
import { findRivals } from "./find-rivals.ts";
import { listSuites } from "./find-suite.ts";
import type { Suite, SuiteMember } from "./find-suite.ts";
import { instanceOf } from "./instance-of.ts";
import { isEndless } from "./is-endless.ts";
import { lookAround, settle } from "./look-around.ts";

/** A cycle that is still being copied when each instance has been placed this often on average counts as endless. */
const MAX_COPIES = 10;

/** Copies of each instance wherever it is needed. Throws where they would never end. */
export function planCopies(closure: Closure, winners: ReadonlyMap<string, InstanceId>): readonly Placement[] {
  const cycles = findCycles(closure);
  const rivals = findRivals(closure);
  const maxCopies = MAX_COPIES * closure.instances.size + 1000;
  const root = newDirectory({ instance: instanceOf(closure, closure.target) });

  // The queue grows while it is walked; every directory in it is a copy whose edges are still to be settled.
  const queue = [root];
  for (const from of queue) for (const suite of listSuites(closure, from.instance)) settleSuite(from, suite);
  return queue.map(placementOf);

  function settleSuite(from: Directory, suite: Suite): void {
    const { edge } = suite.members[0];
    const sight = lookAround({ from, winners, rivals }, suite);
    const { hit, together } = sight;
    // What lies somewhere without its siblings is taken only where they cannot all be placed nearer.
    const isTaken =
      hit !== undefined && (together === undefined || missingSiblings(hit, instanceOf(closure, edge.to)).length === 0);
    const spot = isTaken ? hit : (together ?? sight.alone);
    if (spot === undefined) throw new Error(`No directory can hold ${edge.to} for ${from.path}`);
    settle(sight, edge, spot);
    if (isTaken) return;
    for (const member of together === undefined ? suite.members.slice(0, 1) : suite.members) {
      if (!spot.entries.has(member.edge.name)) placeCopy(spot, member);
    }
  }

  function placeCopy(parent: Directory, { dependent, edge }: SuiteMember): void {
    const isInCycle = cycles.get(dependent) === cycles.get(edge.to);
    if (isInCycle && (queue.length > maxCopies || isEndless(closure, { spot: parent, edge }))) {
      throw endless(closure, edge.to);
    }
    parent.entries.set(edge.name, edge.to);
    queue.push(newDirectory({ instance: instanceOf(closure, edge.to), parent, name: edge.name }));
  }
}

function endless(closure: Closure, id: InstanceId): PackError {
  const circle = [...circleThrough(closure, id), id];
  return new PackError(
    "LINKS_NEEDED",
    `Without links the bundle would never end: each of ${circle.join(" → ")} needs a copy of the next one below itself.`,
    { hint: 'Allow links: leave out --no-links, or set "links" to "auto".', details: { packages: circle } },
  );
}

/** A shortest way from the instance back to itself; it begins with the instance. */
function circleThrough({ instances }: Closure, id: InstanceId): readonly InstanceId[] {
  const ways = new Map<InstanceId, readonly InstanceId[]>([[id, [id]]]);
  for (const [from, way] of ways) {
    for (const { to } of instances.get(from)?.edges ?? []) {
      if (to === id) return way;
      if (!ways.has(to)) ways.set(to, [...way, to]);
    }
  }
  return [id];
}
