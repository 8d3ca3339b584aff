import { posix } from "node:path";
import type { Bundle, BundlePath } from "@lambda-pack/model";

/** The directory of the package that a file of the bundle belongs to. */
export function placeOf({ places, root }: Bundle, file: string): BundlePath {
  let directory = posix.dirname(file);
  while (directory !== "." && !places.has(directory as BundlePath)) directory = posix.dirname(directory);
  return directory === "." ? root : (directory as BundlePath);
}
