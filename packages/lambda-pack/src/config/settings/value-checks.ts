import { lambdaLimits, patternFault, shownPattern } from "@lambda-pack/model";
import { DEFAULT_RUNTIME } from "@lambda-pack/model/lambda/default-runtime";
import type { ExpectedText } from "./setting.ts";

/** What a text with a pattern must be. */
export const expectedTexts: Readonly<Record<ExpectedText, string>> = {
  handler: `a handler such as index.handler, without spaces, of at most ${lambdaLimits.handler} characters`,
  prefix:
    'a relative path such as nodejs/lib, without ".", ".." or empty parts, backslashes, colons and control characters',
  runtime: `a Node.js runtime of Lambda such as ${DEFAULT_RUNTIME}`,
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
