import { nodeModulesPath } from "@lambda-pack/model";
import type { BundlePath, Closure, InstanceEdge, InstanceId } from "@lambda-pack/model";
import { missingSiblings, newDirectory } from "./directory.ts";
import type { Directory } from "./directory.ts";
import { instanceOf } from "./instance-of.ts";
import { openSpots } from "./spots.ts";
import type { Spots } from "./spots.ts";

/** A bundle to be, while instances are placed in it. */
export interface Placing {
  /** Grows while it is walked: the directories whose edges are settled, one after the other. */
  readonly queue: readonly Directory[];
  /** In the order in which they were placed. */
  readonly directories: ReadonlyMap<InstanceId, Directory>;
  readonly spots: Spots;
  /** Puts the instance there: its directory the first time, a link from then on, or while it has a home elsewhere. */
  readonly place: (parent: Directory, edge: InstanceEdge, isWhole: boolean) => "directory" | "link";
  /** Whether the instance has no directory yet, and is to have it there. */
  readonly isHome: (parent: Directory, edge: InstanceEdge) => boolean;
  /** Whether the instance lacks siblings beside it there. */
  readonly isApart: (parent: Directory, edge: InstanceEdge) => boolean;
  /** Gives the first instance whose home has not come up its directory at the first of its places. */
  readonly placeOneThatWaits: () => void;
}

/** Nothing but the target at the root. */
export function openPlacing(closure: Closure, homes: ReadonlyMap<InstanceId, BundlePath>): Placing {
  const root = newDirectory({ instance: instanceOf(closure, closure.target) });
  const queue = [root];
  const directories = new Map([[closure.target, root]]);
  const waiting = new Map<InstanceId, { readonly parent: Directory; readonly edge: InstanceEdge }>();
  const spots = openSpots();
  return { queue, directories, spots, place, isHome, isApart, placeOneThatWaits };

  function place(parent: Directory, edge: InstanceEdge, isWhole: boolean): "directory" | "link" {
    const { name, to } = edge;
    parent.entries.set(name, to);
    spots.add(parent, edge, { isWhole, isTaken: true });
    if (directories.has(to)) return "link";
    if (!homes.has(to) || isHome(parent, edge)) return placeDirectory(parent, edge);
    if (!waiting.has(to)) waiting.set(to, { parent, edge });
    return "link";
  }

  function placeDirectory(parent: Directory, { name, to }: InstanceEdge): "directory" {
    const placed = newDirectory({ instance: instanceOf(closure, to), parent, name });
    directories.set(to, placed);
    waiting.delete(to);
    queue.push(placed);
    return "directory";
  }

  function isHome(parent: Directory, { name, to }: InstanceEdge): boolean {
    return !directories.has(to) && homes.get(to) === nodeModulesPath(parent.path, name);
  }

  function isApart(parent: Directory, { to }: InstanceEdge): boolean {
    return missingSiblings(parent, instanceOf(closure, to)).length > 0;
  }

  function placeOneThatWaits(): void {
    for (const { parent, edge } of waiting.values()) {
      placeDirectory(parent, edge);
      return;
    }
  }
}
