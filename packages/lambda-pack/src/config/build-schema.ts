import { settingDetails } from "./settings/setting-details.ts";
import { settingKeys, settingOf } from "./settings/setting-table.ts";
import type { SettingKey } from "./settings/setting-table.ts";
import { globsSchema, problemSeveritySchema, valueSchema } from "./settings/setting-types.ts";
import type { JsonSchema } from "./settings/setting-types.ts";

/** The JSON schema of `lambda-pack.config.json`; its definition `settings` is that of the `lambdaPack` field. */
export function buildSchema(): JsonSchema {
  const keys = settingKeys.map((key) => ({ key, setting: settingOf(key) }));
  const all = keys.map(({ key, setting }) => [key, { description: descriptionOf(key), ...valueSchema(setting) }]);
  const defaults = keys
    .filter(({ setting }) => setting.perPackage === undefined)
    .map(({ key }) => [key, reference(key)]);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "lambda-pack",
    description: "Settings of lambda-pack for all packages of a workspace, and for single ones.",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string" },
      ...Object.fromEntries(defaults),
      packages: {
        description: "Settings for single packages, by package name",
        type: "object",
        additionalProperties: { $ref: "#/definitions/settings" },
      },
    },
    definitions: {
      settings: {
        description: "Settings of one package, as in the lambdaPack field of its package.json",
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries(all),
      },
      globs: globsSchema,
      problemSeverity: problemSeveritySchema,
    },
  };
}

/** Editors show it as it is, marks included. */
function descriptionOf(key: SettingKey): string {
  const { describe } = settingOf(key);
  const details = settingDetails[key];
  return details === undefined ? describe : `${describe}. ${details.replaceAll("`", "")}`;
}

function reference(key: string): JsonSchema {
  return { $ref: `#/definitions/settings/properties/${key}` };
}
