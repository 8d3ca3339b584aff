import { takesNext } from "../spec/cli-option.ts";
import type { CliOption } from "../spec/cli-option.ts";
import type { CommandSpec, CommandArgument } from "../spec/command-spec.ts";
import { commands, commandSpecs, isCommandName, optionsOf } from "../commands/commands.ts";
import { findCommand } from "../argv/find-command.ts";

/** Something that a word can become. */
export interface Candidate {
  readonly value: string;
  /** Its description; may be empty. */
  readonly text: string;
}

/** What completion has to ask the world for. Neither ever throws. */
export interface CompletionWorld {
  /** Names of the packages of the workspace around a directory, or around the working directory. */
  readonly packageNames: (cwd: string | undefined) => Promise<readonly string[]>;
  /** Paths that begin with a text: directories, which end in a slash, and files that end in the suffix. */
  readonly paths: (start: string, suffix: string) => readonly string[];
}

/** What the last word of a command line can become. The words are those behind the program's name; the last may be empty. */
export async function completeWords(words: readonly string[], world: CompletionWorld): Promise<readonly Candidate[]> {
  const current = words.at(-1) ?? "";
  const before = words.slice(0, -1);
  const candidates = await candidatesFor({ current, before }, world);
  return candidates.filter(({ value }) => value.startsWith(current));
}

interface Line {
  readonly current: string;
  readonly before: readonly string[];
}

async function candidatesFor({ current, before }: Line, world: CompletionWorld): Promise<readonly Candidate[]> {
  const { name, named, argv } = findCommand(before);
  const spec = commands[name];
  const options = optionsOf(spec);
  const { args, ended, open, cwd } = readArgv(argv, options);
  if (open !== undefined) return valuesOf(open, current, world);
  if (!ended && current.startsWith("-")) {
    const equals = current.indexOf("=");
    if (equals === -1) return optionCandidates(options, before);
    const option = options.find((one) => `--${one.name}` === current.slice(0, equals));
    return option === undefined ? [] : assignments(option, current, world);
  }
  const arg = argumentAt(spec, args);
  const known = arg === undefined ? [] : await argumentCandidates(arg, { current, cwd }, world);
  return named || args > 0 || ended ? known : [...commandCandidates(), ...known];
}

interface ReadArgv {
  /** How many arguments there are already. */
  readonly args: number;
  /** Behind `--`, nothing is an option. */
  readonly ended: boolean;
  /** The option whose value comes next. */
  readonly open: CliOption | undefined;
  readonly cwd: string | undefined;
}

function readArgv(argv: readonly string[], options: readonly CliOption[]): ReadArgv {
  let args = 0;
  let ended = false;
  let open: CliOption | undefined;
  let cwd: string | undefined;
  for (const word of argv) {
    if (open !== undefined && !word.startsWith("-")) {
      if (open.name === "cwd") cwd = word;
      open = undefined;
    } else if (ended || !word.startsWith("-")) {
      args += 1;
    } else if (word === "--") {
      ended = true;
    } else {
      open = options.find((option) => takesNext(option) && word === `--${option.name}`);
      if (word.startsWith("--cwd=")) cwd = word.slice("--cwd=".length);
    }
  }
  return { args, ended, open, cwd };
}

function argumentAt({ args }: CommandSpec, index: number): CommandArgument | undefined {
  const last = args.at(-1);
  return args[index] ?? (last?.repeated === true ? last : undefined);
}

async function argumentCandidates(
  { is }: CommandArgument,
  { current, cwd }: { readonly current: string; readonly cwd: string | undefined },
  world: CompletionWorld,
): Promise<readonly Candidate[]> {
  return [
    ...(is.includes("package") ? packageCandidates(await world.packageNames(cwd), current) : []),
    ...(is.includes("zip") ? plain(world.paths(current, ".zip")) : []),
    ...(is.includes("command") ? commandCandidates() : []),
    ...(is.includes("shell") ? plain(["bash", "zsh", "fish"]) : []),
  ];
}

function commandCandidates(): readonly Candidate[] {
  return commandSpecs.map(({ name, summary }) => ({ value: name, text: summary }));
}

/** Without its scope, a name is shorter and begins as users think of it; it must be unique, and not the name of a command. */
function packageCandidates(names: readonly string[], current: string): readonly Candidate[] {
  if (current.startsWith("@")) return plain(names);
  const short = names.map((name) => name.replace(/^@[^/]+\//u, ""));
  return names.map((name, index) => {
    const value = short[index] ?? name;
    const unclear = short.indexOf(value) !== short.lastIndexOf(value) || isCommandName(value);
    return unclear ? { value: name, text: "" } : { value, text: value === name ? "" : name };
  });
}

/** One that can be given once is not offered again. */
function optionCandidates(options: readonly CliOption[], before: readonly string[]): readonly Candidate[] {
  const given = new Set(before.map((word) => word.replace(/=.*$/su, "")));
  return options
    .filter(({ name, kind }) => kind === "list" || !given.has(`--${name}`))
    .map(({ name, describe }) => ({ value: `--${name}`, text: describe }));
}

async function valuesOf(option: CliOption, start: string, world: CompletionWorld): Promise<readonly Candidate[]> {
  if (option.choices !== undefined) return plain(option.choices);
  if (option.setting === "runtime") {
    const { currentRuntimes } = await import("@lambda-pack/model/lambda/find-runtime");
    // Those that one would choose; any other can be typed.
    return plain(currentRuntimes);
  }
  if (option.leadsTo === undefined) return [];
  // No file ends in a slash.
  return plain(world.paths(start, option.leadsTo === "directory" ? "/" : ""));
}

async function assignments(option: CliOption, current: string, world: CompletionWorld): Promise<readonly Candidate[]> {
  const start = `--${option.name}=`;
  const values = option.kind === "flag" ? [] : await valuesOf(option, current.slice(start.length), world);
  return values.map(({ value, text }) => ({ value: start + value, text }));
}

function plain(values: readonly string[]): readonly Candidate[] {
  return values.map((value) => ({ value, text: "" }));
}
