import type { PackageId, Selection } from "@lambda-pack/model";

/** The packages of a selection without which the function does not run: optional dependencies lead to none. */
export function reachRequired({ target, packages }: Selection): ReadonlySet<PackageId> {
  const required = new Set([target]);
  // A Set also visits what is added while it is walked, so this loop is the whole traversal.
  for (const id of required) {
    for (const edge of packages.get(id)?.edges ?? []) if (!edge.optional) required.add(edge.to);
  }
  return required;
}
