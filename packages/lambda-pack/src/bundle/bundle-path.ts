import type { BundlePath } from "@lambda-pack/model";

/** Where a directory of the layout lies in a bundle with a prefix; empty for the bundle's root. */
export function bundlePath(prefix: string, path: string): BundlePath {
  return [prefix, path].filter((part) => part !== "").join("/") as BundlePath;
}
