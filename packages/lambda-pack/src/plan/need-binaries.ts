import type { Edge, PackageId, Selection } from "@lambda-pack/model";
import { reachRequired } from "./entries/reach-required.ts";

/**
 * The packages of a selection that must have their native code, if they have any, among their own files: the function does
 * not run without them, and they have no packages of their own for single platforms that could hold it.
 */
export function needBinaries(selection: Selection): ReadonlySet<PackageId> {
  return new Set([...reachRequired(selection)].filter((id) => !hasPlatformPackages(selection, id)));
}

function hasPlatformPackages(selection: Selection, id: PackageId): boolean {
  const edges = selection.packages.get(id)?.installed.edges ?? [];
  return edges.some((edge) => edge.kind === "optionalDependencies" && isOfOnePlatform(selection, edge));
}

/** What is not installed, or is not selected, is for another platform, as far as is known. */
function isOfOnePlatform({ packages }: Selection, { to }: Edge): boolean {
  const manifest = to === undefined ? undefined : packages.get(to)?.installed.manifest;
  return manifest === undefined || manifest.os.length > 0 || manifest.cpu.length > 0;
}
