import yargsParser from "yargs-parser";
import { checkSettings } from "../../config/settings/check-settings.ts";
import type { SettingsLayer } from "../../config/settings/check-settings.ts";
import { settingOf } from "../../config/settings/setting-table.ts";
import type { CliOption } from "../spec/cli-option.ts";
import { parseBytes } from "./parse-bytes.ts";
import { parseProblems } from "./parse-problems.ts";

/** By the names of the options, without the dashes. */
export type OptionTexts = ReadonlyMap<string, unknown>;

export interface ParsedOptions {
  readonly args: readonly string[];
  readonly values: OptionTexts;
}

/** Yargs' parser only takes the command line apart; what they mean is checked elsewhere, so that all faults come at once. */
export function parseOptions(argv: readonly string[], options: readonly CliOption[]): ParsedOptions {
  const namesOf = (kind: CliOption["kind"]) => options.filter((option) => option.kind === kind).map(({ name }) => name);
  const { _: args, ...values } = yargsParser([...argv], {
    boolean: namesOf("flag"),
    string: [...namesOf("value"), ...namesOf("list")],
    array: namesOf("list"),
    configuration: {
      "boolean-negation": false,
      "camel-case-expansion": false,
      "dot-notation": false,
      "greedy-arrays": false,
      "parse-numbers": false,
      "parse-positional-numbers": false,
    },
  });
  return { args: args.map(String), values: new Map(Object.entries(values)) };
}

/** The settings that options give, checked; relative paths are taken from the directory. */
export function settingsOf(values: OptionTexts, options: readonly CliOption[], baseDir: string): SettingsLayer {
  const settings: Record<string, unknown> = {};
  const names = new Map<string, string>();
  for (const option of options) {
    if (option.setting === undefined) continue;
    names.set(option.setting, `--${option.name}`);
    const value = values.get(option.name);
    if (isGiven(option, value)) settings[option.setting] = settingValue(option, value);
  }
  return checkSettings(settings, { where: "the command line", baseDir, label: (key) => names.get(key) ?? key });
}

/** The one text that an option has; undefined where it has none, or several. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Options that hold one value and are given several. */
export function repetitionFaults(values: OptionTexts, options: readonly CliOption[]): readonly string[] {
  return options.flatMap(({ name, kind }) =>
    kind === "value" && Array.isArray(values.get(name)) ? [`--${name} is given more than once.`] : [],
  );
}

/** Lists that hold nothing and options without their value are reported elsewhere, and once is enough. */
function isGiven({ kind }: CliOption, value: unknown): boolean {
  if (kind === "flag") return value === true;
  return kind === "list"
    ? Array.isArray(value) && value.length > 0 && !value.includes("")
    : textOf(value) !== undefined;
}

/** A flag whose name begins with `no-` sets `false`, unless it sets one of several values. */
function settingValue({ name, setting, sets }: CliOption, value: unknown): unknown {
  if (sets !== undefined) return sets;
  const type = setting === undefined ? undefined : settingOf(setting).type;
  if (type === "boolean") return !name.startsWith("no-");
  if (type === "problems" && Array.isArray(value)) return parseProblems(value);
  if (typeof value !== "string") return value;
  if (type === "number") return /^\d+$/u.test(value) ? Number(value) : value;
  return type === "bytes" ? parseBytes(value) : value;
}
