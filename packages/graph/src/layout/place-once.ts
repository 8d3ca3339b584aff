// How instances are placed, each once:
// 1. Each name belongs, at the root, to one instance (chooseRootWinners); nothing else of that name may be placed there.
// 2. Starting from the target, directories are taken first in, first out; each edge of the directory's instance is settled
//    (largest suite first, then in the order of names), as Node will look it up: from the directory itself upwards.
// 3. Where the nearest hit is the right instance, the edge is settled; the directories that were passed remember the name.
// 4. Else the instance is placed in the highest directory below the wrong hit that has not been passed by a look-up for that
//    name: its directory the first time, with its suite (all that has to lie beside it), and from then on a link to it. Node
//    follows links, so that an instance's own edges are settled once, from its directory. A dependent's own directory is always
//    free, since nothing looks through it before its own edges are settled; so an edge always can be, and stays settled.
//    Names that differ only by case or normal form are kept out of each other's `node_modules`, and of each other's look-ups,
//    unless one package requires both (isClear).
// 5. Where the dependent's own edges, bundled packages and suites want two things under one name, no suite can lie there. The
//    instance is placed apart, and the placement says so.
// 6. An instance that has a home elsewhere waits as a link. If the plan never comes to that home, it gets the first of its places.

import type { BundlePath, Closure, InstanceId } from "@lambda-pack/model";
import type { Directory } from "./directory.ts";
import type { Rivals } from "./find-rivals.ts";
import { findSuite, listSuites } from "./find-suite.ts";
import type { Suite, SuiteMember } from "./find-suite.ts";
import { lookAround, settle } from "./look-around.ts";
import { openPlacing } from "./open-placing.ts";
import type { Placing } from "./open-placing.ts";
import type { Spot } from "./spots.ts";

export interface PlacingRules {
  readonly winners: ReadonlyMap<string, InstanceId>;
  readonly rivals: Rivals;
  /** Where the directories of some instances are to lie, if the plan comes there. */
  readonly homes: ReadonlyMap<InstanceId, BundlePath>;
}

export interface PlacedOnce {
  /** In the order in which they were placed. */
  readonly directories: ReadonlyMap<InstanceId, Directory>;
  readonly spots: ReadonlyMap<InstanceId, readonly Spot[]>;
}

/** Plans one directory for each instance, and the places from which it is found. */
export function placeOnce(closure: Closure, rules: PlacingRules): PlacedOnce {
  const placing = openPlacing(closure, rules.homes);
  const { queue, directories, spots } = placing;
  for (const from of queue) {
    for (const { members } of listSuites(closure, from.instance))
      settleEdge({ closure, rules, placing }, from, members[0]);
    if (from === queue.at(-1)) placing.placeOneThatWaits();
  }
  return { directories, spots: spots.list() };
}

interface Planning {
  readonly closure: Closure;
  readonly rules: PlacingRules;
  readonly placing: Placing;
}

function settleEdge(planning: Planning, from: Directory, member: SuiteMember): void {
  const { rules, placing } = planning;
  const { edge } = member;
  const suite = suiteToPlace(planning, member);
  const sight = lookAround({ from, winners: rules.winners, rivals: rules.rivals }, suite);
  const { hit, together } = sight;
  const isBetter = hit !== undefined && together !== undefined && placing.isApart(hit, edge);
  if (hit !== undefined && !(isBetter && placing.isHome(together, edge))) {
    settle(sight, edge, hit);
    if (isBetter) placing.spots.add(together, edge, { isWhole: true, isTaken: false });
    return;
  }
  const spot = together ?? sight.alone;
  if (spot === undefined) throw new Error(`No directory can hold ${edge.to} for ${from.path}`);
  settle(sight, edge, spot);
  const placed = placing.place(spot, edge, together !== undefined);
  if (placed === "link" || together === undefined) return;
  for (const sibling of suite.members) {
    if (!spot.entries.has(sibling.edge.name)) placing.place(spot, sibling.edge, true);
  }
}

/** The siblings of what has its place already lie beside it there. */
function suiteToPlace({ closure, rules, placing }: Planning, member: SuiteMember): Suite {
  const { to } = member.edge;
  const parent = placing.directories.get(to)?.parent;
  if (to === closure.target || (parent !== undefined && !placing.isApart(parent, member.edge))) {
    return { members: [member], whole: true };
  }
  return findSuite(closure, member, (id) => id !== to && (placing.directories.has(id) || rules.homes.has(id)));
}
