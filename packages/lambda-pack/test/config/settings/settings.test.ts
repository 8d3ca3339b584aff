import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { defaultText } from "../../../src/config/settings/default-text.ts";
import { settingDetails } from "../../../src/config/settings/setting-details.ts";
import { settingKeys, settingOf } from "../../../src/config/settings/setting-table.ts";

test("the comment of each setting is what the table of settings says", async () => {
  const source = await readFile(new URL("../../../src/config/settings/settings.ts", import.meta.url), "utf8");
  const [, fields = ""] = /^export interface Settings \{\n(.*?)^\}/msu.exec(source) ?? [];
  const comments = [...fields.matchAll(/^ {2}\/\*\* (.*) \*\/\n {2}readonly (\w+)\?:/gmu)];
  expect(comments.map(([, comment, key]) => `${key}: ${comment}`)).toEqual(
    settingKeys.map((key) => {
      const setting = settingOf(key);
      const text = setting.type === "boolean" ? String(setting.default) : defaultText(setting);
      const shown = text?.includes(" ") === true ? text : `\`${text}\``;
      const sentences = [
        `${setting.describe}.`,
        settingDetails[key],
        text === undefined ? undefined : `Default: ${shown}.`,
      ];
      return `${key}: ${sentences.filter((sentence) => sentence !== undefined).join(" ")}`;
    }),
  );
});
