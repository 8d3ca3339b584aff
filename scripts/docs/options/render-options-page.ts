import { commandSpecs, optionsOf } from "../../../packages/lambda-pack/src/cli/commands/commands.ts";
import { packSpec } from "../../../packages/lambda-pack/src/cli/commands/pack.ts";
import { optionGroups, settingOptions } from "../../../packages/lambda-pack/src/cli/spec/cli-option.ts";
import type { CliOption } from "../../../packages/lambda-pack/src/cli/spec/cli-option.ts";
import type { CommandSpec } from "../../../packages/lambda-pack/src/cli/spec/command-spec.ts";
import { settingKeys, settingOf } from "../../../packages/lambda-pack/src/config/settings/setting-table.ts";
import type { SettingKey } from "../../../packages/lambda-pack/src/config/settings/setting-table.ts";
import { code, defaultCell, descriptionCell, optionForm, table, typeCell, wordsOrCode } from "./cells.ts";

const introduction = `# Options

<!-- Written by npm run options, from the tables that --help is made from. -->

\`lambda-pack [package...] [options]\` packs packages, and \`lambda-pack <command> [options]\` runs another command. The options under [output](#output),
[content](#content), [platform and checks](#platform-and-checks) and [speed](#speed) are settings as well: set them under \`"lambdaPack"\` in package.json, or
in a config file, as [configuration.md](configuration.md) describes. What is given on the command line takes precedence. An option whose type is an
array can be given several times.
`;

/** docs/options.md: every option and setting, in the order of the help text. */
export function renderOptionsPage(): string {
  const settingGroups = optionGroups.filter((group) =>
    settingKeys.some((key) => settingOf(key).option?.group === group),
  );
  return [
    introduction,
    ...settingGroups.map((group) => `## ${group}\n\n${settingsOf((key) => settingOf(key).option?.group === group)}`),
    `## Only in files\n\n${settingsOf((key) => settingOf(key).option === undefined)}`,
    `## Run\n\nThese apply to a single run and cannot be set in a file.\n\n${runOptions()}`,
    `## Options of other commands\n\n${commandSections().join("\n")}`,
  ].join("\n");
}

function settingsOf(isWanted: (key: SettingKey) => boolean): string {
  const heads = ["option", "in package.json", "type", "default", "what it does"];
  return table(
    heads,
    settingKeys.filter(isWanted).map((key) => {
      const setting = settingOf(key);
      const { option } = setting;
      return [
        option === undefined ? "" : code(optionForm(option)),
        code(fileForm(key)),
        typeCell(setting),
        defaultCell(setting),
        descriptionCell(key, settingOptions.find((one) => one.setting === key)?.describe),
      ];
    }),
  );
}

/** As it stands in package.json, with what the option does for a value. */
function fileForm(key: SettingKey): string {
  const { type, option } = settingOf(key);
  const value = `<${option?.value ?? "value"}>`;
  if (option?.sets !== undefined) return `"${key}": "${option.sets}"`;
  if (type === "boolean") return `"${key}": ${option?.name.startsWith("no-") !== true}`;
  if (type === "number" || type === "bytes") return `"${key}": ${value}`;
  if (type === "list" || type === "paths") return `"${key}": ["${value}"]`;
  return type === "dependencies" ? `"${key}": { "<name>": { "exclude": ["<glob>"] } }` : `"${key}": "${value}"`;
}

function runOptions(): string {
  return optionTable(optionsOf(packSpec).filter(({ group }) => group === "Run"));
}

/** What commands have of their own, and what they have in common with a pack. */
function commandSections(): readonly string[] {
  return commandSpecs
    .filter(({ name, shared }) => name !== packSpec.name && shared.length > 1)
    .map((spec) => {
      const { name, summary, options } = spec;
      const own = options.length === 0 ? "" : `${optionTable(options)}\n`;
      const others = sharedBy(spec);
      return `### ${name}\n\n${summary}.\n\n${own}${options.length === 0 ? "It takes" : "It also takes"} ${others}.\n`;
    });
}

/** Names of options that mean the same to other commands. */
function sharedBy({ options, shared }: CommandSpec): string {
  const own = new Set(options.map(({ name }) => name));
  return shared
    .filter(({ name }) => !own.has(name))
    .map(({ name }) => code(`--${name}`))
    .join(", ");
}

function optionTable(options: readonly CliOption[]): string {
  return table(
    ["option", "default", "what it does"],
    options.map((option) => [
      code((option.alias === undefined ? "" : `-${option.alias}, `) + optionForm(option)),
      wordsOrCode(option.defaultText),
      `${option.describe}${option.kind === "list" ? "; repeatable" : ""}.`,
    ]),
  );
}
