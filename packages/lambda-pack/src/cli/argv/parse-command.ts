import { resolve } from "node:path";
import type { SettingsLayer } from "../../config/settings/check-settings.ts";
import { checkOptionNames, checkOptionValues } from "./check-words.ts";
import type { RunOptionName } from "../spec/cli-option.ts";
import { packSpec } from "../commands/pack.ts";
import { parseOptions, repetitionFaults, settingsOf, textOf } from "./parse-options.ts";

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

/** Understands the words behind the command `pack`, which may be left out. Finds all faults that it can, and never throws. */
export function parseCommand(argv: readonly string[], cwd: string): Command {
  const unknown = checkOptionNames(argv, packSpec);
  if (unknown.length > 0) return { kind: "usage-error", faults: unknown };

  const options = packSpec.shared;
  const { positionals: names, values } = parseOptions(argv, options);
  const flag = (name: RunOptionName): boolean => values.get(name) === true;
  const workDir = resolve(cwd, textOf(values.get("cwd")) ?? "");
  const given = settingsOf(values, options, workDir);
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
    ...checkOptionValues(argv, options),
    ...repetitionFaults(values, options),
    ...given.faults.map(asSentence),
    ...conflictsOf(command),
  ];
  if (faults.length > 0) return { kind: "usage-error", faults };
  return names.length === 0 && !command.all ? { kind: "no-targets", cwd: workDir } : command;
}

function asSentence(fault: string): string {
  return `${fault}.`;
}

/** Options that contradict each other. */
function conflictsOf({ names, all, given, quiet, verbose, dryRun }: PackCommand): readonly string[] {
  const { stage, zip, out, stageDir, stageMode, format, level, cache, verifyCache, smoke } = given.settings;
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
    [zip === false && smoke === true, "--smoke runs what is in the zip, and --no-zip writes none."],
    [
      format?.startsWith("tar") === true && smoke === true,
      "--smoke runs what is in a zip, and --format asks for a tar.",
    ],
    [dryRun && smoke === true, "--smoke runs what is in the zip, and --dry-run writes none."],
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
