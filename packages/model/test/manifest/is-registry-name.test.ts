import { expect, test } from "vitest";
import { isRegistryName } from "../../src/index.ts";

test.each([
  "lodash",
  "JSONStream",
  "@botland/shared",
  "@_scope/a",
  "a.b",
  "a~b",
  "left-pad",
  "7zip-bin",
  "a".repeat(300),
])("%s may be in a registry", (name) => {
  expect(isRegistryName(name)).toBe(true);
});

test.each([
  "$comment",
  "#",
  "//",
  "two words",
  " a",
  "a ",
  "_note",
  ".hidden",
  "@scope",
  "a/b",
  "@s/a/b",
  "node_modules",
  "é",
  "",
])("%j may not", (name) => {
  expect(isRegistryName(name)).toBe(false);
});
