import { packageLabel } from "@lambda-pack/model";
import type { Problem, Workspace } from "@lambda-pack/model";
import semver from "semver";
import { type InstalledEdge } from "./installed-edge.ts";

/** Whether the installed version is one that the dependant asks for; a note where the root overrides it. */
export function checkRange(
  { overriddenNames }: Workspace,
  { dependant, edge, found }: InstalledEdge,
): readonly Problem[] {
  const { version } = found.manifest;
  const range = semverRange(edge.range);
  if (range === undefined || version === undefined || semver.valid(version, { loose: true }) === null) return [];
  if (semver.satisfies(version, range, { loose: true, includePrerelease: true })) return [];
  const isOverridden = overriddenNames.has(edge.name) || overriddenNames.has(found.name);
  return [
    {
      kind: isOverridden ? "version-overridden" : "range-mismatch",
      package: packageLabel(dependant),
      name: edge.name,
      range: edge.range,
      found: version,
      declaredIn: edge.declaredIn,
    },
  ];
}

/** Undefined for what is not judged by versions: paths, URLs, tags, and protocols that mean a place. */
function semverRange(range: string): string | undefined {
  const alias = /^npm:(?:@[^/@]+\/)?[^@]+(?:@(.*))?$/.exec(range);
  const plain = alias === null ? range : (alias[1] ?? "");
  return plain === "" || semver.validRange(plain, { loose: true }) === null ? undefined : plain;
}
