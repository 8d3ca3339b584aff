import type { Bundle, InstanceId } from "@lambda-pack/model";
import { dominators } from "./dominators.ts";
import { packageWeights } from "./package-weights.ts";
import type { Weight } from "./package-weights.ts";

/**
 * What would go if a package went: all its copies, and all that only it brings; with zipped bytes where the bundle was read from
 * a zip. What nobody brings weighs for itself alone. Ordered by id.
 */
export function dominatedWeights(bundle: Bundle): ReadonlyMap<InstanceId, Weight> {
  const weights = new Map(packageWeights(bundle));
  // From the leaves to the target, so that each is whole before it is added to what is above.
  for (const [id, above] of [...dominators(bundle)].toReversed()) {
    const [own, sum] = [weights.get(id), above === undefined ? undefined : weights.get(above)];
    if (own !== undefined && above !== undefined && sum !== undefined) weights.set(above, plus(sum, own));
  }
  return weights;
}

/** The packages that only this one brings, itself left out, heaviest first; ties by id. */
export function dominatedPackages(bundle: Bundle, id: InstanceId): readonly InstanceId[] {
  const within = new Set([id]);
  for (const [each, above] of dominators(bundle)) if (above !== undefined && within.has(above)) within.add(each);
  within.delete(id);
  const weights = packageWeights(bundle);
  const bytesOf = (each: InstanceId) => weights.get(each)?.bytes ?? 0;
  // They come ordered by the graph; ordered by id first, equals stay so.
  return [...bundle.packages.keys()].filter((each) => within.has(each)).toSorted((a, b) => bytesOf(b) - bytesOf(a));
}

function plus(a: Weight, b: Weight): Weight {
  const bytes = a.bytes + b.bytes;
  if (a.zippedBytes === undefined || b.zippedBytes === undefined) return { bytes };
  return { bytes, zippedBytes: a.zippedBytes + b.zippedBytes };
}
