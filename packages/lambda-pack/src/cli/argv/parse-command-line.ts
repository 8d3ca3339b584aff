import { resolve } from "node:path";
import { optionsOf } from "../commands/commands.ts";
import type { CliOption } from "../spec/cli-option.ts";
import type { CommandSpec, OptionValues } from "../spec/command-spec.ts";
import type { ParsedCommand } from "../spec/parsed-command.ts";
import { argumentFaults, placeOfHere } from "./argument-faults.ts";
import { checkOptionNames, checkOptionValues } from "./check-options.ts";
import { conflictFaults } from "./conflict-faults.ts";
import { joinValues } from "./join-values.ts";
import { plainArgument } from "./plain-argument.ts";
import { parseOptions, repetitionFaults, settingsOf, textOf } from "./parse-options.ts";
import type { OptionTexts } from "./parse-options.ts";

/** Why a command line cannot be run. */
export interface Refusal {
  readonly kind: "usage-error";
  /** Sentences, at least one; none where a package to pack is all that is missing. */
  readonly faults: readonly string[];
  readonly cwd: string;
  /** There is no argument at all, though the command takes some. */
  readonly argless: boolean;
}

/** A command line that does not write the package that it is about: it is the one that the working directory is in. */
export interface CommandHere<Spec extends CommandSpec> {
  readonly kind: "here";
  /** Without that argument. */
  readonly command: ParsedCommand<Spec>;
  /** Where the argument belongs. */
  readonly place: number;
  /** What is wrong where there is no such package. */
  readonly refusal: Refusal;
}

/** Parses what follows a command's name. Finds all faults that it can, and never throws. */
export function parseCommandLine<Spec extends CommandSpec>(
  spec: Spec,
  given: readonly string[],
  startedIn: string,
): ParsedCommand<Spec> | CommandHere<Spec> | Refusal {
  const options = optionsOf(spec);
  const cwd = plainArgument(startedIn);
  const argv = joinValues(given.map(plainArgument), options);
  const unknown = checkOptionNames(argv, spec);
  if (unknown.length > 0) return { kind: "usage-error", faults: unknown, cwd, argless: false };

  const { args, values } = parseOptions(argv, options);
  const workDir = resolve(cwd, textOf(values.get("cwd")) ?? "");
  const settings = settingsOf(values, options, workDir);
  const faults = [
    ...checkOptionValues(argv, options),
    ...repetitionFaults(values, options),
    ...settings.faults.map((fault) => `${fault}.`),
    ...conflictFaults(spec, { args, values, settings: settings.settings }),
  ];
  const flag = (name: string): boolean => values.get(name) === true;
  const place = placeOfHere(spec, args, flag);
  const missing = argumentFaults(spec, args);
  const argless = args.length === 0 && spec.args.some(({ instead }) => instead === undefined);
  const refusal: Refusal = { kind: "usage-error", faults: [...faults, ...missing], cwd: workDir, argless };
  if (faults.length > 0 || (place === undefined && missing.length > 0)) return refusal;
  const command: ParsedCommand<Spec> = {
    kind: "command",
    name: spec.name,
    args,
    cwd: workDir,
    given: settings,
    json: flag("json"),
    quiet: flag("quiet"),
    verbose: flag("verbose"),
    color: !flag("no-color"),
    own: ownValues(spec.options, values),
  };
  return place === undefined ? command : { kind: "here", command, place, refusal };
}

/** The kinds of the options decide the types, which a compiler cannot follow through a loop. */
function ownValues<Options extends readonly CliOption[]>(options: Options, values: OptionTexts): OptionValues<Options> {
  return Object.fromEntries(
    options.map((option) => [option.name, ownValue(option, values.get(option.name))]),
  ) as OptionValues<Options>;
}

function ownValue({ kind, type }: CliOption, value: unknown): unknown {
  if (kind === "flag") return value === true;
  if (kind === "list") return Array.isArray(value) ? value : [];
  const text = textOf(value);
  return type === "number" && text !== undefined ? Number(text) : text;
}
