import type { PageDuplicate, PageFacts, PageFinding, PagePackage } from "@lambda-pack/report-page";
import { formatCount } from "../format-count.ts";
import { formatShare, formatSize } from "./format-size.ts";
import { inWords } from "./in-words.ts";
import { printable } from "./printable.ts";
import { linesOf } from "./render-problems.ts";
import { shownId } from "./shown-id.ts";
import type { View } from "./view.ts";
import { hangText } from "./wrap-text.ts";

export interface ReportView extends View {
  /** Shows all duplicates, and warnings and notes with their sentences. */
  readonly verbose: boolean;
}

/** What a person wants to know of a bundle, ending in a line break. */
export function renderReport(facts: PageFacts, view: ReportView): string {
  const groups = [sizeFacts(facts), weightFacts(facts), duplicateFacts(facts, view)];
  const lines = [
    view.colors.bold(headline(facts)),
    ...groups.flatMap((group) => (group.length === 0 ? [] : ["", ...group.flatMap((fact) => factLines(fact, view))])),
    ...findingLines(facts.findings, view),
  ];
  return `${lines.join("\n")}\n`;
}

/** A label and what is said under it, one text for each line. */
type Fact = readonly [label: string, ...texts: readonly string[]];

function headline({ bundle, packages, platform }: PageFacts): string {
  const target = packages.find(({ id }) => id === bundle.target);
  const name = [target?.name ?? bundle.target, target?.version ?? ""].filter((part) => part !== "").join(" ");
  const what = bundle.origin === "zip" ? `${bundle.label}: ${name}` : name;
  return `${printable(what)} for ${platform.runtime} on ${platform.arch}`;
}

function sizeFacts({ bundle, packages, sizes, limits }: PageFacts): readonly Fact[] {
  const ours = packages.filter(({ importer }) => importer).length;
  // A zip does not tell which packages are of a workspace.
  const origin = bundle.origin === "zip" ? "" : `, ${formatCount(ours)} of them from the workspace`;
  return [
    ["Packages", `${formatCount(sizes.packages)}${origin}`],
    ["Files", formatCount(sizes.files)],
    ...limits.map(({ name, used, limit, share }): Fact => {
      const text = `${formatSize(used)}, ${formatShare(share)} of the ${formatSize(limit)} allowed`;
      return [name === "unzipped" ? "Unzipped" : "Zipped", text];
    }),
  ];
}

function weightFacts({ packages }: PageFacts): readonly Fact[] {
  const rows = packages
    .toSorted((a, b) => b.totalBytes - a.totalBytes)
    .slice(0, 5)
    .map(({ id, totalBytes }) => ({ size: formatSize(totalBytes), text: shownId(id) }));
  return rows.length === 0 ? [] : [["Heaviest", ...columns(rows)]];
}

/** What each name costs that is there more than once, and whose it is. */
function duplicateFacts({ duplicates, packages }: PageFacts, { verbose }: ReportView): readonly Fact[] {
  if (duplicates.length === 0) return [];
  const byId = new Map(packages.map((one) => [one.id, one]));
  const shown = verbose ? duplicates : duplicates.slice(0, 5);
  const rows = shown.map((one) => ({ size: formatSize(one.cost), text: duplicateText(one, byId) }));
  const cost = formatSize(duplicates.reduce((sum, each) => sum + each.cost, 0));
  const more = duplicates.length - shown.length;
  const names = `${counted(duplicates.length, "package")} more than once, ${cost} too much`;
  const rest = more === 0 ? [] : [`and ${formatCount(more)} more, which --verbose shows`];
  return [["Duplicates", names, ...columns(rows), ...rest]];
}

function duplicateText({ name, packages, copies }: PageDuplicate, byId: ReadonlyMap<string, PagePackage>): string {
  const versions = packages.map((id) => byId.get(id)?.version ?? "").filter((version) => version !== "");
  return printable(`${name}, ${formatCount(copies)} copies: ${inWords(versions, "and")}`);
}

function columns(rows: readonly { readonly size: string; readonly text: string }[]): readonly string[] {
  const width = Math.max(...rows.map(({ size }) => size.length));
  return rows.map(({ size, text }) => `${size.padStart(width)}  ${text}`);
}

function findingLines(findings: readonly PageFinding[], view: ReportView): readonly string[] {
  const groups = (["error", "warning", "note"] as const).map((severity) => ({
    severity,
    members: findings.filter((finding) => finding.severity === severity),
  }));
  const present = groups.filter(({ members }) => members.length > 0);
  if (view.verbose) {
    return present.flatMap(({ severity, members }) => [
      "",
      counted(members.length, severity),
      ...linesOf(members, view),
    ]);
  }
  if (present.length === 0) return [];
  const counts = present.map(({ severity, members }) => counted(members.length, severity));
  return ["", view.colors.dim(`${inWords(counts, "and")}, which --verbose shows`)];
}

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** Columns before a fact's text. */
const LABEL = 14;

function factLines([label, ...texts]: Fact, { width, colors }: View): readonly string[] {
  return texts.flatMap((text, index) => {
    const [first = "", ...rest] = hangText(index === 0 ? `  ${label}` : "", text, { indent: LABEL, width });
    const start = first.slice(0, LABEL);
    return [(index === 0 ? colors.dim(start) : start) + first.slice(LABEL), ...rest];
  });
}
