import { resolve } from "node:path";
import yargsParser from "yargs-parser";
import { checkSettings } from "../config/check-settings.ts";
import type { SettingsLayer } from "../config/check-settings.ts";
import { settingOf } from "../config/setting-table.ts";
import { checkOptionNames, checkOptionValues } from "./check-words.ts";
import { cliOptions } from "./cli-option.ts";
import type { CliOption, RunOptionName } from "./cli-option.ts";
import { parseBytes } from "./parse-bytes.ts";

/** What one command line asks for. */
export type Command =
  | PackCommand
  /** Neither names nor `--all`: the caller can tell the names there are. */
  | { readonly kind: "no-targets"; readonly cwd: string }
  /** Sentences, at least one. */
  | { readonly kind: "usage-error"; readonly faults: readonly string[] };

export interface PackCommand {
  readonly kind: "pack";
  /** As written; empty with `all`. */
  readonly names: readonly string[];
  readonly all: boolean;
  /** Absolute path. */
  readonly cwd: string;
  /** Checked, without faults. */
  readonly given: SettingsLayer;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** `false` forbids colours; `true` leaves them to the terminal. */
  readonly color: boolean;
}

/** Understands a command line that asks for a pack, without the program's own name. Finds all faults that it can, and never throws. */
export function parseCommand(argv: readonly string[], cwd: string): Command {
  const unknown = checkOptionNames(argv);
  if (unknown.length > 0) return { kind: "usage-error", faults: unknown };

  const { positionals, values } = parseArguments(argv);
  const flag = (name: RunOptionName): boolean => values.get(name) === true;
  const workDir = resolve(cwd, textOf(values.get("cwd")) ?? "");
  const given = settingsOf(values, workDir);
  const names = positionals[0] === "pack" ? positionals.slice(1) : positionals;
  const run = { all: flag("all"), dryRun: flag("dry-run"), quiet: flag("quiet"), verbose: flag("verbose") };
  const command = {
    kind: "pack",
    names,
    cwd: workDir,
    given,
    json: flag("json"),
    color: !flag("no-color"),
    ...run,
  } as const;
  const faults = [
    ...checkOptionValues(argv),
    ...repetitionFaults(values),
    ...given.faults.map(asSentence),
    ...conflictsOf(command),
  ];
  if (faults.length > 0) return { kind: "usage-error", faults };
  return names.length === 0 && !command.all ? { kind: "no-targets", cwd: workDir } : command;
}

type Values = ReadonlyMap<string, unknown>;

/** Yargs' parser only takes the words apart; what they mean is checked here, so that all faults come at once. */
function parseArguments(argv: readonly string[]): { readonly positionals: readonly string[]; readonly values: Values } {
  const { _: positionals, ...values } = yargsParser([...argv], {
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
  return { positionals: positionals.map(String), values: new Map(Object.entries(values)) };
}

function namesOf(kind: CliOption["kind"]): string[] {
  return cliOptions.filter((option) => option.kind === kind).map(({ name }) => name);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Options that hold one value and are given several. */
function repetitionFaults(values: Values): readonly string[] {
  return cliOptions.flatMap(({ name, kind }) =>
    kind === "value" && Array.isArray(values.get(name)) ? [`--${name} is given more than once.`] : [],
  );
}

function settingsOf(values: Values, baseDir: string): SettingsLayer {
  const settings: Record<string, unknown> = {};
  const names = new Map<string, string>();
  for (const option of cliOptions) {
    if (option.setting === undefined) continue;
    names.set(option.setting, `--${option.name}`);
    const value = values.get(option.name);
    if (isGiven(option, value)) settings[option.setting] = settingValue(option, value);
  }
  return checkSettings(settings, { where: "the command line", baseDir, label: (key) => names.get(key) ?? key });
}

/** Lists that hold nothing and options without their value are told elsewhere, and need not be told twice. */
function isGiven({ kind }: CliOption, value: unknown): boolean {
  if (kind === "flag") return value === true;
  return kind === "list"
    ? Array.isArray(value) && value.length > 0 && !value.includes("")
    : textOf(value) !== undefined;
}

/** A flag whose name begins with `no-` sets `false`. */
function settingValue({ name, setting }: CliOption, value: unknown): unknown {
  const type = setting === undefined ? undefined : settingOf(setting).type;
  if (type === "boolean") return !name.startsWith("no-");
  if (typeof value !== "string") return value;
  if (type === "number") return /^\d+$/u.test(value) ? Number(value) : value;
  return type === "bytes" ? parseBytes(value) : value;
}

function asSentence(fault: string): string {
  return `${fault}.`;
}

/** Options that contradict each other. */
function conflictsOf({ names, all, given, quiet, verbose, dryRun }: PackCommand): readonly string[] {
  const { stage, zip, out, stageDir, stageMode, format, level, cache, verifyCache } = given.settings;
  const several = all || new Set(names).size > 1;
  const conflicts: readonly (readonly [boolean, string])[] = [
    [stage === false && zip === false && !dryRun, "--no-stage and --no-zip together leave nothing to write."],
    [zip === false && out !== undefined, "--out names an archive, and --no-zip writes none."],
    [zip === false && format !== undefined, "--format says what archive to write, and --no-zip writes none."],
    [format === "tar" && level !== undefined, "--level says how hard to compress, and --format tar does not compress."],
    [stage === false && stageDir !== undefined, "--stage-dir names a directory, and --no-stage writes none."],
    [stage === false && stageMode !== undefined, "--stage-mode is about a directory that --no-stage does not write."],
    [
      cache === false && verifyCache === true,
      "--no-cache trusts nothing, so that --verify-cache has nothing to verify.",
    ],
    [all && names.length > 0, "--all packs every package that has a lambdaPack field; give it or names, not both."],
    [several && out !== undefined, severalText("--out")],
    [several && stageDir !== undefined, severalText("--stage-dir")],
    [names.includes(""), "The name of a package is empty; is a variable of the shell not set?"],
    [quiet && verbose, "--quiet and --verbose contradict each other."],
  ];
  return conflicts.flatMap(([conflict, text]) => (conflict ? [text] : []));
}

/** Also for globs, which are several targets only when the workspace is known. */
export function severalText(option: "--out" | "--stage-dir"): string {
  return `${option} names the output of one package; for several, set it in the lambdaPack field of each.`;
}
