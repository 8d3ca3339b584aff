import type { BundlePath } from "@lambda-pack/model";
import type { FoundPackages } from "./find-packages.ts";
import { isName } from "./package-place.ts";
import type { ZipPackage } from "./zip-package.ts";
import { below, parentOf } from "./zip-tree.ts";

/** A package and where it was found: at its own place, or by a link. */
export interface FoundDependency {
  readonly found: ZipPackage;
  readonly path: string;
}

/**
 * Looks a name up as Node does: in the node_modules of the real directory, then of each one above it, up to the zip's root; a
 * directory that is called node_modules has none.
 */
export function findDependency(
  { byDir, links }: FoundPackages,
  from: BundlePath,
  name: string,
): FoundDependency | undefined {
  if (!isName(name)) return undefined;
  for (let dir: string = from; ; dir = parentOf(dir)) {
    const path = below(dir, `node_modules/${name}`);
    const found =
      dir === "node_modules" || dir.endsWith("/node_modules") ? undefined : byDir.get(links.get(path) ?? path);
    if (found !== undefined) return { found, path };
    if (dir === "") return undefined;
  }
}
