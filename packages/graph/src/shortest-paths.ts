import { withoutOptionalPeers } from "@lambda-pack/model";
import type { Closure, InstanceId } from "@lambda-pack/model";

/** For every instance the shortest way from the target to it, both included; among equals the first by the order of names. */
export function shortestPaths({ target, instances }: Closure): ReadonlyMap<InstanceId, readonly InstanceId[]> {
  const paths = new Map<InstanceId, readonly InstanceId[]>([[target, [target]]]);
  // A Map also visits what is added while it is walked: breadth first, so the first way found is a shortest one.
  for (const [id, path] of paths) {
    for (const { to } of withoutOptionalPeers(instances.get(id)?.edges ?? [])) {
      if (!paths.has(to)) paths.set(to, [...path, to]);
    }
  }
  return paths;
}
