import { byCodeUnit, pathInside } from "@lambda-pack/model";
import type { Finding } from "@lambda-pack/model";
import type { Owner } from "./owner.ts";

/**
 * The findings without those that repeat another one, ordered by package, path and line:
 * 1. of several copies of a package, the first one's;
 * 2. of the same specifier in one file, the most severe;
 * 3. of a package that is not declared, or that Lambda provides, the most severe of all files of the importing package;
 * 4. of the files that were not read because there are too many, the first of each package.
 */
export function distinctFindings(
  findings: readonly Finding[],
  ownerOf: (path: string) => Owner | undefined,
): readonly Finding[] {
  const distinct = new Map<string, Finding>();
  for (const finding of findings.toSorted(byPlace)) {
    const key = JSON.stringify([finding.package, finding.kind, ...matter(finding, ownerOf)]);
    const known = distinct.get(key);
    if (known === undefined || rank(finding) < rank(known)) distinct.set(key, finding);
  }
  return [...distinct.values()].toSorted(byPlace);
}

/** What makes two findings of one kind and package different. */
function matter(finding: Finding, ownerOf: (path: string) => Owner | undefined): readonly unknown[] {
  if (finding.kind === "file-not-checked" && finding.reason === "too-much") return [finding.reason];
  if (finding.kind === "undeclared-import") return [finding.name, finding.found];
  if (finding.kind === "unresolved-import" && finding.fromRuntime === true) return [finding.name];
  const path = "path" in finding ? finding.path : "";
  const place = ownerOf(path)?.place ?? "";
  return [pathInside(place, path), "specifier" in finding ? finding.specifier : ""];
}

const severities = ["error", "warning", "note"];

function rank({ severity }: Finding): number {
  return severities.indexOf(severity);
}

function byPlace(a: Finding, b: Finding): number {
  return (
    byCodeUnit(a.package, b.package) ||
    byCodeUnit(pathOf(a), pathOf(b)) ||
    lineOf(a) - lineOf(b) ||
    byCodeUnit(JSON.stringify(a), JSON.stringify(b))
  );
}

function pathOf(finding: Finding): string {
  return "path" in finding ? finding.path : "";
}

function lineOf(finding: Finding): number {
  return "line" in finding ? finding.line : 0;
}
