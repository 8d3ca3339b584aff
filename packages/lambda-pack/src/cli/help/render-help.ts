import { groupOf, optionGroups } from "../spec/cli-option.ts";
import type { CliOption, CliOptionGroup } from "../spec/cli-option.ts";
import type { CommandExample, CommandSpec } from "../spec/command-spec.ts";
import { commandSpecs, optionsOf } from "../commands/commands.ts";
import { packSpec } from "../commands/pack.ts";
import type { OutputStream } from "../io.ts";
import { hangText, wrapText } from "../terminal/wrap-text.ts";

const packages =
  "[package] is a package name, with or without its scope, a directory, or a glob such as 'lambda-*'. Without it, the package in the working directory is packed.";

const bundles =
  "An argument that ends in .zip or names a file is read as a zip, whatever tool made it. Any other is a package: a name, with or without its scope, or a directory. Without an argument in brackets, it is the package in the working directory.";

const settingsFiles =
  'Options in the first four groups can also be set under "lambdaPack" in the package.json of the package, or in lambda-pack.config.{js,mjs,json} at the workspace root.';

const planned =
  'The bundle of a package is planned with the settings under "lambdaPack" in package.json and in lambda-pack.config.{js,mjs,json}, without packing it. Options override settings.';

const commonExitCodes = "70 bug, 130 interrupted, 143 terminated.";

/** The help text of a command, or of the whole tool, as wide as the terminal; it is wrapped in a pipe as well. */
export function renderHelp(command: CommandSpec | undefined, { columns }: Pick<OutputStream, "columns">): string {
  const width = Math.max(40, Math.min(columns ?? 80, 100));
  const lines = command === undefined ? overviewLines(width) : commandLines(command, width);
  return `${lines.join("\n")}\n`;
}

function overviewLines(width: number): readonly string[] {
  return [
    "Usage: lambda-pack [package...] [options]",
    "       lambda-pack <command> [options]",
    "",
    ...wrapText(packSpec.describe, width),
    ...wrapText(packages, width),
    "",
    "Commands:",
    ...commandSpecs.flatMap(({ name, summary }) => hangText(`  ${name}`, summary, { indent: 14, width })),
    "",
    ...wrapText("Run lambda-pack <command> --help for help on a command. The options of pack are:", width),
    ...detailLines(packSpec, width),
  ];
}

function commandLines(command: CommandSpec, width: number): readonly string[] {
  const named = new Set(command.args.flatMap(({ is }) => is));
  const texts = named.has("zip") ? [bundles] : named.has("package") ? [packages] : [];
  return [
    ...wrapText(usageOf(command), width - 7).map((line, index) => (index === 0 ? "Usage: " : "       ") + line),
    "",
    ...[command.describe, ...texts].flatMap((text) => wrapText(text, width)),
    ...detailLines(command, width),
  ];
}

/** What the overview says of pack as well: options, examples, exit codes. */
function detailLines(command: CommandSpec, width: number): readonly string[] {
  const options = optionsOf(command);
  const settable = options.some(({ setting }) => setting !== undefined);
  const about = settable ? [command.name === "pack" ? settingsFiles : planned] : [];
  return [
    ...optionGroups.flatMap((group) => groupLines(group, options, width)),
    ...about.flatMap((text) => ["", ...wrapText(text, width)]),
    "",
    command.examples.length === 1 ? "Example:" : "Examples:",
    ...command.examples.flatMap((example) => exampleLines(example, width)),
    "",
    ...hangText("Exit codes:", `${command.exitCodes}, ${commonExitCodes}`, { indent: 13, width }),
  ];
}

function usageOf({ name, args }: CommandSpec): string {
  const forms = args.map(({ name: arg, repeated, optional, here }) => {
    const form = repeated === true ? `${arg}...` : arg;
    return optional === true || here === true ? `[${form}]` : `<${form}>`;
  });
  return ["lambda-pack", name, ...forms, "[options]"].join(" ");
}

function groupLines(group: CliOptionGroup, options: readonly CliOption[], width: number): readonly string[] {
  const own = options.filter((option) => groupOf(option) === group);
  const indent = width < 72 ? 6 : 29;
  const lines = own.flatMap((option) => hangText(`  ${formOf(option)}`, describe(option), { indent, width }));
  return own.length === 0 ? [] : ["", `${group}:`, ...lines];
}

function formOf({ name, alias, value, implied }: CliOption): string {
  const letter = alias === undefined ? "" : `-${alias}, `;
  if (value === undefined) return `${letter}--${name}`;
  return `${letter}--${name}${implied === undefined ? ` <${value}>` : `[=<${value}>]`}`;
}

function describe({ describe: text, kind, defaultText }: CliOption): string {
  const repeated = kind === "list" ? "; repeatable" : "";
  return `${text}${repeated}${defaultText === undefined ? "" : ` (default: ${defaultText})`}`;
}

function exampleLines({ command, meaning }: CommandExample, width: number): readonly string[] {
  return [`  ${command}`, ...wrapText(meaning, width - 6).map((line) => `      ${line}`)];
}
