import type { Settings } from "../../config/settings/settings.ts";
import { optionsOf } from "../commands/commands.ts";
import type { CommandSpec, Conflict } from "../spec/command-spec.ts";
import { conflictsOf } from "./conflicts-of.ts";
import type { OptionTexts } from "./parse-options.ts";

export interface GivenValues {
  readonly args: readonly string[];
  readonly values: OptionTexts;
  /** Those that options set, without faults. */
  readonly settings: Settings;
}

/** Holds for every command that has both options. */
const common: readonly Conflict[] = [{ options: ["quiet", "verbose"] }];

/** Sentences about what is given together and cannot be. */
export function conflictFaults(spec: CommandSpec, given: GivenValues): readonly string[] {
  const different = new Set(given.args).size;
  const own = conflictsOf(spec);
  const faults = [...own, ...common].flatMap((conflict) => {
    const { options, args = 0, unless, fault = faultOf(conflict) } = conflict;
    const met = different >= args && options.every((option) => isGiven(option, spec, given));
    return met && (unless === undefined || !isGiven(unless, spec, given)) ? [fault] : [];
  });
  return [...new Set(faults)];
}

/** A setting counts once it is right, so that a wrong value is one fault and not two. */
function isGiven(text: string, spec: CommandSpec, { values, settings }: GivenValues): boolean {
  const [name = "", wanted] = text.split("=");
  const setting = optionsOf(spec).find((option) => option.name === name)?.setting;
  const value = setting === undefined ? values.get(name) : settings[setting];
  if (wanted !== undefined) return value === wanted;
  // `--smoke` and `--no-smoke` set one setting: only one of them says what it is.
  if (setting !== undefined && typeof value === "boolean") return values.get(name) === true;
  return value !== undefined && (setting !== undefined || value !== false);
}

/** "--level cannot be used with --format tar, which does not compress." */
function faultOf({ options, because }: Conflict): string {
  const forms = options.map((option) => `--${option.replace("=", " ")}`);
  return `${forms.join(" cannot be used with ")}${because === undefined ? "" : `, ${because}`}.`;
}
