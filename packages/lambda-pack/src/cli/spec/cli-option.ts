import { defaultText } from "../../config/settings/default-text.ts";
import { settingKeys, settingOf } from "../../config/settings/setting-table.ts";
import type { SettingKey } from "../../config/settings/setting-table.ts";
import type { OptionGroup, Setting } from "../../config/settings/setting.ts";

/** In the order of the help text. `Options` are those that one command alone has. */
export const optionGroups = ["Options", "Output", "Content", "Platform and checks", "Speed", "Run"] as const satisfies (
  | "Options"
  | OptionGroup
)[];

export type CliOptionGroup = (typeof optionGroups)[number];

/** One option of the command line. */
export interface CliOption {
  /** Without the dashes. */
  readonly name: string;
  /** One letter, without the dash. */
  readonly alias?: string;
  /** A flag takes no value; a list may be given several times. */
  readonly kind: "flag" | "value" | "list";
  /** Of a value: a whole number, 0 or more. */
  readonly type?: "number";
  /** The least and the greatest number that there may be. */
  readonly range?: readonly [least: number, greatest: number];
  /** The only values that there may be. */
  readonly choices?: readonly string[];
  /** The value where none stands behind the name: one that does has to follow an equals sign. */
  readonly implied?: string;
  /** The value is a path. */
  readonly leadsTo?: "file" | "directory";
  /** What a flag gives the setting, where that is not true or false. */
  readonly sets?: string;
  /** `Options` where it is not said. */
  readonly group?: CliOptionGroup;
  readonly describe: string;
  /** What stands for the value in the help text. */
  readonly value?: string;
  readonly defaultText?: string;
  /** The setting that it sets; options without one are about the run. */
  readonly setting?: SettingKey;
}

export function groupOf({ group = "Options" }: CliOption): CliOptionGroup {
  return group;
}

/** Whether what follows the option's name is its value. */
export function takesNext({ kind, implied }: CliOption): boolean {
  return kind !== "flag" && implied === undefined;
}

/** Options that are no settings: they are about one run, so that no file can hold them. */
export const runOptions = [
  { name: "json", kind: "flag", group: "Run", describe: "Print JSON instead of text" },
  { name: "quiet", kind: "flag", group: "Run", describe: "Print only errors" },
  {
    name: "verbose",
    kind: "flag",
    group: "Run",
    describe: "Show why each package is included, where it is placed, and notes",
  },
  { name: "no-color", kind: "flag", group: "Run", describe: "Disable colored output" },
  {
    name: "cwd",
    kind: "value",
    value: "dir",
    leadsTo: "directory",
    group: "Run",
    describe: "Run as if started in this directory",
  },
  { name: "help", alias: "h", kind: "flag", group: "Run", describe: "Print this help" },
  { name: "version", kind: "flag", group: "Run", describe: "Print the version" },
] as const satisfies readonly CliOption[];

/** The options of all settings that have one, in the order of the help text. */
export const settingOptions: readonly CliOption[] = settingKeys.flatMap(optionsOf);

function optionsOf(key: SettingKey): CliOption[] {
  const setting = settingOf(key);
  if (setting.option === undefined) return [];
  const { name, sets } = setting.option;
  const byDefault = sets === undefined ? defaultText(setting) : undefined;
  return [
    {
      ...setting.option,
      kind: kindOf(setting),
      describe: describeOption(name, setting),
      setting: key,
      ...valuesOf(setting),
      // Not by the model's `defined`: the help text is not to wait for the model.
      ...(byDefault === undefined ? {} : { defaultText: byDefault }),
    },
  ];
}

function kindOf({ type, option }: Setting): CliOption["kind"] {
  if (type === "boolean" || option?.sets !== undefined) return "flag";
  return type === "list" || type === "paths" || type === "problems" ? "list" : "value";
}

function valuesOf(setting: Setting): Pick<CliOption, "choices" | "leadsTo"> {
  if (setting.option?.sets !== undefined) return {};
  if (setting.type === "choice") return { choices: setting.choices };
  if (setting.type === "paths") return { leadsTo: "file" };
  return setting.type === "path" ? { leadsTo: setting.leadsTo } : {};
}

/** An option that denies a setting says so, and bytes may be written shorter on a command line. */
function describeOption(name: string, { type, describe, option }: Setting): string {
  if (option?.describe !== undefined) return option.describe;
  if (name.startsWith("no-")) return `Do not ${describe.charAt(0).toLowerCase()}${describe.slice(1)}`;
  return type === "bytes" ? `${describe}, or as 250MiB` : describe;
}
