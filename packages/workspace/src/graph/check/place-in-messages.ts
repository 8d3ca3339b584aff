import { join, relative } from "node:path";
import type { Workspace } from "@lambda-pack/model";
import { isBelow, isInWorkspace, pathInWorkspace, withSlashes } from "../../disk/paths.ts";

/** What a path is named by. */
export type NamedPlaces = Pick<Workspace, "root" | "outsideDirs" | "stores" | "linkedModules" | "packageManager">;

/**
 * How a path is named in messages and reports, the same on every machine wherever that is possible: from the root; behind a
 * linked node_modules by way of the link; in the package manager's own store or cache from there on, behind its name.
 */
export function placeInMessages(places: NamedPlaces, path: string): string {
  if (isInWorkspace(places, path)) return pathInWorkspace(places, path);
  for (const [real, link] of places.linkedModules) {
    if (isBelow(real, path)) return pathInWorkspace(places, join(link, relative(real, path)));
  }
  const store = places.stores.find((each) => isBelow(each, path));
  if (store === undefined) return withSlashes(path);
  return `${places.packageManager === "pnpm" ? "<pnpm store>" : "<Yarn cache>"}/${withSlashes(relative(store, path))}`;
}
