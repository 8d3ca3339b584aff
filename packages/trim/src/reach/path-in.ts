import type { PackageCopy } from "./packages-of.ts";

/** A path of the bundle, from the directory of the package that it belongs to. */
export function pathIn({ place }: PackageCopy, path: string): string {
  return place === "" ? path : path.slice(place.length + 1);
}
