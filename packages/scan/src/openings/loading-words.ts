/** The words of a text that have to do with loading or opening files. */
export interface LoadingWords {
  /** Where each begins, in order. */
  readonly offsets: readonly number[];
  /** Whether each of them only asks for a literal, so that the file names all that it loads. */
  readonly arePlain: boolean;
}

/**
 * Comments and strings are searched as well: a word too many costs a look. A letter may also be written as an escape in a name, so an
 * escape counts as a word.
 */
const WORDS =
  /[rR]equire|REQUIRE|import|__dirname|__filename|dlopen|\beval\b|\bFunction\b|Worker|\b_load\b|_resolveFilename|\b_compile\b|runMain|\bfilename\b|\bregister\b|\\u/gu;

/** What follows `require` where it is called with a literal, and nothing is made of a path. */
const ASKS_LITERAL = /\s*\(\s*(?:"[^"\\\n]*"|'[^'\\\n]*')\s*\)/uy;

/** What follows `import` in a declaration. */
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
  if (word !== "require" && word !== "import") return false;
  const before = text[index - 1] ?? "";
  const end = index + word.length;
  // `required`, `reimport`, `imports`: another name, in which only a capital is Node's.
  if (/[\w$]/u.test(text[end] ?? "") && !/[\w$]/u.test(before)) return true;
  if (/[\w$.]/u.test(before)) return false;
  const follows = word === "require" ? ASKS_LITERAL : DECLARES;
  follows.lastIndex = end;
  return follows.test(text);
}
