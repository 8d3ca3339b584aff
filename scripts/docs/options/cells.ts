import { defaultText } from "../../../packages/lambda-pack/src/config/settings/default-text.ts";
import { settingDetails } from "../../../packages/lambda-pack/src/config/settings/setting-details.ts";
import { settingOf } from "../../../packages/lambda-pack/src/config/settings/setting-table.ts";
import type { SettingKey } from "../../../packages/lambda-pack/src/config/settings/setting-table.ts";
import type { Setting } from "../../../packages/lambda-pack/src/config/settings/setting.ts";
import type { CliOption } from "../../../packages/lambda-pack/src/cli/spec/cli-option.ts";

/** A table in Markdown. Lines between the cells are escaped, in code as well. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [
    heads,
    heads.map(() => "---"),
    ...rows.map((cells) => cells.map((cell) => cell.replaceAll("|", "\\|"))),
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

export function code(text: string): string {
  return `\`${text}\``;
}

/** As it is typed: `--out <file>`. */
export function optionForm({ name, value, implied }: Pick<CliOption, "name" | "value" | "implied">): string {
  if (value === undefined) return `--${name}`;
  return implied === undefined ? `--${name} <${value}>` : `--${name}[=<${value}>]`;
}

/** What a value of the setting is. */
export function typeCell(setting: Setting): string {
  if (setting.type === "choice") return setting.choices.map(code).join(", ");
  if (setting.type === "number") {
    return setting.maximum === undefined
      ? `number, at least ${setting.minimum}`
      : `number from ${setting.minimum} to ${setting.maximum}`;
  }
  return typeTexts[setting.type];
}

const typeTexts = {
  path: "path",
  paths: "array of paths",
  text: "string",
  boolean: "boolean",
  bytes: "number of bytes",
  list: "array of strings",
  dependencies: "object",
  trim: "off, files, reachable, or an object",
  problems: "object",
} as const;

/** A default in words stands as it is, any other as code. */
export function defaultCell(setting: Setting): string {
  if (setting.type === "boolean") return code(String(setting.default));
  if (setting.type === "list" || setting.type === "paths") return code("[]");
  return wordsOrCode(defaultText(setting));
}

export function wordsOrCode(text: string | undefined): string {
  if (text === undefined) return "";
  return text.includes(" ") ? text : code(text);
}

/** What the setting is, or what its option does, and all that there is to say of it. */
export function descriptionCell(key: SettingKey, describe = settingOf(key).describe): string {
  const only = settingOf(key).perPackage !== undefined ? "Can only be set for a single package." : undefined;
  return [`${describe}.`, settingDetails[key], only].filter((sentence) => sentence !== undefined).join(" ");
}
