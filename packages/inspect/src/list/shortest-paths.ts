import type { Bundle, InstanceId } from "@lambda-pack/model";
import { bringingEdges } from "../bringing-edges.ts";

/**
 * For every package that the target needs the shortest way from the target to it, both included; among equals the first by the
 * order of names. What nobody brings, as there may be in zips of other tools, has no line.
 */
export function shortestRoutes({ target, packages }: Bundle): ReadonlyMap<InstanceId, readonly InstanceId[]> {
  const routes = new Map<InstanceId, readonly InstanceId[]>([[target, [target]]]);
  // A Map also visits what is added while it is walked: breadth first, so the first way found is a shortest one.
  for (const [id, route] of routes) {
    const one = packages.get(id);
    for (const { to } of one === undefined ? [] : bringingEdges(one)) {
      if (!routes.has(to)) routes.set(to, [...route, to]);
    }
  }
  return routes;
}
