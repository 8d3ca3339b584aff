import { didYouMean } from "../find-nearest.ts";
import { cliOptions } from "./cli-option.ts";

/**
 * Sentences about options that there are not. Options never take a word that begins with a dash for their value, so that
 * each such word before `--` is an option.
 */
export function findUnknownOptions(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf("--");
  const words = argv.slice(0, end === -1 ? argv.length : end);
  const known = cliOptions.flatMap(({ name, alias }) =>
    alias === undefined ? `--${name}` : [`--${name}`, `-${alias}`],
  );
  const unknown = words
    .filter(isOption)
    .map(nameOf)
    .filter((name) => !known.includes(name));
  return [...new Set(unknown)].map((name) => `Unknown option ${name}${didYouMean(name, known)}.`);
}

function isOption(word: string): boolean {
  return word.startsWith("-") && word !== "-";
}

function nameOf(word: string): string {
  return word.replace(/=.*$/su, "");
}
