import { lambdaLimits } from "@lambda-pack/model/lambda/limits";
import { DEFAULT_RUNTIME } from "@lambda-pack/model/lambda/default-runtime";
import { outputSettings } from "./output-settings.ts";
import type { Setting, SettingsTable } from "./setting.ts";
import type { Settings } from "./settings.ts";
import { speedSettings } from "./speed-settings.ts";

/** Said once, since the help text is to load little. */
const CHECKS = "Platform and checks";

/** The one list of settings. A new one does not compile until it has a line here. */
export const settingTable = {
  ...outputSettings,
  include: {
    type: "list",
    default: [],
    describe: "Pack files of the package that are left out by default",
    option: { name: "include", value: "glob", group: "Content" },
  },
  exclude: {
    type: "list",
    default: [],
    describe: "Leave out files of the package",
    option: { name: "exclude", value: "glob", group: "Content" },
  },
  excludePackages: {
    type: "list",
    default: [],
    describe: "Leave out dependencies (names or globs), and what only they require",
    option: { name: "exclude-package", value: "name", group: "Content" },
  },
  includePackages: {
    type: "list",
    default: [],
    describe: "Add installed packages that the package requires but does not declare",
    option: { name: "include-package", value: "name", group: "Content" },
  },
  onlyPackages: {
    type: "list",
    default: [],
    describe: "Pack only these of the package's dependencies (names or globs), with all that they require",
    option: { name: "only-package", value: "name", group: "Content" },
  },
  trim: {
    type: "trim",
    default: "off",
    describe: "Leave out files of dependencies that no code loads",
    option: { name: "trim", value: "files|reachable", implied: "files", group: "Content" },
  },
  arch: {
    type: "choice",
    choices: ["x64", "arm64"],
    default: "x64",
    describe: "Architecture of the function",
    option: { name: "arch", value: "x64|arm64", group: CHECKS },
  },
  runtime: {
    type: "text",
    form: "runtime",
    default: DEFAULT_RUNTIME,
    describe: "Runtime of the function",
    option: { name: "runtime", value: "id", group: CHECKS },
  },
  handler: {
    type: "text",
    form: "handler",
    default: "",
    describe: "Handler of the function, such as index.handler",
    option: { name: "handler", value: "file.name", group: CHECKS },
  },
  handlers: {
    type: "list",
    form: "handlers",
    default: [],
    describe: "Handlers of several functions of one bundle",
  },
  smoke: {
    type: "boolean",
    default: false,
    describe: "Load the handler from the finished zip, and keep the earlier one if that fails",
    option: { name: "smoke", group: CHECKS },
  },
  opened: {
    type: "paths",
    default: [],
    describe: "Fail if trim leaves out a file that invoke --record has recorded",
    perPackage: "record",
    option: { name: "opened", value: "file", group: CHECKS },
  },
  config: {
    type: "boolean",
    default: true,
    describe: "Read lambda-pack.config.js, .mjs or .json at the workspace root",
    option: { name: "no-config", group: CHECKS },
  },
  platformPackages: {
    type: "path",
    leadsTo: "directory",
    describe: "Take missing platform packages from a second install",
    option: { name: "platform-packages", value: "dir", group: CHECKS },
  },
  prunePlatforms: {
    type: "boolean",
    default: false,
    describe: "Leave out binaries of dependencies for other platforms",
    option: { name: "prune-platforms", group: CHECKS },
  },
  maxSize: {
    type: "bytes",
    default: lambdaLimits.unzipped,
    describe: "Maximum unzipped size in bytes",
    option: { name: "max-size", value: "bytes", group: CHECKS },
  },
  maxZipSize: {
    type: "bytes",
    default: lambdaLimits.zipped,
    describe: "Maximum size of the zip in bytes",
    option: { name: "max-zip-size", value: "bytes", group: CHECKS },
  },
  strict: {
    type: "boolean",
    default: false,
    describe: "Fail if there are problems, and write nothing",
    option: { name: "strict", group: CHECKS },
  },
  problems: {
    type: "problems",
    default: {},
    describe: "Severity of a kind[:package] of problem: off, note, warning or error",
    option: { name: "problem", value: "kind=severity", group: CHECKS },
  },
  ...speedSettings,
  dependencies: {
    type: "dependencies",
    default: {},
    describe: "Files of dependencies to include or exclude, by name, name@range, or * for all",
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
