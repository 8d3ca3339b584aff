import { didYouMean } from "../did-you-mean.ts";
import { cliOptions } from "./cli-option.ts";

/** Sentences about options that there are not. */
export function checkOptionNames(argv: readonly string[]): readonly string[] {
  const known = cliOptions.flatMap(({ name, alias }) =>
    alias === undefined ? `--${name}` : [`--${name}`, `-${alias}`],
  );
  const unknown = optionWords(argv).flatMap(({ name }) => (known.includes(name) ? [] : name));
  return [...new Set(unknown)].map((name) => `Unknown option ${name}${didYouMean(name, known)}.`);
}

/** Sentences about options that lack their value, and about flags that are given another one than true or false. */
export function checkOptionValues(argv: readonly string[]): readonly string[] {
  const words = optionWords(argv);
  return cliOptions.flatMap(({ name, kind, value: form = "value" }) => {
    const own = words.filter((word) => word.name === `--${name}`);
    if (kind === "flag")
      return own.some(({ equals, value }) => equals && value !== "true" && value !== "false")
        ? [`--${name} takes no value.`]
        : [];
    return own.some(({ value }) => value === "") ? [`--${name} needs a value: --${name} <${form}>.`] : [];
  });
}

interface OptionWord {
  /** With the dashes. */
  readonly name: string;
  /** What would be its value if it takes one; empty where there is none. */
  readonly value: string;
  /** The value stands in the same word, behind an equals sign. */
  readonly equals: boolean;
}

/** No option takes a word that begins with a dash for its value, so that each such word before `--` is an option. */
function optionWords(argv: readonly string[]): readonly OptionWord[] {
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
