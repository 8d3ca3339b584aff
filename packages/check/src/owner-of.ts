import type { Bundle, BundleEntry, InstanceId } from "@lambda-pack/model";

/** The package that an entry belongs to; the target where nothing says it. */
export function ownerOf({ places, target }: Bundle, { place }: BundleEntry): InstanceId {
  return places.get(place) ?? target;
}
