import { pathInside } from "@lambda-pack/model";
import type { Bundle, BundleEntry, BundlePath } from "@lambda-pack/model";
import { linkedPackage } from "../package-links.ts";
import { compareEntries } from "./compare-entries.ts";
import type { Sides } from "./side.ts";

/** Whether the copy of a package at a place of the first bundle has the same files as the one at a place of the second. */
export type CopyComparer = (before: BundlePath, after: BundlePath) => Promise<boolean>;

export function copyComparer(sides: Sides): CopyComparer {
  const [a, b] = sides;
  const copiesOfA = entriesByPlace(a.bundle);
  const copiesOfB = entriesByPlace(b.bundle);
  return async (before, after) => {
    const files = copiesOfA.get(before) ?? [];
    const others = new Map((copiesOfB.get(after) ?? []).map((entry) => [pathInPlace(entry), entry]));
    if (files.length !== others.size) return false;
    for (const entry of files) {
      const counterpart = others.get(pathInPlace(entry));
      if (counterpart === undefined || (await compareEntries(entry, counterpart, sides)).length > 0) return false;
    }
    return true;
  };
}

/** A link to another package is no content of the one that it lies in. */
function entriesByPlace(bundle: Bundle): ReadonlyMap<BundlePath, readonly BundleEntry[]> {
  const copies = new Map<BundlePath, BundleEntry[]>();
  for (const entry of bundle.entries) {
    if (linkedPackage(entry, bundle) !== undefined) continue;
    const copy = copies.get(entry.place);
    if (copy === undefined) copies.set(entry.place, [entry]);
    else copy.push(entry);
  }
  return copies;
}

function pathInPlace({ path, place }: BundleEntry): string {
  return pathInside(place, path);
}
