import type { BundlePath, Closure, Layout } from "@lambda-pack/model";
import { lookUp } from "./look-up.ts";

/** Every path that Node comes to by look-ups, and native code by relative paths, from the target on. */
export function reachedPaths(closure: Closure, layout: Layout): ReadonlySet<BundlePath> {
  const reached = new Set(["" as BundlePath]);
  for (const path of reached) {
    const placement = layout.placements.get(path);
    // Node looks up from where a link leads to.
    if (placement?.kind === "link") reached.add(placement.target);
    if (placement?.kind !== "copy") continue;
    for (const { name, beside } of closure.instances.get(placement.instance)?.edges ?? []) {
      const found = lookUp({ closure, layout }, path, name);
      if (found !== undefined) reached.add(found.path);
      if (beside === true && placement.apart?.includes(name) !== true) reached.add(siblingPath(path, name));
    }
  }
  return reached;
}

/** Where a package of that name lies in the same `node_modules`. */
export function siblingPath(path: BundlePath, name: string): BundlePath {
  return `${path.slice(0, path.lastIndexOf("node_modules/"))}node_modules/${name}` as BundlePath;
}
