import type { Settings } from "./settings.ts";

/** What a setting's value may be: decides validation, the JSON schema and the option's form on the command line. */
export type SettingType =
  | { readonly type: "path"; readonly leadsTo: "file" | "directory" }
  | { readonly type: "paths"; readonly default: readonly string[] }
  | { readonly type: "text"; readonly form: TextForm; readonly default: string }
  | { readonly type: "choice"; readonly choices: readonly [string, ...string[]]; readonly default: string }
  | { readonly type: "boolean"; readonly default: boolean }
  | { readonly type: "bytes"; readonly default: number }
  | { readonly type: "number"; readonly minimum: number; readonly maximum?: number; readonly default?: number }
  | { readonly type: "list"; readonly form?: TextForm; readonly default: readonly string[] }
  | { readonly type: "dependencies"; readonly default: Readonly<Record<string, never>> }
  | { readonly type: "trim"; readonly default: "off" }
  | { readonly type: "problems"; readonly default: Readonly<Record<string, never>> };

/** The name of what a text is to be: pattern and words for it are loaded where a value is checked. */
export type TextForm = "handler" | "handlers" | "prefix" | "runtime";

/** The help text, the schema and the docs are made from it; these two add what `settingDetails` has. */
export type Setting = SettingType & {
  /** What it is, or what it does where it is `true`: a phrase without a full stop. */
  readonly describe: string;
  /** The default in words, where the value itself does not say it. */
  readonly defaultText?: string;
  /** The option on the command line, where there is one. */
  readonly option?: SettingOption;
  /** What it names of one package, so that it cannot be a default for all. */
  readonly perPackage?: "output" | "record";
};

export interface SettingOption {
  /** Without the dashes. A boolean's `no-` form stands for `false`. */
  readonly name: string;
  /** Of a choice whose option takes no value: the one that it sets, and what that does. */
  readonly sets?: string;
  readonly describe?: string;
  /** The value where the option stands alone. */
  readonly implied?: string;
  /** What stands for the value in the help text. */
  readonly value?: string;
  readonly group: OptionGroup;
}

export type OptionGroup = "Output" | "Content" | "Platform and checks" | "Speed" | "Run";

/** A line for every setting, each of a kind whose values its field can hold. */
export type SettingsTable<Keys extends keyof Settings> = {
  readonly [Key in Keys]-?: SettingFor<NonNullable<Settings[Key]>>;
};

interface ValueTypes {
  readonly path: string;
  readonly text: string;
  readonly choice: string;
  readonly boolean: boolean;
  readonly bytes: number;
  readonly number: number;
  readonly list: readonly string[];
  readonly paths: readonly string[];
  readonly dependencies: NonNullable<Settings["dependencies"]>;
  readonly trim: NonNullable<Settings["trim"]>;
  readonly problems: NonNullable<Settings["problems"]>;
}

type SettingFor<Value> = Extract<
  Setting,
  { readonly type: { [Type in keyof ValueTypes]: Value extends ValueTypes[Type] ? Type : never }[keyof ValueTypes] }
>;
