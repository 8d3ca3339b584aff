import type { Settings } from "./settings.ts";

/** What a setting's value may be: decides validation, the JSON schema and the option's form on the command line. */
export type SettingType =
  | { readonly type: "path"; readonly leadsTo: "file" | "directory" }
  | { readonly type: "text"; readonly pattern: string; readonly expected: string; readonly default: string }
  | { readonly type: "choice"; readonly choices: readonly [string, ...string[]]; readonly default: string }
  | { readonly type: "boolean"; readonly default: boolean }
  | { readonly type: "bytes"; readonly default: number }
  | { readonly type: "list"; readonly default: readonly string[] }
  | { readonly type: "dependencies"; readonly default: Readonly<Record<string, never>> };

export type Setting = SettingType & {
  /** A phrase without a full stop. */
  readonly describe: string;
  /** The option on the command line, where there is one. */
  readonly option?: SettingOption;
  /** It names one package's files, so that it cannot be a default for all. */
  readonly perPackage?: true;
};

export interface SettingOption {
  /** Without the dashes. A boolean's `no-` form stands for `false`. */
  readonly name: string;
  /** What stands for the value in the help text. */
  readonly value?: string;
  readonly group: OptionGroup;
  readonly describe: string;
  /** The default in words, where the value itself does not say it. */
  readonly defaultText?: string;
}

export type OptionGroup = "Output" | "Content" | "Platform and checks" | "Run";

/** Path segments with forward slashes; none is `.` or `..`, so that the bundle cannot leave the zip. */
const PREFIX = String.raw`^(?:(?!\.{1,2}(?:/|$))[^/\\:\u0000-\u001f\u007f]+(?:/(?!\.{1,2}(?:/|$))[^/\\:\u0000-\u001f\u007f]+)*/?)?$`;

/** The one list of settings. A new one does not compile until it has a line here. */
export const settingTable = {
  out: {
    type: "path",
    leadsTo: "file",
    describe: "The zip to write",
    perPackage: true,
    option: {
      name: "out",
      value: "file",
      group: "Output",
      describe: "Zip to write",
      defaultText: "<root>/.lambda-pack/<name>.zip",
    },
  },
  stageDir: {
    type: "path",
    leadsTo: "directory",
    describe: "Directory to write the files of the bundle to; replaced as a whole",
    perPackage: true,
    option: {
      name: "stage-dir",
      value: "dir",
      group: "Output",
      describe: "Staging directory: the files of the zip, to look at or to hand on",
      defaultText: "<root>/.lambda-pack/<name>/",
    },
  },
  stage: {
    type: "boolean",
    default: true,
    describe: "Whether to write the staging directory",
    option: { name: "no-stage", group: "Output", describe: "Write the zip only" },
  },
  zip: {
    type: "boolean",
    default: true,
    describe: "Whether to write the zip",
    option: { name: "no-zip", group: "Output", describe: "Write the staging directory only" },
  },
  prefix: {
    type: "text",
    pattern: PREFIX,
    expected:
      'a relative path such as nodejs/lib, without ".", ".." or empty parts, backslashes, colons and control characters',
    default: "",
    describe: "Directory inside of the zip that the bundle lies under",
    option: { name: "prefix", value: "dir", group: "Output", describe: "Put the bundle under a directory of the zip" },
  },
  include: {
    type: "list",
    default: [],
    describe: "Globs of files of the target that are packed although its rules leave them out",
    option: { name: "include", value: "glob", group: "Content", describe: "Pack files that are left out otherwise" },
  },
  exclude: {
    type: "list",
    default: [],
    describe: "Globs of files of the target that are left out",
    option: { name: "exclude", value: "glob", group: "Content", describe: "Leave files of the package out" },
  },
  excludePackages: {
    type: "list",
    default: [],
    describe: "Names or globs of dependencies that are left out, with all that only they need",
    option: {
      name: "exclude-package",
      value: "name",
      group: "Content",
      describe: "Leave a dependency out, with all that only it needs",
    },
  },
  includePackages: {
    type: "list",
    default: [],
    describe: "Names of installed packages that the target needs without declaring them",
    option: {
      name: "include-package",
      value: "name",
      group: "Content",
      describe: "Bring an installed package that is not declared",
    },
  },
  arch: {
    type: "choice",
    choices: ["x64", "arm64"],
    default: "x64",
    describe: "The function's processor",
    option: { name: "arch", value: "x64|arm64", group: "Platform and checks", describe: "The function's processor" },
  },
  runtime: {
    type: "text",
    pattern: String.raw`^nodejs\d+\.x$`,
    expected: "a Node.js runtime of Lambda such as nodejs22.x",
    default: "nodejs22.x",
    describe: "The function's runtime",
    option: { name: "runtime", value: "id", group: "Platform and checks", describe: "The function's runtime" },
  },
  platformPackages: {
    type: "path",
    leadsTo: "directory",
    describe: "Root of a second install of the workspace that missing platform packages are taken from",
    option: {
      name: "platform-packages",
      value: "dir",
      group: "Platform and checks",
      describe: "Take missing platform packages from a second install of the workspace",
    },
  },
  prunePlatforms: {
    type: "boolean",
    default: false,
    describe: "Whether binaries for other platforms inside of third-party packages are left out",
    option: {
      name: "prune-platforms",
      group: "Platform and checks",
      describe: "Leave out binaries for other platforms inside of packages",
    },
  },
  maxSize: {
    type: "bytes",
    default: 262_144_000,
    describe: "Most bytes that the bundle may have unzipped",
    option: {
      name: "max-size",
      value: "bytes",
      group: "Platform and checks",
      describe: "Most bytes unzipped; 250MiB is understood",
    },
  },
  maxZipSize: {
    type: "bytes",
    default: 52_428_800,
    describe: "Most bytes that the zip may have",
    option: {
      name: "max-zip-size",
      value: "bytes",
      group: "Platform and checks",
      describe: "Most bytes of the zip; 50MiB is understood",
    },
  },
  strict: {
    type: "boolean",
    default: false,
    describe: "Whether problems fail the pack",
    option: {
      name: "strict",
      group: "Platform and checks",
      describe: "Fail when there are problems, and write nothing",
    },
  },
  dependencies: {
    type: "dependencies",
    default: {},
    describe: "File rules for dependencies, by name, name@range, or * for all",
  },
} as const satisfies { readonly [Key in keyof Settings]-?: SettingFor<NonNullable<Settings[Key]>> };

export type SettingKey = keyof Settings;

/** In the order of the table, which is that of the help text. */
export const settingKeys: readonly SettingKey[] = Object.keys(settingTable).filter(isSettingKey);

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(settingTable, key);
}

/** One setting seen as any setting; the table's own types are narrower. */
export function settingOf(key: SettingKey): Setting {
  return settingTable[key];
}

interface ValueTypes {
  readonly path: string;
  readonly text: string;
  readonly choice: string;
  readonly boolean: boolean;
  readonly bytes: number;
  readonly list: readonly string[];
  readonly dependencies: NonNullable<Settings["dependencies"]>;
}

/** The kinds of setting whose values a field of type `Value` can hold. */
type SettingFor<Value> = Extract<
  Setting,
  { readonly type: { [Type in keyof ValueTypes]: Value extends ValueTypes[Type] ? Type : never }[keyof ValueTypes] }
>;
