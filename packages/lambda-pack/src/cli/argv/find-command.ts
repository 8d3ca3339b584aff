import { takesWord } from "../spec/cli-option.ts";
import { commandSpecs, isCommandName, optionsOf } from "../commands/commands.ts";
import type { CommandName } from "../commands/commands.ts";

/** Which command a command line asks for. */
export interface CommandLine {
  readonly name: CommandName;
  /** The line says so itself; without a command's name, `pack` is meant. */
  readonly named: boolean;
  /** All words but the command's name. */
  readonly argv: readonly string[];
}

/**
 * The first word that is neither an option nor the value of one is the command if it has a command's name. What stands behind
 * `--` is none.
 */
export function findCommand(argv: readonly string[]): CommandLine {
  const index = firstWord(argv);
  const word = argv[index] ?? "";
  return isCommandName(word)
    ? { name: word, named: true, argv: argv.toSpliced(index, 1) }
    : { name: "pack", named: false, argv };
}

/** An option has a value or none, whichever command it is for. */
const valued = new Set(
  commandSpecs
    .flatMap(optionsOf)
    .filter(takesWord)
    .map(({ name }) => `--${name}`),
);

function firstWord(argv: readonly string[]): number {
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? "";
    if (word === "--") return -1;
    if (!word.startsWith("-")) return index;
    const next = argv[index + 1] ?? "";
    if (valued.has(word) && !next.startsWith("-")) index += 1;
  }
  return -1;
}
