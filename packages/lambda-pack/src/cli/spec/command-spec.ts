import type { CliOption } from "./cli-option.ts";

/** All there is to say of a command before it runs: parsing, help and completion are made from it. */
export interface CommandSpec {
  readonly name: string;
  /** What it does, in one line without a full stop, for the list of commands. */
  readonly summary: string;
  /** A few sentences for its own help. */
  readonly describe: string;
  /** What follows the command without being an option, in its order. */
  readonly args: readonly CommandArgument[];
  /** Those that only this command has, or that mean something of their own to it. */
  readonly options: readonly CliOption[];
  /** Those that it has in common with others: settings, and what is about the run. */
  readonly shared: readonly CliOption[];
  /** What cannot be given together, where `conflictsOf` does not know it; `--quiet` and `--verbose` never can. */
  readonly conflicts?: readonly Conflict[];
  readonly examples: readonly CommandExample[];
  /** What each exit code of its own means, with a full stop; those that all commands have in common are added. */
  readonly exitCodes: string;
}

export interface CommandArgument {
  /** What stands for it in the usage line, such as `package|zip`. */
  readonly name: string;
  /** What it is, for completion. */
  readonly is: readonly ("package" | "zip" | "command" | "shell" | "text")[];
  readonly optional?: true;
  /** It may be given any number of times; only the last argument can be. */
  readonly repeated?: true;
  /** The flag that may stand in its place. */
  readonly instead?: string;
  /** Where it alone is left out, it is the package that the working directory is in. */
  readonly here?: true;
}

/** Options that cannot be given together. */
export interface Conflict {
  /** Without the dashes; `format=tar` is that option with that value. */
  readonly options: readonly [string, ...string[]];
  /** Only with at least so many different arguments. */
  readonly args?: number;
  /** Together with this option, nothing conflicts. */
  readonly unless?: string;
  /** Why, as the end of a sentence: `which writes no archive`. */
  readonly because?: string;
  /** The whole sentence, where it is another one than that options cannot be used together. */
  readonly fault?: string;
}

export interface CommandExample {
  /** A whole command line that works in fixtures/botland once it is packed. */
  readonly command: string;
  readonly meaning: string;
  /** It runs until it is interrupted. */
  readonly endless?: true;
}

/**
 * The values of a command's own options by their names: a flag is true or false, a list has any number of texts, and a value that
 * is not given is undefined.
 */
export type OptionValues<Options extends readonly CliOption[]> = {
  readonly [Option in Options[number] as Option["name"]]: OptionValue<Option>;
};

type OptionValue<Option extends CliOption> = Option extends { readonly kind: "flag" }
  ? boolean
  : Option extends { readonly kind: "list" }
    ? readonly string[]
    : Option extends { readonly type: "number" }
      ? number | undefined
      : Option extends { readonly choices: readonly (infer Choice)[] }
        ? Choice | undefined
        : string | undefined;
