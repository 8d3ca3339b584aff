import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { buildSchema } from "../../src/config/build-schema.ts";
import { settingKeys } from "../../src/config/settings/setting-table.ts";

test("schema.json is what the table of settings makes; scripts/write-schema.ts writes it", async () => {
  const file = await readFile(new URL("../../schema.json", import.meta.url), "utf8");
  expect(JSON.parse(file)).toEqual(buildSchema());
});

test("the schema has every setting for a package, and all but the outputs for all packages", () => {
  expect(buildSchema()).toMatchObject({
    properties: { $schema: {}, arch: { $ref: "#/definitions/settings/properties/arch" } },
    definitions: { settings: { properties: Object.fromEntries(settingKeys.map((key) => [key, {}])) } },
  });
  expect(buildSchema()["properties"]).not.toHaveProperty("out");
});

test("the schema allows just the numbers that the check allows", () => {
  expect(buildSchema()).toMatchObject({
    definitions: {
      settings: {
        properties: {
          level: { type: "integer", minimum: 0, maximum: 9, default: 6 },
          concurrency: { type: "integer", minimum: 1 },
        },
      },
    },
  });
});
