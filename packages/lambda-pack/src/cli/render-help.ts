import type { OptionGroup } from "../config/setting.ts";
import { cliOptions } from "./cli-option.ts";
import type { CliOption } from "./cli-option.ts";
import type { OutputStream } from "./io.ts";
import { hangText, wrapText } from "./wrap-text.ts";

const groups: readonly OptionGroup[] = ["Output", "Content", "Platform and checks", "Speed", "Run"];

const introduction =
  "Packs packages of a monorepo for AWS Lambda: each with exactly its production dependencies, in the versions that are installed.";

const targets =
  "A package is named by its name, by its name without the scope, by its directory, or by a glob such as 'lambda-*'.";

const settingsFiles =
  'Every option of the first four groups can also stand under "lambdaPack" in the package.json of the package, or in lambda-pack.config.{js,mjs,json} at the root of the workspace.';

const examples = [
  ["lambda-pack database", "Write .lambda-pack/database.zip and its staging directory"],
  ["lambda-pack database --no-stage --out build/database.zip", "Write one zip, and say where"],
  ["lambda-pack 'lambda-*' --arch arm64", "Pack several packages for Graviton"],
  ["lambda-pack --all --strict --json", "Pack in CI: problems fail, the report is JSON"],
] as const;

const exitCodeText =
  "0 packed, 1 failed or problems under --strict, 2 wrong options or settings, 70 bug, 130 interrupted.";

/** The help text for whoever reads the stream; it is wrapped in a pipe as well. */
export function renderHelp({ columns }: Pick<OutputStream, "columns">): string {
  const width = Math.max(40, Math.min(columns ?? 80, 100));
  const lines = [
    "Usage: lambda-pack <package...> [options]",
    "",
    ...wrapText(introduction, width),
    ...wrapText(targets, width),
    ...groups.flatMap((group) => groupLines(group, width)),
    "",
    ...wrapText(settingsFiles, width),
    "",
    "Examples:",
    ...examples.flatMap((example) => exampleLines(example, width)),
    "",
    ...hangText("Exit codes:", exitCodeText, { indent: 13, width }),
  ];
  return `${lines.join("\n")}\n`;
}

function groupLines(group: OptionGroup, width: number): readonly string[] {
  return ["", `${group}:`, ...optionLines(group, width)];
}

function optionLines(group: OptionGroup, width: number): readonly string[] {
  const indent = width < 72 ? 6 : 29;
  return cliOptions
    .filter((option) => option.group === group)
    .flatMap((option) => hangText(`  ${formOf(option)}`, describe(option), { indent, width }));
}

function formOf({ name, alias, value }: CliOption): string {
  const letter = alias === undefined ? "" : `-${alias}, `;
  return `${letter}--${name}${value === undefined ? "" : ` <${value}>`}`;
}

function describe({ describe: text, kind, defaultText }: CliOption): string {
  const repeated = kind === "list" ? "; repeatable" : "";
  return `${text}${repeated}${defaultText === undefined ? "" : ` (default: ${defaultText})`}`;
}

function exampleLines([command, meaning]: readonly [string, string], width: number): readonly string[] {
  return [`  ${command}`, ...wrapText(meaning, width - 6).map((line) => `      ${line}`)];
}
