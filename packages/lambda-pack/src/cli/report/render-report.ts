import type { PageDuplicate, PageFacts, PageFinding, PagePackage } from "@lambda-pack/report-page";
import { counted, formatCount, formatSize } from "@lambda-pack/model";
import { inWords } from "../../messages/in-words.ts";
import { printable } from "../terminal/printable.ts";
import { limitText, renderFacts, sizeRows, trimmableLines } from "../terminal/render-facts.ts";
import type { Fact } from "../terminal/render-facts.ts";
import { linesOf, pagesLines } from "../terminal/render-problems.ts";
import { shownId } from "../terminal/shown-id.ts";
import type { View } from "../terminal/view.ts";
import { openedFacts } from "./opened-facts.ts";
import { trimFacts } from "./trim-facts.ts";

export interface ReportView extends View {
  /** Shows all duplicates, and warnings and notes with their sentences. */
  readonly verbose: boolean;
}

/** A bundle for people, ending in a line break. */
export function renderReport(facts: PageFacts, view: ReportView): string {
  const groups = [
    sizeFacts(facts),
    trimFacts(facts, view),
    openedFacts(facts, view),
    weightFacts(facts),
    duplicateFacts(facts, view),
  ];
  const lines = [
    view.colors.bold(headline(facts)),
    ...groups.flatMap((group) => (group.length === 0 ? [] : ["", ...renderFacts(group, view)])),
    ...findingLines(facts.findings, view),
  ];
  return `${lines.join("\n")}\n`;
}

function headline({ bundle, packages, platform }: PageFacts): string {
  const target = packages.find(({ id }) => id === bundle.target);
  const name = [target?.name ?? bundle.target, target?.version ?? ""].filter((part) => part !== "").join(" ");
  const what = bundle.origin === "zip" ? `${bundle.label}: ${name}` : name;
  return `${printable(what)} for ${platform.runtime} on ${platform.arch}`;
}

function sizeFacts({ bundle, packages, sizes, limits, trimmable }: PageFacts): readonly Fact[] {
  const ours = packages.filter(({ importer }) => importer).length;
  // A zip does not know which packages are of a workspace.
  const origin = bundle.origin === "zip" ? "" : `, ${formatCount(ours)} of them from the workspace`;
  return [
    ["Packages", `${formatCount(sizes.packages)}${origin}`],
    ["Files", formatCount(sizes.files)],
    ...limits.map((limit): Fact =>
      limit.name === "unzipped"
        ? ["Unzipped", limitText(limit), ...trimmableLines(trimmable)]
        : ["Zipped", limitText(limit)],
    ),
  ];
}

function weightFacts({ packages }: PageFacts): readonly Fact[] {
  const rows = packages
    .toSorted((a, b) => b.totalBytes - a.totalBytes)
    .slice(0, 5)
    .map(({ id, totalBytes }) => ({ bytes: totalBytes, text: shownId(id) }));
  return rows.length === 0 ? [] : [["Heaviest", ...sizeRows(rows)]];
}

/** What each name costs that the bundle has more than once, and its versions. */
function duplicateFacts({ duplicates, packages }: PageFacts, { verbose }: ReportView): readonly Fact[] {
  if (duplicates.length === 0) return [];
  const byId = new Map(packages.map((one) => [one.id, one]));
  const shown = verbose ? duplicates : duplicates.slice(0, 5);
  const rows = shown.map((one) => ({ bytes: one.cost, text: duplicateText(one, byId) }));
  const cost = formatSize(duplicates.reduce((sum, each) => sum + each.cost, 0));
  const more = duplicates.length - shown.length;
  const names = `${counted(duplicates.length, "package")} more than once, costing ${cost}`;
  const rest = more === 0 ? [] : [`and ${formatCount(more)} more (shown with --verbose)`];
  return [["Duplicates", names, ...sizeRows(rows), ...rest]];
}

function duplicateText({ name, packages, copies }: PageDuplicate, byId: ReadonlyMap<string, PagePackage>): string {
  const versions = packages.map((id) => byId.get(id)?.version ?? "").filter((version) => version !== "");
  return printable(`${name}, ${formatCount(copies)} copies: ${inWords(versions, "and")}`);
}

function findingLines(findings: readonly PageFinding[], view: ReportView): readonly string[] {
  const groups = (["error", "warning", "note"] as const).map((severity) => ({
    severity,
    members: findings.filter((finding) => finding.severity === severity),
  }));
  const present = groups.filter(({ members }) => members.length > 0);
  if (view.verbose) {
    return [
      ...present.flatMap(({ severity, members }) => ["", counted(members.length, severity), ...linesOf(members, view)]),
      ...pagesLines(findings, view),
    ];
  }
  if (present.length === 0) return [];
  const counts = present.map(({ severity, members }) => counted(members.length, severity));
  return ["", view.colors.dim(`${inWords(counts, "and")} (shown with --verbose)`)];
}
