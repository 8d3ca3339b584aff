import { idText, packageLabel } from "@lambda-pack/model";
import type { Bundle, BundleEntry, InstanceId } from "@lambda-pack/model";

/** The package that an entry belongs to; the target where nothing says it. */
export function ownerOf({ places, target }: Bundle, { place }: BundleEntry): InstanceId {
  return places.get(place) ?? target;
}

/** How findings name a package: `name@version`, or the name alone where nothing says the version. */
export function labelOf({ packages }: Bundle, id: InstanceId): string {
  const found = packages.get(id);
  return found === undefined ? id : idText(packageLabel(found));
}
