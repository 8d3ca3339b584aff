import type { MissingEntry, Problem } from "@lambda-pack/model";
import type { Description } from "./description.ts";
import { listOf } from "./list-of.ts";

type MissingFiles = Extract<Problem, { readonly kind: "main-missing" | "entry-missing" | "handler-not-packed" }>;
type Missing<Kind> = Extract<MissingFiles, { readonly kind: Kind }>;

export function describeMainMissing(problem: Missing<"main-missing">): Description {
  const { package: id, main, field } = problem;
  const names = `${id} names ${main} as its main file${field === "exports" ? " in exports" : ""}`;
  const why = isAbsent(problem)
    ? `which does not exist in ${placeOf(problem)}`
    : `but ${problem.file} is ${leftOut(problem)}`;
  const correct = `correct ${field} in ${manifestOf(problem)}`;
  const handler = "; if Lambda loads another file, set the handler (lambdaPack.handler or --handler)";
  return {
    message: `${names}, ${why}.`,
    hint: hintOf(problem, problem.ofTarget === true ? correct + handler : correct),
  };
}

export function describeEntryMissing(problem: Missing<"entry-missing">): Description {
  const { package: id, entries } = problem;
  const [be, exist] = entries.length === 1 ? ["is", "does"] : ["are", "do"];
  const why = isAbsent(problem) ? `${exist} not exist in ${placeOf(problem)}` : `${be} ${leftOut(problem)}`;
  return {
    message: `${id} names ${listOf(entries.map(entryText))}, which ${why}.`,
    hint: hintOf(problem, `correct ${manifestOf(problem)}`),
  };
}

export function describeHandlerNotPacked(problem: Missing<"handler-not-packed">): Description {
  const { package: id, handler, tried, typescript } = problem;
  const hint = hintOf(problem, "correct the handler (lambdaPack.handler, lambdaPack.handlers or --handler)");
  if (!isAbsent(problem)) {
    return { message: `The handler ${handler} of ${id} needs ${problem.file}, which is ${leftOut(problem)}.`, hint };
  }
  const ignored = typescript === undefined ? "" : `, not for ${typescript}`;
  return {
    message: `There is no file for the handler ${handler} of ${id} in ${placeOf(problem)}: Lambda looks for ${listOf(tried, "or")}${ignored}.`,
    hint,
  };
}

const causes = {
  files: "files in its package.json",
  exclude: "exclude",
  ".npmignore": ".npmignore",
  defaults: "the rules for what is never packed",
} as const;

function isAbsent({ reason }: MissingFiles): boolean {
  return reason === "absent";
}

function leftOut({ leftOutBy = "defaults" }: MissingFiles): string {
  return `left out by ${causes[leftOutBy]}`;
}

function hintOf(problem: MissingFiles, correct: string): string {
  const { leftOutBy = "defaults", build } = problem;
  if (isAbsent(problem)) {
    return `${build === undefined ? "Build the package first" : `Run ${build}, and pack again`}, or ${correct}.`;
  }
  const it = problem.kind === "entry-missing" && problem.entries.length > 1 ? "them" : "it";
  const remedies = {
    files: `Add ${it} to files in ${manifestOf(problem)}`,
    exclude: `Remove the pattern that matches ${it} from exclude`,
    ".npmignore": `Remove the pattern that matches ${it} from .npmignore`,
    defaults: `Add ${it} to include`,
  };
  return `${remedies[leftOutBy]}, or ${correct}.`;
}

function entryText({ field, target, by }: MissingEntry): string {
  return `${target} in ${field}${by === undefined ? "" : ` for ${by}`}`;
}

function placeOf({ path }: MissingFiles): string {
  return path === "." ? "the package" : path;
}

function manifestOf({ path }: MissingFiles): string {
  return path === "." ? "package.json" : `${path}/package.json`;
}
