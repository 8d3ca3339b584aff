import { fileFault, isHardGlob, linearMatcher, PackError, patternFault, shownPattern } from "@lambda-pack/model";

import { fileUnfit } from "../disk/file-errors.ts";
import { diskFileSystem } from "../disk/file-system.ts";

/** Why a file of rules is not to be read, as an error; undefined means right. What is not there is no fault. */
export function findFileError(file: string): PackError | undefined {
  const stats = diskFileSystem.statSync(file, { throwIfNoEntry: false });
  const fault = stats && fileFault(stats);
  return fault === undefined ? undefined : fileUnfit(file, fault);
}

/** The first line of a `.npmignore` that would keep the library which reads it busy without end, as an error; undefined means right. */
export function findRuleError(text: string, file: string): PackError | undefined {
  return findPatternError(text.split(/\r?\n/u), { file });
}

export interface PatternPlace {
  /** How the user knows it. */
  readonly file: string;
  readonly field?: string;
}

/** The same of the patterns of a package.json. */
export function findPatternError(patterns: readonly string[], { file, field }: PatternPlace): PackError | undefined {
  for (const pattern of patterns) {
    const fault = patternFault(pattern);
    if (fault === undefined) continue;
    const place = field === undefined ? "" : ` in "${field}"`;
    return new PackError("FILE_UNREADABLE", `${file} cannot be heeded: ${shownPattern(pattern)}${place} ${fault}.`, {
      hint: "Write shorter patterns.",
      details: { path: file },
    });
  }
  return undefined;
}

/** `_glob` is the part of the pattern that an expression stands for. */
type SegmentExpression = RegExp & { readonly [Key in "_glob"]?: string };

/** What the library has made of a line: for each of its meanings the segments, as texts, expressions, or marks of its own. */
interface Rule {
  readonly set?: readonly (readonly unknown[])[];
}

/** Lets rules match in a time that grows with the length of names alone. */
export function makeHarmless(rules: unknown): void {
  for (const { set = [] } of Array.isArray(rules) ? (rules as readonly Rule[]) : []) {
    for (const expression of set.flat()) if (expression instanceof RegExp) makeExpressionHarmless(expression);
  }
}

/** Some have a test of the library's own, which is quick. */
function makeExpressionHarmless(expression: SegmentExpression): void {
  const { _glob: glob = "" } = expression;
  if (Object.hasOwn(expression, "test") || !isHardGlob(glob)) return;
  const matches = linearMatcher(expression);
  if (matches !== undefined) Object.defineProperty(expression, "test", { value: matches });
}
