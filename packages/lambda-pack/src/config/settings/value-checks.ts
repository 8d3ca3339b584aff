import { patternFault, shownPattern } from "@lambda-pack/model";

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
