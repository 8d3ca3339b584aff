import { DEFAULT_RUNTIME, lambdaLimits } from "@lambda-pack/model";
import { outputSettings } from "./output-settings.ts";
import type { Setting, SettingsTable } from "./setting.ts";
import type { Settings } from "./settings.ts";
import { speedSettings } from "./speed-settings.ts";

/** The one list of settings. A new one does not compile until it has a line here. */
export const settingTable = {
  ...outputSettings,
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
    expected: `a Node.js runtime of Lambda such as ${DEFAULT_RUNTIME}`,
    default: DEFAULT_RUNTIME,
    describe: "The function's runtime",
    option: { name: "runtime", value: "id", group: "Platform and checks", describe: "The function's runtime" },
  },
  handler: {
    type: "text",
    pattern: String.raw`^\S{0,${lambdaLimits.handler}}$`,
    expected: `a handler such as index.handler, without spaces, of at most ${lambdaLimits.handler} characters`,
    default: "",
    describe:
      "The function's handler, as Lambda is told it, which is looked at when the bundle is checked, and run by invoke, serve and --smoke",
    option: {
      name: "handler",
      value: "file.name",
      group: "Platform and checks",
      describe: "The function's handler, for --smoke",
    },
  },
  smoke: {
    type: "boolean",
    default: false,
    describe: "Whether the handler is loaded out of the finished zip before that is put in place",
    option: {
      name: "smoke",
      group: "Platform and checks",
      describe: "Load the handler out of the finished zip; keep the earlier zip when that fails",
    },
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
    default: lambdaLimits.unzipped,
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
    default: lambdaLimits.zipped,
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
  ...speedSettings,
  dependencies: {
    type: "dependencies",
    default: {},
    describe: "File rules for dependencies, by name, name@range, or * for all",
  },
} as const satisfies SettingsTable<keyof Settings>;

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
