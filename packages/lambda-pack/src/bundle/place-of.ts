import type { Bundle, BundlePath } from "@lambda-pack/model";

/** The directory of the package that a file of the bundle belongs to. */
export function placeOf({ entries, root }: Bundle, file: string): BundlePath {
  return entries.find(({ path }) => path === file)?.place ?? root;
}
