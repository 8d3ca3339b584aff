import { packageLabel } from "@lambda-pack/model";
import type { Problem, Workspace } from "@lambda-pack/model";
import satisfies from "semver/functions/satisfies.js";
import valid from "semver/functions/valid.js";
import validRange from "semver/ranges/valid.js";
import { type InstalledEdge } from "./installed-edge.ts";

/** Whether the installed version is one that the dependant asks for; a note where the root overrides it. */
export function checkRange(
  { overriddenNames, installCommand }: Workspace,
  { dependant, edge, found }: InstalledEdge,
): readonly Problem[] {
  const { version } = found.manifest;
  const range = semverRange(edge.range);
  if (range === undefined || version === undefined || valid(version, { loose: true }) === null) return [];
  if (satisfies(version, range, { loose: true, includePrerelease: true })) return [];
  const override = overriddenNames.get(edge.name) ?? overriddenNames.get(found.name);
  const fields = {
    package: packageLabel(dependant),
    name: edge.name,
    range: edge.range,
    found: version,
    declaredIn: edge.declaredIn,
  };
  return [
    override === undefined
      ? { kind: "range-mismatch", ...fields, install: installCommand }
      : { kind: "version-overridden", ...fields, override },
  ];
}

/**
 * Undefined for what is not judged by versions: paths, URLs, tags, catalogs. A range may stand behind `npm:` or `workspace:`,
 * and there behind another name and an `@`.
 */
function semverRange(range: string): string | undefined {
  const behind = /^(?:npm|workspace):(.*)$/s.exec(range)?.[1];
  const readings = behind === undefined ? [range] : [behind, /^@?[^@]+@(.*)$/s.exec(behind)?.[1] ?? ""];
  return readings.find((text) => text !== "" && validRange(text, { loose: true }) !== null);
}
