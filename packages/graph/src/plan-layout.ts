// How instances are placed:
// 1. Each name belongs, at the root, to one instance (chooseRootWinners); nothing else of that name may be placed there.
// 2. Starting from the target, directories are taken first in, first out; each edge of the directory's instance is settled
//    in the order of names, as Node will look it up: from the directory itself upwards.
// 3. Where the nearest hit is the right instance, the edge is settled; the directories that were passed remember the name.
// 4. Else the instance is placed in the highest directory below the wrong hit that has not been passed by a look-up for that
//    name: there it shadows nothing that is settled. The dependant's own directory is always free, since nothing looks
//    through it before its own edges are settled; so every edge can be settled, and a settled edge stays right.
// 5. An edge to the target becomes a link to the root. A cycle in which an instance would be nested below itself without end,
//    or so often that no one could want it, is marked: planning starts again, and inside of it links to earlier copies are placed.

import { byCodeUnit } from "@lambda-pack/model";
import type { Closure, Instance, InstanceEdge, InstanceId, Layout, Placement } from "@lambda-pack/model";
import { chooseRootWinners } from "./choose-root-winners.ts";
import { directoriesAbove, instanceAt, newDirectory } from "./directory.ts";
import type { Directory } from "./directory.ts";
import { findCycles } from "./find-cycles.ts";
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
const MOST_COPIES = 10;

type Plan =
  | { readonly kind: "placed"; readonly placements: readonly Placement[] }
  | { readonly kind: "endless"; readonly instance: InstanceId };

function placeAll(closure: Closure, { winners, cycles, linkedCycles }: Rules): Plan {
  const root = newDirectory({ instance: instanceOf(closure, closure.target) });
  const placements: Placement[] = [{ kind: "copy", path: root.path, instance: root.instance.id }];
  const firstCopies = new Map([[closure.target, root]]);
  const mostPlacements = MOST_COPIES * closure.instances.size + 1000;

  // The queue grows while it is walked; every directory in it is a copy whose edges are still to be settled.
  const queue = [root];
  for (const directory of queue) {
    for (const edge of directory.instance.edges) {
      const spot = findSpot(directory, edge, winners);
      if (spot === undefined) continue;
      const { name, to: instance } = edge;
      const linked = linkTarget(directory.instance.id, instance);
      if (linked === undefined && isOpenCycle(directory.instance.id, instance)) {
        if (placements.length > mostPlacements || isEndless(closure, { spot, edge }))
          return { kind: "endless", instance };
      }
      const placed = newDirectory({ instance: instanceOf(closure, instance), parent: spot, name });
      spot.entries.set(name, instance);
      if (linked === undefined) {
        queue.push(placed);
        if (!firstCopies.has(instance)) firstCopies.set(instance, placed);
        placements.push({ kind: "copy", path: placed.path, instance });
      } else placements.push({ kind: "link", path: placed.path, instance, target: linked.path });
    }
  }
  return { kind: "placed", placements };

  function isOpenCycle(from: InstanceId, to: InstanceId): boolean {
    return cycles.get(from) === cycles.get(to) && !linkedCycles.has(cycles.get(to));
  }

  function linkTarget(from: InstanceId, to: InstanceId): Directory | undefined {
    if (to === closure.target) return root;
    const cycle = cycles.get(to);
    return cycle === cycles.get(from) && linkedCycles.has(cycle) ? firstCopies.get(to) : undefined;
  }
}

/** Where the edge's instance must be placed; undefined when Node finds it already. Marks the directories that are passed. */
function findSpot(from: Directory, { name, to }: InstanceEdge, winners: Rules["winners"]): Directory | undefined {
  const passed: Directory[] = [];
  let spot: Directory | undefined;
  let free = true;
  for (const directory of directoriesAbove(from)) {
    const found = instanceAt(directory, name);
    if (found === to) {
      for (const below of passed) below.passed.add(name);
      return undefined;
    }
    if (found !== undefined) break;
    passed.push(directory);
    free &&= !directory.passed.has(name);
    if (free && (directory.parent !== undefined || winners.get(name) === to)) spot = directory;
  }
  if (spot === undefined) throw new Error(`No directory can hold ${to} for ${from.path}`);
  for (const below of passed.slice(0, passed.indexOf(spot))) below.passed.add(name);
  return spot;
}

function instanceOf({ instances }: Closure, id: InstanceId): Instance {
  const instance = instances.get(id);
  if (instance === undefined) throw new Error(`The closure has an edge to ${id}, which it does not hold`);
  return instance;
}
