import { resolve } from "node:path";
import { checkOptionNames, checkOptionValues } from "./check-words.ts";
import type { CliOption } from "../spec/cli-option.ts";
import type { CommandSpec, OptionValues } from "../spec/command-spec.ts";
import { optionsOf } from "../commands/commands.ts";
import { inWords } from "../../messages/in-words.ts";
import { joinValues } from "./join-values.ts";
import type { InspectCommand } from "../spec/inspect-command.ts";
import { parseOptions, repetitionFaults, settingsOf, textOf } from "./parse-options.ts";
import type { OptionTexts } from "./parse-options.ts";

/** What a command line asks of a command other than pack. */
export type Inspection<Spec extends CommandSpec> =
  | InspectCommand<Spec>
  /** Sentences, at least one. */
  | {
      readonly kind: "usage-error";
      readonly faults: readonly string[];
      readonly cwd: string;
      /** There is no word at all, though one is needed. */
      readonly wordless: boolean;
    };

/** Understands the words behind a command's name. Finds all faults that it can, and never throws. */
export function parseInspect<Spec extends CommandSpec>(
  spec: Spec,
  given: readonly string[],
  cwd: string,
): Inspection<Spec> {
  const options = optionsOf(spec);
  const argv = joinValues(given, options);
  const unknown = checkOptionNames(argv, spec);
  if (unknown.length > 0) return { kind: "usage-error", faults: unknown, cwd, wordless: false };

  const { positionals: words, values } = parseOptions(argv, options);
  const workDir = resolve(cwd, textOf(values.get("cwd")) ?? "");
  const settings = settingsOf(values, options, workDir);
  const faults = [
    ...checkOptionValues(argv, options),
    ...repetitionFaults(values, options),
    ...settings.faults.map((fault) => `${fault}.`),
    ...contradictionFaults(spec, values),
    ...wordFaults(spec, words),
  ];
  if (faults.length > 0) return { kind: "usage-error", faults, cwd: workDir, wordless: words.length === 0 };
  const flag = (name: string): boolean => values.get(name) === true;
  return {
    kind: "inspect",
    name: spec.name,
    words,
    cwd: workDir,
    given: settings,
    json: flag("json"),
    quiet: flag("quiet"),
    verbose: flag("verbose"),
    color: !flag("no-color"),
    own: ownValues(spec.options, values),
  };
}

function contradictionFaults({ contradictions = [] }: CommandSpec, values: OptionTexts): readonly string[] {
  return [...contradictions, ["quiet", "verbose"] as const].flatMap(([one, other]) =>
    isGiven(values.get(one)) && isGiven(values.get(other)) ? [`--${one} and --${other} contradict each other.`] : [],
  );
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== false;
}

function wordFaults({ name, words: expected }: CommandSpec, words: readonly string[]): readonly string[] {
  if (words.includes("")) return [`A word for ${name} is empty; is a variable of the shell not set?`];
  const missing = expected.slice(words.length).filter(({ optional }) => optional !== true);
  if (missing.length > 0) return [`${name} needs ${inWords(missing.map(formOf), "and")}.`];
  const extra = expected.at(-1)?.repeated === true ? [] : words.slice(expected.length);
  if (extra.length === 0) return [];
  const takes = expected.length === 0 ? "no words" : `only ${inWords(expected.map(formOf), "and")}`;
  return [
    `${name} takes ${takes}, so that ${inWords(
      extra.map((word) => JSON.stringify(word)),
      "and",
    )} ${extra.length === 1 ? "is" : "are"} too much.`,
  ];
}

function formOf({ name }: { readonly name: string }): string {
  return `<${name}>`;
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
