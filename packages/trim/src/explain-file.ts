import { defined } from "@lambda-pack/model";
import type { Bundle } from "@lambda-pack/model";
import type { KeptReason, LeftReason, TrimPlan, WholeReason } from "./trim-plan.ts";

/** Why one file of a bundle is packed, or is not. */
export type FileExplanation = KeptFile | LeftFile;

export interface KeptFile extends ReachedBy {
  readonly path: string;
  readonly kept: true;
  readonly reason: KeptReason;
  /** Of a file that is kept for its package: why that is whole. */
  readonly whole?: WholeReason;
}

export interface LeftFile {
  readonly path: string;
  readonly kept: false;
  readonly reason: LeftReason;
}

/** How something is reached. */
export interface ReachedBy {
  /** From own code on, each in the file that the one before it leads to. Empty where nothing leads to it. */
  readonly steps: readonly TrimStep[];
  /** Why the first file is there, where that is no own one. */
  readonly root?: KeptReason;
}

/** Why a copy of a package is whole, or that it is not, and how it is reached. */
export interface PackageExplanation extends ReachedBy {
  readonly whole?: WholeReason;
}

/** What stands in a file that leads on. */
export interface TrimStep {
  readonly from: string;
  /** Absent where the whole file is meant. */
  readonly line?: number;
  readonly kind:
    | "imported"
    | "beside"
    | "prefix"
    | "computes"
    | "named-elsewhere"
    | "directory-taken"
    | "unread"
    | "class";
  /** What is named there, or what computes a name. */
  readonly what: string;
}

export interface ExplainedTrim {
  readonly plan: TrimPlan;
  /** The bundle as it would be untrimmed. */
  readonly whole: Pick<Bundle, "entries" | "places">;
}

/** Undefined for what is no file of the whole bundle. */
export function explainFile(trim: ExplainedTrim, path: string): FileExplanation | undefined {
  const { plan } = trim;
  const left = plan.left.get(path);
  if (left !== undefined) return { path, kept: false, reason: left };
  const reason = plan.kept.get(path);
  if (reason === undefined) return undefined;
  const whole = reason.kind === "whole" ? wholeReason(trim, path) : undefined;
  const step = whole === undefined ? keptStep(reason) : stepOfWhole(whole);
  const reached = step === undefined && whole !== undefined ? reachedPackage(trim, path) : reachedBy(trim, step);
  return { path, kept: true, reason, ...defined({ whole }), ...reached };
}

/** Of a package whose cause is no line of code, how its first file is reached. */
export function explainPackage(trim: ExplainedTrim, paths: readonly string[]): PackageExplanation {
  const [first] = paths;
  const whole = first === undefined ? undefined : wholeReason(trim, first);
  const step = whole && stepOfWhole(whole);
  if (whole !== undefined && step !== undefined) return { whole, ...reachedBy(trim, step) };
  const loaded = paths.flatMap((path) => keptStep(trim.plan.kept.get(path)) ?? []);
  return {
    ...defined({ whole }),
    ...reachedBy(
      trim,
      loaded.find(({ kind }) => kind !== "class"),
    ),
  };
}

function reachedPackage(trim: ExplainedTrim, path: string): ReachedBy {
  const place = trim.whole.entries.find((entry) => entry.path === path)?.place;
  const { steps, root } = explainPackage(
    trim,
    trim.whole.entries.flatMap((entry) => (entry.place === place ? entry.path : [])),
  );
  return { steps, ...defined({ root }) };
}

function reachedBy(trim: ExplainedTrim, last: TrimStep | undefined): ReachedBy {
  const steps = stepsOf(trim, last);
  const [first] = steps;
  const root = first && trim.plan.kept.get(first.from);
  return { steps, ...defined({ root: root?.kind === "own" ? undefined : root }) };
}

/** The steps, the last one given; each reason names a file that was reached before, so that they end. */
function stepsOf(trim: ExplainedTrim, last: TrimStep | undefined): readonly TrimStep[] {
  const steps: TrimStep[] = [];
  const seen = new Set<string>();
  for (let step = last; step !== undefined && !seen.has(step.from);) {
    steps.unshift(step);
    seen.add(step.from);
    const reason = trim.plan.kept.get(step.from);
    const whole = reason?.kind === "whole" ? wholeReason(trim, step.from) : undefined;
    step = whole === undefined ? keptStep(reason) : stepOfWhole(whole);
  }
  return steps;
}

function keptStep(reason: KeptReason | undefined): TrimStep | undefined {
  if (reason === undefined) return undefined;
  if (reason.kind === "imported") return { ...placeOf(reason), kind: reason.kind, what: reason.specifier };
  if (reason.kind === "beside") return { ...placeOf(reason), kind: reason.kind, what: reason.path };
  if (reason.kind === "prefix") return { ...placeOf(reason), kind: reason.kind, what: reason.prefix };
  if (reason.kind === "class" && reason.from !== undefined)
    return { from: reason.from, kind: reason.kind, what: reason.class };
  return undefined;
}

function stepOfWhole(reason: WholeReason): TrimStep | undefined {
  if (reason.kind === "computes" || reason.kind === "named-elsewhere")
    return { ...placeOf(reason), kind: reason.kind, what: reason.what };
  if (reason.kind === "directory-taken") return { ...placeOf(reason), kind: reason.kind, what: reason.specifier };
  if (reason.kind === "unread") return { from: reason.from, kind: reason.kind, what: reason.reason };
  return undefined;
}

function placeOf({ from, line }: { readonly from: string; readonly line: number }): Pick<TrimStep, "from" | "line"> {
  return { from, line };
}

/** What is known of one copy of a package holds for all. */
function wholeReason({ plan, whole }: ExplainedTrim, path: string): WholeReason | undefined {
  const place = whole.entries.find((entry) => entry.path === path)?.place;
  if (place === undefined) return undefined;
  const own = plan.whole.get(place);
  if (own !== undefined) return own;
  const id = whole.places.get(place);
  return [...plan.whole].find(([each]) => whole.places.get(each) === id)?.[1];
}
