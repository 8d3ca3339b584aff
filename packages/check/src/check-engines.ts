import { createRequire } from "node:module";
import { findRuntime } from "@lambda-pack/model";
import type { Bundle, Finding, InstanceId } from "@lambda-pack/model";
import type * as Semver from "semver";
import { labelOf } from "./owner-of.ts";
import type { PackageFacts } from "./read-package-facts.ts";

const requireCommonJs = createRequire(import.meta.url);

/**
 * Packages whose `engines` excludes every version of the runtime's Node.js: AWS decides which minor one runs. Those of others often
 * ask for more than they need, and are notes.
 */
export function checkEngines(
  bundle: Bundle,
  facts: ReadonlyMap<InstanceId, PackageFacts>,
  runtime: string,
): readonly Finding[] {
  const major = findRuntime(runtime)?.major;
  if (major === undefined) return [];
  const excluded = rangesWithout(major, new Set([...facts.values()].flatMap(({ node }) => node ?? [])));
  return [...bundle.packages.values()].flatMap(({ id, importer }): Finding[] => {
    const range = facts.get(id)?.node;
    if (range === undefined || !excluded.has(range)) return [];
    return [
      {
        kind: "engines-mismatch",
        severity: importer ? "warning" : "note",
        package: labelOf(bundle, id),
        range,
        runtime,
      },
    ];
  });
}

/** Those of the ranges that no version of a major fits. What is no range says nothing. */
function rangesWithout(major: number, ranges: ReadonlySet<string>): ReadonlySet<string> {
  const validRange: typeof Semver.validRange = requireCommonJs("semver/ranges/valid.js");
  const intersects: typeof Semver.intersects = requireCommonJs("semver/ranges/intersects.js");
  const versions = `>=${major}.0.0 <${major + 1}.0.0`;
  return new Set([...ranges].filter((range) => validRange(range) !== null && !intersects(range, versions)));
}
