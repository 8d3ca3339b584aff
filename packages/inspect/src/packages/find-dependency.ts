import { placesAbove } from "@lambda-pack/model";
import type { BundlePath } from "@lambda-pack/model";
import type { FoundPackages } from "./find-packages.ts";
import { isName } from "./package-place.ts";
import type { ZipPackage } from "./zip-package.ts";

/** A package and where it was found: at its own place, or by a link. */
export interface FoundDependency {
  readonly found: ZipPackage;
  readonly path: string;
}

/** Looks a name up as Node does, from the real directory up to the zip's root. */
export function findDependency(
  { byDir, links }: FoundPackages,
  from: BundlePath,
  name: string,
): FoundDependency | undefined {
  if (!isName(name)) return undefined;
  for (const path of placesAbove(from, name)) {
    const found = byDir.get(links.get(path) ?? path);
    if (found !== undefined) return { found, path };
  }
  return undefined;
}
