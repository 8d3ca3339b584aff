import { lambdaLimits, patternFault, shownPattern } from "@lambda-pack/model";
import { DEFAULT_RUNTIME } from "@lambda-pack/model/lambda/default-runtime";
import type { TextForm } from "./setting.ts";

interface TextRule {
  readonly pattern: string;
  readonly expected: string;
}

const HANDLER = `a handler such as index.handler, without spaces, of at most ${lambdaLimits.handler} characters`;

/** What a text of a form is like, and is called. */
export const textForms: Readonly<Record<TextForm, TextRule>> = {
  handler: { pattern: String.raw`^\S{0,${lambdaLimits.handler}}$`, expected: HANDLER },
  handlers: { pattern: String.raw`^\S{1,${lambdaLimits.handler}}$`, expected: HANDLER },
  // Path segments with forward slashes; none is `.` or `..`, so that the bundle cannot leave the archive.
  prefix: {
    pattern: String.raw`^(?:(?!\.{1,2}(?:/|$))[^/\\:\u0000-\u001f\u007f]+(?:/(?!\.{1,2}(?:/|$))[^/\\:\u0000-\u001f\u007f]+)*/?)?$`,
    expected:
      'a relative path such as nodejs/lib, without ".", ".." or empty parts, backslashes, colons and control characters',
  },
  runtime: { pattern: String.raw`^nodejs\d+\.x$`, expected: `a Node.js runtime of Lambda such as ${DEFAULT_RUNTIME}` },
};

/** An array of strings, none of them empty. */
function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((element) => typeof element === "string" && element !== "");
}

/** What is wrong with a list of names or globs, as a phrase that begins with the label; undefined means right. */
export function checkTexts(label: string, value: unknown): string | undefined {
  if (!isListOfTexts(value)) return `${label} must be an array of strings that are not empty, not ${showValue(value)}`;
  for (const pattern of value) {
    const fault = patternFault(pattern);
    if (fault !== undefined) return `${shownPattern(pattern)} in ${label} ${fault}`;
  }
  return undefined;
}

/** A wrong value as a fault shows it, short enough for one line. */
export function showValue(value: unknown): string {
  const text = typeof value === "function" ? "a function" : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
