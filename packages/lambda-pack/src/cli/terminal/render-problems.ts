import { counted } from "@lambda-pack/model";
import type { ReportProblem } from "../../messages/description.ts";
import { problemPage } from "../../messages/problem-page.ts";
import { printable } from "./printable.ts";
import type { View } from "./view.ts";
import { hangText, wrapText } from "./wrap-text.ts";

export interface ProblemsView extends View {
  readonly verbose: boolean;
  /** Whose problems they are, where the text stands alone. */
  readonly target?: string;
}

/** The problems of a pack and what to do about each; notes only when the view is verbose, else their number. */
export function renderProblems(problems: readonly ReportProblem[], view: ProblemsView): readonly string[] {
  const of = view.target === undefined ? "" : ` of ${printable(view.target)}`;
  const warnings = problems.filter(({ severity }) => severity === "warning");
  const notes = problems.filter(({ severity }) => severity === "note");
  return [
    ...(warnings.length === 0
      ? []
      : ["", view.colors.yellow(counted(warnings.length, "problem") + of), ...linesOf(warnings, view)]),
    ...(notes.length === 0 ? [] : ["", ...noteLines(notes, view, of)]),
    ...pagesLines(view.verbose ? problems : warnings, view),
  ];
}

/** Each problem with its page; the hint stands on a line of its own, once below all of its kind that have the same. */
export function linesOf(problems: readonly ShownProblem[], view: View): readonly string[] {
  const groups = new Map<string, ShownProblem[]>();
  for (const problem of problems) {
    const key = `${problem.kind ?? ""} ${problem.hint}`;
    groups.set(key, [...(groups.get(key) ?? []), problem]);
  }
  return [...groups.values()].flatMap((group) => [
    ...group.flatMap((problem) => hangText("  -", messageText(problem, view), { indent: 5, width: view.width })),
    ...hangText("", printable(group[0]?.hint ?? ""), { indent: 5, width: view.width }).map(view.colors.dim),
  ]);
}

/** A problem of a pack or a finding of a check; what `doctor` finds has no kind, and no page. */
export interface ShownProblem extends Pick<ReportProblem, "message" | "hint"> {
  readonly kind?: string;
}

/** The message, with the page of its kind in brackets. */
export function messageText({ message, kind }: Pick<ShownProblem, "message" | "kind">, { docs }: View): string {
  return printable(kind === undefined ? message : `${message} (${problemPage(kind, docs?.())})`);
}

/** Where the pages of the problems are that have been shown; nothing where the brackets say so themselves. */
export function pagesLines(shown: readonly ShownProblem[], { docs, width, colors }: View): readonly string[] {
  if (shown.length === 0 || docs?.() !== undefined) return [];
  return ["", ...wrapText("For more, see docs/problems/<the word in brackets>.md.", width).map(colors.dim)];
}

function noteLines(notes: readonly ReportProblem[], view: ProblemsView, of: string): readonly string[] {
  const count = counted(notes.length, "note") + of;
  return view.verbose ? [count, ...linesOf(notes, view)] : [view.colors.dim(`${count} (shown with --verbose)`)];
}
