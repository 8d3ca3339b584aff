import { showValue } from "../../config/settings/value-checks.ts";
import { didYouMean } from "../../messages/did-you-mean.ts";
import type { CliOption } from "../spec/cli-option.ts";
import type { CommandSpec } from "../spec/command-spec.ts";
import { commandSpecs, optionsOf } from "../commands/commands.ts";
import { inWords } from "../../messages/in-words.ts";
import { givenOptions } from "./given-options.ts";

/** Sentences about options that the command does not have. */
export function checkOptionNames(argv: readonly string[], spec: CommandSpec): readonly string[] {
  const known = new Set(formsOf(spec));
  const unknown = givenOptions(argv).flatMap(({ name }) => (known.has(name) ? [] : name));
  return [...new Set(unknown)].map((name) => {
    const owners = commandSpecs.filter((other) => formsOf(other).includes(name)).map((other) => other.name);
    return owners.length === 0
      ? `Unknown option ${name}${didYouMean(name, [...known])}.`
      : `${name} is an option of ${inWords(owners, "and")}, not of ${spec.name}.`;
  });
}

/** Sentences about options that lack their value, or have one that they cannot have. */
export function checkOptionValues(argv: readonly string[], options: readonly CliOption[]): readonly string[] {
  const all = givenOptions(argv);
  return options.flatMap((option) => {
    const given = all.filter(({ name }) => name === `--${option.name}`);
    if (option.kind === "flag")
      return given.some(({ equals, value }) => equals && value !== "true" && value !== "false")
        ? [`--${option.name} takes no value.`]
        : [];
    if (given.some(({ value }) => value === ""))
      return [`--${option.name} needs a value: --${option.name} <${option.value ?? "value"}>.`];
    const wrong = given.find(({ value }) => !isAllowed(option, value));
    return wrong === undefined ? [] : [wrongValue(option, wrong.value)];
  });
}

function formsOf(spec: CommandSpec): readonly string[] {
  return optionsOf(spec).flatMap(({ name, alias }) => (alias === undefined ? `--${name}` : [`--${name}`, `-${alias}`]));
}

/** What sets a setting is checked as one. */
function isAllowed({ setting, choices, type, range }: CliOption, value: string): boolean {
  if (setting !== undefined) return true;
  if (type !== "number") return choices?.includes(value) ?? true;
  const [least, greatest] = range ?? [0, Infinity];
  return /^\d{1,9}$/u.test(value) && Number(value) >= least && Number(value) <= greatest;
}

function wrongValue({ name, choices, range }: CliOption, value: string): string {
  const number = range === undefined ? "a whole number" : `a whole number from ${range[0]} to ${range[1]}`;
  const expected = choices === undefined ? number : inWords(choices, "or");
  return `--${name} must be ${expected}, not ${/^\d+$/u.test(value) ? value : showValue(value)}.`;
}
