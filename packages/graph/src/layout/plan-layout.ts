// How instances are placed:
// 1. Each name belongs, at the root, to one instance (chooseRootWinners); nothing else of that name may be placed there.
// 2. Starting from the target, directories are taken first in, first out; each edge of the directory's instance is settled
//    (largest suite first, then in the order of names), as Node will look it up: from the directory itself upwards.
// 3. Where the nearest hit is the right instance, the edge is settled; the directories that were passed remember the name.
// 4. Else the instance is placed, with its suite (all that has to lie beside it), in the highest directory below the wrong hit
//    that has not been passed by a look-up for that name, and where each sibling lies already or shadows nothing, either.
//    The dependent's own directory is always free, since nothing looks through it before its own edges are settled: all
//    that lies there or has been found through it is what its edges, and their suites, lead to. So a suite always finds a place,
//    unless the dependent's own edges, bundled packages and suites want two things under one name (the root is no exception:
//    its winners are the target's edges and their suites). Only then is the instance placed apart, and the placement says so.
// 5. An edge to the target becomes a link to the root. A cycle in which an instance would be nested below itself without end,
//    or so often that no one could want it, is marked: planning starts again, and inside of it links to earlier copies are placed.

import { byCodeUnit } from "@lambda-pack/model";
import type { Closure, Instance, InstanceId, Layout, Placement } from "@lambda-pack/model";
import { chooseRootWinners } from "./choose-root-winners.ts";
import { newDirectory } from "./directory.ts";
import type { Directory } from "./directory.ts";
import { findCycles } from "./find-cycles.ts";
import { findSpot } from "./find-spot.ts";
import { findSuite } from "./find-suite.ts";
import type { Suite, SuiteMember } from "./find-suite.ts";
import { isEndless } from "./is-endless.ts";

/** A layout for which `checkLayout` is empty. Depends on nothing but the closure, not even on the order of its instances. */
export function planLayout(closure: Closure): Layout {
  const winners = chooseRootWinners(closure);
  const cycles = findCycles(closure);
  const linkedCycles = new Set<number | undefined>();
  for (;;) {
    const plan = placeAll(closure, { winners, cycles, linkedCycles });
    if (plan.kind === "endless") {
      linkedCycles.add(cycles.get(plan.instance));
      continue;
    }
    const sorted = plan.placements.toSorted((a, b) => byCodeUnit(a.path, b.path));
    return { target: closure.target, placements: new Map(sorted.map((placement) => [placement.path, placement])) };
  }
}

interface Rules {
  readonly winners: ReadonlyMap<string, InstanceId>;
  readonly cycles: ReadonlyMap<InstanceId, number>;
  /** The cycles inside of which links are placed. */
  readonly linkedCycles: ReadonlySet<number | undefined>;
}

/** A cycle that is still being copied when each instance has been placed this often on average counts as endless. */
const MAX_COPIES = 10;

type Plan =
  | { readonly kind: "placed"; readonly placements: readonly Placement[] }
  | { readonly kind: "endless"; readonly instance: InstanceId };

function placeAll(closure: Closure, { winners, cycles, linkedCycles }: Rules): Plan {
  const root = newDirectory({ instance: instanceOf(closure, closure.target) });
  const links: Placement[] = [];
  const firstCopies = new Map([[closure.target, root]]);
  const mostPlacements = MAX_COPIES * closure.instances.size + 1000;

  // The queue grows while it is walked; every directory in it is a copy whose edges are still to be settled.
  const queue = [root];
  for (const from of queue) {
    for (const suite of suitesOf(closure, from.instance)) {
      const spot = findSpot({ from, winners }, suite);
      if (spot === undefined) continue;
      if (spot.isApart) spot.directory.apart.add(suite.members[0].edge.name);
      for (const member of spot.members) {
        if (spot.directory.entries.has(member.edge.name)) continue;
        if (!place(spot.directory, member)) return { kind: "endless", instance: member.edge.to };
      }
    }
  }
  return { kind: "placed", placements: [...queue.map(copyOf), ...links] };

  /** False where copies would go on without end. */
  function place(parent: Directory, member: SuiteMember): boolean {
    const { name, to } = member.edge;
    const linked = linkTarget(member);
    if (linked === undefined && isOpenCycle(member)) {
      const isTooLarge = queue.length + links.length > mostPlacements;
      if (isTooLarge || isEndless(closure, { spot: parent, edge: member.edge })) return false;
    }
    const placed = newDirectory({ instance: instanceOf(closure, to), parent, name });
    parent.entries.set(name, to);
    if (linked !== undefined) {
      links.push({ kind: "link", path: placed.path, instance: to, target: linked.path });
      return true;
    }
    queue.push(placed);
    if (!firstCopies.has(to)) firstCopies.set(to, placed);
    return true;
  }

  function isOpenCycle({ dependent, edge: { to } }: SuiteMember): boolean {
    return cycles.get(dependent) === cycles.get(to) && !linkedCycles.has(cycles.get(to));
  }

  function linkTarget({ dependent, edge: { to } }: SuiteMember): Directory | undefined {
    if (to === closure.target) return root;
    const cycle = cycles.get(to);
    return cycle === cycles.get(dependent) && linkedCycles.has(cycle) ? firstCopies.get(to) : undefined;
  }
}

/** Of every edge what has to be placed for it. Large ones first: a small one may find its place in them, but not the reverse. */
function suitesOf(closure: Closure, { id: dependent, edges }: Instance): readonly Suite[] {
  return edges
    .map((edge) => findSuite(closure, { dependent, edge }))
    .toSorted((a, b) => b.members.length - a.members.length);
}

function copyOf({ path, name, instance, parent }: Directory): Placement {
  const copy = { kind: "copy", path, instance: instance.id } as const;
  if (parent?.apart.has(name) !== true) return copy;
  const missing = instance.edges.filter((edge) => edge.beside === true && parent.entries.get(edge.name) !== edge.to);
  return missing.length === 0 ? copy : { ...copy, apart: missing.map((edge) => edge.name) };
}

function instanceOf({ instances }: Closure, id: InstanceId): Instance {
  const instance = instances.get(id);
  if (instance === undefined) throw new Error(`The closure has an edge to ${id}, which it does not hold`);
  return instance;
}
