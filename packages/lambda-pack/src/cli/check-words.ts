import { didYouMean } from "../did-you-mean.ts";
import { cliOptions } from "./cli-option.ts";
import { optionWords } from "./option-words.ts";

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
