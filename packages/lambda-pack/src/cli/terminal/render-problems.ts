import { counted } from "@lambda-pack/model";
import type { ReportProblem } from "../../messages/description.ts";
import { printable } from "./printable.ts";
import type { View } from "./view.ts";
import { hangText } from "./wrap-text.ts";

/** The problems and what to do about each; notes only when the view is verbose, else their number. */
export function renderProblems(
  problems: readonly ReportProblem[],
  view: View & { readonly verbose: boolean },
): readonly string[] {
  const warnings = problems.filter(({ severity }) => severity === "warning");
  const notes = problems.filter(({ severity }) => severity === "note");
  return [
    ...(warnings.length === 0
      ? []
      : ["", view.colors.yellow(counted(warnings.length, "problem")), ...linesOf(warnings, view)]),
    ...(notes.length === 0 ? [] : ["", ...noteLines(notes, view)]),
  ];
}

/** Each problem with its hint on a line of its own. */
export function linesOf(problems: readonly Sentences[], view: View): readonly string[] {
  return problems.flatMap(({ message, hint }) => [
    ...hangText("  -", printable(message), { indent: 5, width: view.width }),
    ...hangText("", printable(hint), { indent: 5, width: view.width }).map(view.colors.dim),
  ]);
}

export type Sentences = Pick<ReportProblem, "message" | "hint">;

function noteLines(notes: readonly ReportProblem[], view: View & { readonly verbose: boolean }): readonly string[] {
  const count = counted(notes.length, "note");
  return view.verbose ? [count, ...linesOf(notes, view)] : [view.colors.dim(`${count}, which --verbose shows`)];
}
