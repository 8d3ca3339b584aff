import { listPackages } from "@lambda-pack/inspect";
import type { ListedPackage } from "@lambda-pack/inspect";
import { defined, isOptionalPeer } from "@lambda-pack/model";
import type { Bundle, InstanceId } from "@lambda-pack/model";
import type { PageData, PageFacts, PageFinding, PagePackage } from "@lambda-pack/report-page";
import { duplicatedNames } from "./page/duplicated-names.ts";
import { folderTree } from "./page/folder-tree.ts";
import { sumOpened } from "./page/page-opened.ts";
import { leftByPackage, leftOut, pageTrim } from "./page/page-trim.ts";
import type { InspectedBundle } from "./with-bundle.ts";
import type { ReportLimit, ReportPlatform } from "../report/report.ts";
import { SCHEMA_VERSION } from "../report/schema-version.ts";

/** What a check reports about a bundle. */
export interface CheckedFacts {
  readonly platform: ReportPlatform;
  readonly limits: readonly ReportLimit[];
  /** In the order in which they are shown. */
  readonly findings: readonly PageFinding[];
}

/** All that `report` shows of a bundle but its files. `openedPaths` are those that records have as opened. */
export function pageFacts(
  { bundle, archive, source }: Pick<InspectedBundle, "bundle" | "archive" | "source">,
  { platform, limits, findings }: CheckedFacts,
  openedPaths?: ReadonlySet<string>,
): PageFacts {
  const list = listPackages(bundle, { sort: "name", archive });
  const leftOf = source?.trim && leftByPackage(source.trim);
  const seen = openedPaths && sumOpened(bundle, openedPaths);
  const packages = list.packages.map((one) => ({
    ...pagePackage(one, bundle),
    ...leftOf?.(one.id),
    ...seen?.of(one.id),
  }));
  return {
    schemaVersion: SCHEMA_VERSION,
    bundle: list.bundle,
    platform,
    sizes: list.sizes,
    limits,
    packages,
    duplicates: duplicatedNames(packages),
    findings: findings.map(pageFinding),
    ...(source?.trim && { trim: pageTrim(source.trim) }),
    ...defined({ trimmable: source?.trimmable, opened: seen?.opened }),
  };
}

/** What a finding has in common with others; the rest is in its sentences. */
function pageFinding(finding: PageFinding): PageFinding {
  const { severity, kind, message, hint, package: owner, path, line } = finding;
  return {
    severity,
    kind,
    ...defined({ package: owner, path, line }),
    message,
    hint,
  };
}

/** The same with the files. */
export function pageData({ bundle, source }: Pick<InspectedBundle, "bundle" | "source">, facts: PageFacts): PageData {
  return { ...facts, tree: folderTree(bundle, source?.trim && leftOut(source.trim, facts.trim)) };
}

function pagePackage(
  { bytes: _bytes, dependencies: _dependencies, ...one }: ListedPackage,
  bundle: Bundle,
): PagePackage {
  return { ...one, ranges: one.requiredBy.slice(1).map((to, index) => rangeOf(bundle, one.requiredBy[index], to)) };
}

/** The range of an edge that installs the package, where there is one: an optional peer only finds it. */
function rangeOf({ packages }: Bundle, from: InstanceId | undefined, to: InstanceId): string {
  const edges = from === undefined ? [] : (packages.get(from)?.edges ?? []).filter((edge) => edge.to === to);
  return (edges.find((edge) => !isOptionalPeer(edge)) ?? edges[0])?.range ?? "";
}
