import { withoutOptionalPeers } from "@lambda-pack/model";
import type { Bundle, InstanceId } from "@lambda-pack/model";

/**
 * For every package that the target requires, the shortest path from the target to it, both included; of equal ones the first by
 * the order of names. Extraneous packages, as there may be in zips of other tools, have no line.
 */
export function shortestPaths({ target, packages }: Bundle): ReadonlyMap<InstanceId, readonly InstanceId[]> {
  const paths = new Map<InstanceId, readonly InstanceId[]>([[target, [target]]]);
  // A Map also visits what is added while it is walked: breadth first, so the first path found is a shortest one.
  for (const [id, path] of paths) {
    const one = packages.get(id);
    for (const { to } of one === undefined ? [] : withoutOptionalPeers(one.edges)) {
      if (!paths.has(to)) paths.set(to, [...path, to]);
    }
  }
  return paths;
}
