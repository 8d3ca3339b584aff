import { packageLabel } from "@lambda-pack/model";
import type { InstalledPackage, Problem, Workspace } from "@lambda-pack/model";
import type { InstalledEdge } from "./installed-edge.ts";
import type { RangeCheck } from "./open-range-check.ts";

export interface RangeContext {
  readonly allows: RangeCheck;
  /** The package.json of each package of the workspace that depends on a package directly. */
  readonly usedIn: (used: InstalledPackage) => readonly string[];
}

/**
 * Whether the installed version is one that the dependent asks for, as a dependency or as a peer; a note where the root
 * overrides it.
 */
export function checkRange(
  { overriddenNames, installCommand }: Workspace,
  { dependent, edge, found }: InstalledEdge,
  { allows, usedIn }: RangeContext,
): readonly Problem[] {
  const { version } = found.manifest;
  const ranges = [edge.range, dependent.manifest.peerDependencies.get(edge.name) ?? edge.range];
  if (version === undefined || ranges.some((range) => allows(range, version))) return [];
  const override = overriddenNames.get(edge.name) ?? overriddenNames.get(found.name);
  const fields = {
    package: packageLabel(dependent),
    name: edge.name,
    range: edge.range,
    found: version,
    declaredIn: edge.declaredIn,
  };
  if (override !== undefined) return [{ kind: "version-overridden", ...fields, override }];
  const peer = edge.kind === "peerDependencies" ? { peerOf: usedIn(dependent) } : {};
  return [{ kind: "range-mismatch", ...fields, install: installCommand, ...peer }];
}
