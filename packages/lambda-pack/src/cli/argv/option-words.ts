/** A word of a command line that is an option. */
export interface OptionWord {
  /** With the dashes. */
  readonly name: string;
  /** What would be its value if it takes one; empty where there is none. */
  readonly value: string;
  /** The value stands in the same word, behind an equals sign. */
  readonly equals: boolean;
}

/** No option takes a word that begins with a dash for its value, so that each such word before `--` is an option. */
export function optionWords(argv: readonly string[]): readonly OptionWord[] {
  const end = argv.indexOf("--");
  const words = end === -1 ? argv : argv.slice(0, end);
  return words.flatMap((word, index): readonly OptionWord[] => {
    if (!isOption(word)) return [];
    const equals = word.indexOf("=");
    if (equals !== -1) return [{ name: word.slice(0, equals), value: word.slice(equals + 1), equals: true }];
    const next = words[index + 1] ?? "";
    return [{ name: word, value: isOption(next) ? "" : next, equals: false }];
  });
}

function isOption(word: string): boolean {
  return word.startsWith("-");
}
