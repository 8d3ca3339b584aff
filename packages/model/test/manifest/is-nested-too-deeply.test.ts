import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { expect, test } from "vitest";
import { isNestedTooDeeply, MAX_JSON_DEPTH } from "../../src/manifest/is-nested-too-deeply.ts";
import { parseJsonObject } from "../../src/manifest/parse-json-object.ts";

const lists = (levels: number): string => `${"[".repeat(levels)}${"]".repeat(levels)}`;

test("brackets count that are open within each other", () => {
  expect(isNestedTooDeeply(lists(MAX_JSON_DEPTH))).toBe(false);
  expect(isNestedTooDeeply(lists(MAX_JSON_DEPTH + 1))).toBe(true);
  expect(isNestedTooDeeply('{"a":'.repeat(60_000) + "1" + "}".repeat(60_000))).toBe(true);
  expect(isNestedTooDeeply(`[${lists(1).repeat(10_000).split("][").join("],[")}]`)).toBe(false);
});

test("brackets in texts do not count, whatever the texts hold", () => {
  expect(isNestedTooDeeply(JSON.stringify({ description: "[{".repeat(10_000) }))).toBe(false);
  expect(isNestedTooDeeply(JSON.stringify(['\\"[', '"'.repeat(700), "[".repeat(700)]))).toBe(false);
});

test.each([
  ["a list", `{"exports":${lists(60_000)}}`],
  ["an object", `{"exports":${'{"node":'.repeat(60_000)}1${"}".repeat(60_000)}}`],
  ["a broken list", `{"exports":${"[".repeat(60_000)}`],
])("a package.json with %s that is nested too deeply is refused with its name", async (_, text) => {
  const error = await packErrorOf(async () => parseJsonObject(text, "packages/database/package.json"));
  expect(error.code).toBe("MANIFEST_INVALID");
  expect(error.message).toBe(
    "packages/database/package.json is nested too deeply: brackets are open more than 500 times.",
  );
});
