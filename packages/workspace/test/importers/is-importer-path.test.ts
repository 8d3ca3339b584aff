import { expect, test } from "vitest";
import { isImporterPath } from "../../src/index.ts";

const root = "/botland";

function matches(importerGlobs: readonly string[], dir: string): boolean {
  return isImporterPath({ root, importerGlobs }, dir);
}

test("a directory that a glob matches would be an importer", () => {
  expect(matches(["packages/*"], "/botland/packages/staged")).toBe(true);
  expect(matches(["./packages/*/"], "/botland/packages/staged")).toBe(true);
  expect(matches(["packages/**"], "/botland/packages/database/dist/staged")).toBe(true);
});

test("a directory that no glob matches would not", () => {
  expect(matches(["packages/*"], "/botland/packages/database/dist")).toBe(false);
  expect(matches(["packages/*"], "/botland/build")).toBe(false);
  expect(matches([], "/botland/build")).toBe(false);
});

test("a negated glob takes a directory away, and a later one brings it back", () => {
  expect(matches(["packages/*", "!packages/staged"], "/botland/packages/staged")).toBe(false);
  expect(matches(["packages/*", "!packages/staged", "packages/st*"], "/botland/packages/staged")).toBe(true);
});

test("hidden directories, node_modules, the root and what lies outside are no importers", () => {
  expect(matches(["**"], "/botland/.lambda-pack/database")).toBe(false);
  expect(matches(["**"], "/botland/node_modules/database")).toBe(false);
  expect(matches(["**", "*"], "/botland")).toBe(false);
  expect(matches(["**"], "/elsewhere/packages/database")).toBe(false);
});
