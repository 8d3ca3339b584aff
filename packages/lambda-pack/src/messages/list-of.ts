import { inWords } from "./in-words.ts";

/** `a`, `a and b`, `a, b and c`; of long lists only the first five. */
export function listOf(names: readonly string[], conjunction: "and" | "or" = "and"): string {
  return inWords(names.length > 6 ? [...names.slice(0, 5), `${names.length - 5} more`] : names, conjunction);
}
