import { placesAbove } from "@lambda-pack/model";
import type { Bundle, BundlePath, InstanceId } from "@lambda-pack/model";

/** A copy of a package that resolves another one at a place. */
export interface PlaceUser {
  readonly id: InstanceId;
  readonly path: BundlePath;
}

/**
 * The copies that resolve a package at each place, for packages that are required by certain names: every copy looks as Node
 * does. A link looks from where it leads to, so it is no copy.
 */
export function findUsers(bundle: Bundle, names: ReadonlySet<string>): ReadonlyMap<BundlePath, readonly PlaceUser[]> {
  const users = new Map<BundlePath, PlaceUser[]>();
  for (const { id, paths, edges } of bundle.packages.values()) {
    for (const { name } of edges.filter((edge) => names.has(edge.name))) {
      for (const path of paths) {
        const place = nearestPlace(bundle, path, name);
        if (place !== undefined) users.set(place, [...(users.get(place) ?? []), { id, path }]);
      }
    }
  }
  return users;
}

/** The place at which Node finds a name from a directory. */
function nearestPlace({ places }: Bundle, directory: string, name: string): BundlePath | undefined {
  for (const place of placesAbove(directory, name)) if (places.has(place)) return place;
  return undefined;
}
