/** An option as a command line gives it. */
export interface GivenOption {
  /** With the dashes. */
  readonly name: string;
  /** What would be its value if it takes one; empty where there is none. */
  readonly value: string;
  /** The value follows an equals sign. */
  readonly equals: boolean;
}

/** All that begins with a dash before `--`: no option takes such a text for its value. */
export function givenOptions(argv: readonly string[]): readonly GivenOption[] {
  const end = argv.indexOf("--");
  const texts = end === -1 ? argv : argv.slice(0, end);
  return texts.flatMap((text, index): readonly GivenOption[] => {
    if (!isOption(text)) return [];
    const equals = text.indexOf("=");
    if (equals !== -1) return [{ name: text.slice(0, equals), value: text.slice(equals + 1), equals: true }];
    const next = texts[index + 1] ?? "";
    return [{ name: text, value: isOption(next) ? "" : next, equals: false }];
  });
}

function isOption(text: string): boolean {
  return text.startsWith("-");
}
