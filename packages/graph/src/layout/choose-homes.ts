import { byCodeUnit } from "@lambda-pack/model";
import type { BundlePath, Closure, InstanceId } from "@lambda-pack/model";
import { instanceOf } from "./instance-of.ts";
import type { PlacedOnce } from "./place-once.ts";
import type { Spot } from "./spots.ts";

/**
 * Where directories should lie instead of where they do: at the place from which the most edges find the instance; of equal ones
 * the highest, then the one under its own name, then the first by code unit. What has siblings stays with them, unless it lies
 * apart from them and need not.
 */
export function chooseHomes(closure: Closure, { directories, spots }: PlacedOnce): ReadonlyMap<InstanceId, BundlePath> {
  const homes = new Map<InstanceId, BundlePath>();
  for (const [id, own] of spots) {
    const { name, edges } = instanceOf(closure, id);
    const present = own.find(({ path }) => path === directories.get(id)?.path);
    const [best] = own.toSorted(
      (a, b) =>
        Number(b.isWhole) - Number(a.isWhole) ||
        b.finders - a.finders ||
        depthOf(a) - depthOf(b) ||
        Number(b.name === name) - Number(a.name === name) ||
        byCodeUnit(a.path, b.path),
    );
    if (present === undefined || best === undefined || best === present) continue;
    const hasSiblings = edges.some(({ beside }) => beside === true);
    if (!hasSiblings || (best.isWhole && !present.isWhole)) homes.set(id, best.path);
  }
  return homes;
}

function depthOf({ path }: Spot): number {
  return path.split("/node_modules/").length;
}
