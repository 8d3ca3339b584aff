import type { LoadingWords } from "../openings/loading-words.ts";
import { findLine } from "../read/find-line.ts";
import { isCompilable } from "../read/is-compilable.ts";

export interface PlainReference {
  readonly specifier: string;
  readonly by: "require";
  /** When it is asked for is not known, and this claims nothing. */
  readonly when: "guarded";
  readonly line: number;
}

/**
 * What a CommonJS text asks for in which `require` stands nowhere but in calls with a literal, and no other word that loads: it needs no
 * parser, since such a text asks for nothing but these literals. It may ask for less, where one of them stands in a string or where a
 * parameter hides Node's `require`. Undefined for all others, and for what Node would not compile.
 */
export function plainReferences(
  text: string,
  { arePlain, offsets }: LoadingWords,
): readonly PlainReference[] | undefined {
  // A program may be in another language.
  if (!arePlain || text.startsWith("#!")) return undefined;
  const lineAt = findLine(text);
  const references: PlainReference[] = [];
  for (const offset of offsets) {
    const specifier = literalAfter(text, offset);
    if (specifier === undefined) continue;
    // Examples in comments would keep what nobody asks for: the parser passes them over.
    if (isInComment(text, offset)) return undefined;
    references.push({ specifier, by: "require", when: "guarded", line: lineAt(offset) });
  }
  return isCompilable(text) ? references : undefined;
}

const LITERAL = /require\s*\(\s*(?:"(?<double>[^"\\\n]*)"|'(?<single>[^'\\\n]*)')/uy;

/** Undefined for a longer word that begins or ends so. */
function literalAfter(text: string, offset: number): string | undefined {
  LITERAL.lastIndex = offset;
  const groups = LITERAL.exec(text)?.groups;
  return groups?.["double"] ?? groups?.["single"];
}

/** Whether it looks so: then only more work is done. */
function isInComment(text: string, offset: number): boolean {
  const before = text.slice(text.lastIndexOf("\n", offset) + 1, offset);
  return /^\s*\*|\/[/*]/u.test(before);
}
