import { takesNext } from "../spec/cli-option.ts";
import { commandSpecs, isCommandName, optionsOf } from "../commands/commands.ts";
import type { CommandName } from "../commands/commands.ts";

/** Which command a command line asks for. */
export interface FoundCommand {
  readonly name: CommandName;
  /** It is named; without a command's name, `pack` is meant. */
  readonly named: boolean;
  /** Everything but the command's name. */
  readonly argv: readonly string[];
}

/** The first argument is the command if it has a command's name. What follows `--` is none. */
export function findCommand(argv: readonly string[]): FoundCommand {
  const index = firstArgument(argv);
  const name = argv[index] ?? "";
  return isCommandName(name)
    ? { name, named: true, argv: argv.toSpliced(index, 1) }
    : { name: "pack", named: false, argv };
}

/** An option has a value or none, whichever command it is for. */
const valued = new Set(
  commandSpecs
    .flatMap(optionsOf)
    .filter(takesNext)
    .map(({ name }) => `--${name}`),
);

/** Where the first text stands that is neither an option nor the value of one; -1 where there is none. */
function firstArgument(argv: readonly string[]): number {
  for (let index = 0; index < argv.length; index += 1) {
    const text = argv[index] ?? "";
    if (text === "--") return -1;
    if (!text.startsWith("-")) return index;
    const next = argv[index + 1] ?? "";
    if (valued.has(text) && !next.startsWith("-")) index += 1;
  }
  return -1;
}
