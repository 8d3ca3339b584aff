import { counted, formatCount } from "@lambda-pack/model";
import type { CheckFinding, CheckReport } from "../../bundle/check-report.ts";
import { findingPackage } from "../../bundle/order-findings.ts";
import { printable } from "../terminal/printable.ts";
import { limitText, renderFacts } from "../terminal/render-facts.ts";
import type { Fact } from "../terminal/render-facts.ts";
import { messageText, pagesLines } from "../terminal/render-problems.ts";
import type { View } from "../terminal/view.ts";
import { hangText, wrapText } from "../terminal/wrap-text.ts";

export interface CheckView extends View {
  /** Notes are shown as well; else only their number. */
  readonly verbose: boolean;
}

/** The findings of a check, for people, ending in a line break. */
export function renderCheck(report: CheckReport, view: CheckView): string {
  const shown = report.findings.filter(({ severity }) => view.verbose || severity !== "note");
  const hidden = report.findings.length - shown.length;
  const lines = [
    ...wrapText(headline(report), view.width).map(view.colors.bold),
    "",
    ...renderFacts(factsOf(report), view),
    ...groupsOf(shown, report.bundle.target).flatMap((group) => ["", ...groupLines(group, view)]),
    ...pagesLines(shown, view),
    ...(hidden === 0 ? [] : ["", view.colors.dim(`${counted(hidden, "note")} (shown with --verbose)`)]),
  ];
  return `${lines.join("\n")}\n`;
}

function headline({ bundle, platform, counts }: CheckReport): string {
  const parts = [
    ...(counts.errors === 0 ? [] : [counted(counts.errors, "error")]),
    ...(counts.warnings === 0 ? [] : [counted(counts.warnings, "warning")]),
    ...(counts.notes === 0 ? [] : [counted(counts.notes, "note")]),
  ];
  const what =
    bundle.origin === "zip" ? `${bundle.label}, ${bundle.target}` : bundle.target.replace(/@(?=[^@]*$)/u, " ");
  const found = parts.length === 0 ? "no findings" : parts.join(", ");
  return `Checked ${printable(what)} for ${platform.runtime} on ${platform.arch}: ${found}`;
}

function factsOf({ bundle, limits, handler, otherHandlers = [] }: CheckReport): readonly Fact[] {
  const handlers = handler === undefined ? [] : [handler, ...otherHandlers].map((each) => printable(each));
  return [
    ["Packages", formatCount(bundle.packages)],
    ["Files", formatCount(bundle.files)],
    ...limits.map((limit) => [limit.name === "zipped" ? "Zipped" : "Unzipped", limitText(limit)] as const),
    handlers.length === 0
      ? ["Handler", "not set (--handler); what the main file loads is checked instead"]
      : [handlers.length === 1 ? "Handler" : "Handlers", ...handlers],
  ];
}

interface Group {
  readonly label: string;
  readonly findings: readonly CheckFinding[];
}

/** The findings are ordered by package already. */
function groupsOf(findings: readonly CheckFinding[], target: string): readonly Group[] {
  const groups = new Map<string, CheckFinding[]>();
  for (const finding of findings) {
    const label = findingPackage(finding, target);
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [finding]);
    else group.push(finding);
  }
  return [...groups].map(([label, own]) => ({ label, findings: own }));
}

function groupLines({ label, findings }: Group, view: View): readonly string[] {
  return [view.colors.bold(printable(label)), ...alikeIn(findings).flatMap((alike) => alikeLines(alike, view))];
}

type Alike = readonly [CheckFinding, ...CheckFinding[]];

/** Those of one kind that have the same hint together, each where its first one stands: the hint is said once. */
function alikeIn(findings: readonly CheckFinding[]): readonly Alike[] {
  const groups = new Map<string, [CheckFinding, ...CheckFinding[]]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.severity, finding.kind, finding.hint]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

/** Columns before a sentence: `  warning  `. */
const INDENT = 11;

function alikeLines(findings: Alike, view: View): readonly string[] {
  const { width, colors } = view;
  return [
    ...findings.flatMap((finding) => messageLines(finding, view)),
    ...hangText("", printable(findings[0].hint), { indent: INDENT, width }).map(colors.dim),
  ];
}

function messageLines(finding: CheckFinding, view: View): readonly string[] {
  const { severity } = finding;
  const { width, colors } = view;
  const [first = "", ...rest] = hangText(`  ${severity}`, messageText(finding, view), { indent: INDENT, width });
  const color = { error: colors.red, warning: colors.yellow, note: colors.dim }[severity];
  return [color(first.slice(0, INDENT)) + first.slice(INDENT), ...rest];
}
