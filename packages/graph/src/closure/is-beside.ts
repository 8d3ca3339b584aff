import type { Manifest, SelectedEdge, SelectedPackage, Selection } from "@lambda-pack/model";
import { atKey } from "./at-key.ts";

/**
 * Whether the edge's end has to lie in the same `node_modules` as its start: a package for certain platforms that depends
 * optionally on another such package. `@img/sharp-linux-x64` loads a library of `@img/sharp-libvips-linux-x64` so, by the
 * RPATH `$ORIGIN/../../sharp-libvips-linux-x64/lib`. The target lies in no `node_modules`, and has nothing beside it.
 */
export function isBeside({ packages, target }: Selection, { installed }: SelectedPackage, edge: SelectedEdge): boolean {
  return (
    edge.kind === "optionalDependencies" &&
    installed.id !== target &&
    isForPlatforms(installed.manifest) &&
    isForPlatforms(atKey(packages, edge.to).installed.manifest)
  );
}

function isForPlatforms({ os, cpu }: Manifest): boolean {
  return os.length + cpu.length > 0;
}
