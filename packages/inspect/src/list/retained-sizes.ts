import type { Bundle, InstanceId } from "@lambda-pack/model";
import { dominators } from "./dominators.ts";
import { packageSizes } from "./package-sizes.ts";
import type { PackageSize } from "./package-sizes.ts";

/**
 * The retained size of each package: what the bundle would lose with it, which is all its copies and all that is there only
 * because of it; with zipped bytes where the bundle was read from a zip. An extraneous package retains itself alone. Ordered by id.
 */
export function retainedSizes(bundle: Bundle): ReadonlyMap<InstanceId, PackageSize> {
  const sizes = new Map(packageSizes(bundle));
  // From the leaves to the target, so that each is whole before it is added to what is above.
  for (const [id, above] of [...dominators(bundle)].toReversed()) {
    const [own, sum] = [sizes.get(id), above === undefined ? undefined : sizes.get(above)];
    if (own !== undefined && above !== undefined && sum !== undefined) sizes.set(above, plus(sum, own));
  }
  return sizes;
}

/** The packages that are in the bundle only because of this one, itself left out, largest first; ties by id. */
export function retainedPackages(bundle: Bundle, id: InstanceId): readonly InstanceId[] {
  const within = new Set([id]);
  for (const [each, above] of dominators(bundle)) if (above !== undefined && within.has(above)) within.add(each);
  within.delete(id);
  const sizes = packageSizes(bundle);
  const bytesOf = (each: InstanceId) => sizes.get(each)?.bytes ?? 0;
  // They come ordered by the graph; ordered by id first, equals stay so.
  return [...bundle.packages.keys()].filter((each) => within.has(each)).toSorted((a, b) => bytesOf(b) - bytesOf(a));
}

function plus(a: PackageSize, b: PackageSize): PackageSize {
  const bytes = a.bytes + b.bytes;
  if (a.zippedBytes === undefined || b.zippedBytes === undefined) return { bytes };
  return { bytes, zippedBytes: a.zippedBytes + b.zippedBytes };
}
