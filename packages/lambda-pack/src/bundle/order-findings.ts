import { byCodeUnit, idText, packageLabel } from "@lambda-pack/model";
import type { Bundle, BundlePackage } from "@lambda-pack/model";
import type { CheckFinding } from "./check-report.ts";

/**
 * The findings of each package together: those of the target first, then those of other packages of the workspace, then those of the
 * packages with the most severe findings. The most severe come first in each.
 */
export function orderFindings(bundle: Bundle, findings: readonly CheckFinding[]): readonly CheckFinding[] {
  const groups = new Map<string, CheckFinding[]>();
  const target = targetLabel(bundle);
  for (const finding of findings) {
    const label = findingPackage(finding, target);
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [finding]);
    else group.push(finding);
  }
  const rankOf = openRanks(bundle);
  return [...groups]
    .map(([label, group]) => ({ label, rank: rankOf(label), group: group.toSorted(bySeverity) }))
    .toSorted(
      (a, b) => a.rank - b.rank || severityRank(a.group[0]) - severityRank(b.group[0]) || byCodeUnit(a.label, b.label),
    )
    .flatMap(({ group }) => group);
}

/** `name@version` of the package that a finding is about; the target where it is about the bundle as a whole. */
export function findingPackage(finding: CheckFinding, target: string): string {
  return "package" in finding ? finding.package : target;
}

/** `name@version` of the target, or its name alone where nothing says the version. */
export function targetLabel({ packages, target }: Bundle): string {
  const found = packages.get(target);
  return found === undefined ? target : labelOf(found);
}

function openRanks({ packages, target }: Bundle): (label: string) => number {
  const ranks = new Map<string, number>();
  for (const one of packages.values()) {
    const rank = one.id === target ? 0 : one.importer ? 1 : 2;
    ranks.set(labelOf(one), Math.min(rank, ranks.get(labelOf(one)) ?? rank));
  }
  return (label) => ranks.get(label) ?? 2;
}

function labelOf(one: BundlePackage): string {
  return idText(packageLabel(one));
}

const severityRanks = { error: 0, warning: 1, note: 2 } as const;

function severityRank(finding: CheckFinding | undefined): number {
  return finding === undefined ? 3 : severityRanks[finding.severity];
}

function bySeverity(a: CheckFinding, b: CheckFinding): number {
  return (
    severityRank(a) - severityRank(b) ||
    byCodeUnit(a.kind, b.kind) ||
    byCodeUnit(pathOf(a), pathOf(b)) ||
    lineOf(a) - lineOf(b) ||
    byCodeUnit(a.message, b.message)
  );
}

function pathOf(finding: CheckFinding): string {
  return "path" in finding ? finding.path : "";
}

function lineOf(finding: CheckFinding): number {
  return "line" in finding ? finding.line : 0;
}
