/** The words of a text that have to do with loading or opening files. */
export interface LoadingWords {
  /** Where each begins, in order. */
  readonly offsets: readonly number[];
  /** Whether each of them only asks for a literal, so that the file names all that it loads. */
  readonly arePlain: boolean;
}

/**
 * Comments and strings are searched as well: a word too many costs a look. A letter of a name may also be written as an escape, so
 * escapes of letters count as words.
 */
const WORDS =
  /[rR]equire|REQUIRE|import|__dirname|__filename|module(?:\.|\[["'`])filename|dlopen|\b(?:eval|Function|Worker)\b(?=["'`\])\s]*[(/])|\b_load\b|_resolveFilename|\b_compile\b|runMain|\\u(?:00[2-7]|\{)/gu;

/** What follows `require` where it is called with a literal, and nothing is made of a path; or where it is a word of a sentence. */
const ASKS_LITERAL = /\s*\(\s*(?:"[^"\\\n]*"|'[^'\\\n]*')\s*\)|[\t ]+(?!(?:in|instanceof|of|as)(?![\w$]))[A-Za-z]/uy;

/** What follows `import` in a declaration, or a sentence. */
const DECLARES = /\s*["'{*]|\s+[\w$]/uy;

export function findLoadingWords(text: string): LoadingWords {
  const offsets: number[] = [];
  let arePlain = true;
  for (const { 0: word, index } of text.matchAll(WORDS)) {
    offsets.push(index);
    arePlain &&= isPlain(text, word, index);
  }
  return { offsets, arePlain };
}

function isPlain(text: string, word: string, index: number): boolean {
  const kind = word.toLowerCase();
  if (kind !== "require" && kind !== "import") return false;
  const [before, after] = [text[index - 1] ?? "", text[index + word.length] ?? ""];
  // A part of another name, such as `required` or `__importDefault`: only what creates a `require` matters.
  if (/[\w$]/u.test(before + after)) return !/create$/iu.test(text.slice(Math.max(0, index - 6), index));
  if (before === "." || word !== kind) return false;
  const follows = kind === "require" ? ASKS_LITERAL : DECLARES;
  follows.lastIndex = index + word.length;
  return follows.test(text);
}
