import type { CliOption } from "../spec/cli-option.ts";

/**
 * The same command line with values where yargs' parser sees none: those that an option has when only its name is given, and a
 * lone dash, which stands for standard input.
 */
export function joinValues(argv: readonly string[], options: readonly CliOption[]): readonly string[] {
  const implied = new Map(
    options.flatMap(({ name, implied: value }) => (value === undefined ? [] : [[`--${name}`, value]])),
  );
  const takesText = new Set(
    options.flatMap(({ name, kind, setting }) => (kind === "flag" || setting ? [] : [`--${name}`])),
  );
  return argv.flatMap((text, index) => {
    if (text === "-" && takesText.has(argv[index - 1] ?? "")) return [];
    const value = argv[index + 1] === "-" && takesText.has(text) ? "-" : implied.get(text);
    return [value === undefined ? text : `${text}=${value}`];
  });
}
