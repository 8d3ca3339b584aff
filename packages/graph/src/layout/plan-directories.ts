import type { BundlePath, Closure, InstanceId, Placement } from "@lambda-pack/model";
import { chooseHomes } from "./choose-homes.ts";
import { placementOf } from "./directory.ts";
import { findRivals } from "./find-rivals.ts";
import { placeOnce } from "./place-once.ts";
import type { PlacedOnce } from "./place-once.ts";

/** Whoever moves may move others with it, which ends after two or three plans; this is the most, so that it ends in any case. */
const MAX_PLANS = 4;

/**
 * One directory for each instance, and links to it from wherever else it is needed. A first plan places an instance where it is
 * needed first, and shows from where it is found by how many; the next ones place it where the most find it.
 */
export function planDirectories(closure: Closure, winners: ReadonlyMap<string, InstanceId>): readonly Placement[] {
  const rivals = findRivals(closure);
  let homes: ReadonlyMap<InstanceId, BundlePath> = new Map();
  for (let plans = 1; ; plans++) {
    const placed = placeOnce(closure, { winners, rivals, homes });
    const better = chooseHomes(closure, placed);
    if (better.size === 0 || plans === MAX_PLANS) return placementsOf(placed);
    homes = new Map([...homes, ...better]);
  }
}

function placementsOf({ directories, spots }: PlacedOnce): readonly Placement[] {
  const links = [...directories].flatMap(([instance, { path: target }]) =>
    (spots.get(instance) ?? [])
      .filter(({ path, isTaken }) => isTaken && path !== target)
      .map(({ path }): Placement => ({ kind: "link", path, instance, target })),
  );
  return [...[...directories.values()].map(placementOf), ...links];
}
