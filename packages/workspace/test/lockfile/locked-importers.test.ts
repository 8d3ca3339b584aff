import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { lockedImporters } from "../../src/lockfile/locked-importers.ts";

const botland = ["packages/database", "packages/shared", "packages/web"];

test.each([
  ["package-lock.json", "npm-11"],
  ["npm-shrinkwrap.json", "npm-11"],
  ["pnpm-lock.yaml", "pnpm-10"],
  ["bun.lock", "bun-1.3"],
  ["bun.lock", "bun-1.4"],
  ["yarn.lock", "yarn-3"],
  ["yarn.lock", "yarn-4"],
])("%s as %s writes it lists the packages of the workspace", (name, file) => {
  const text = readFileSync(new URL(`data/${file}.txt`, import.meta.url), "utf8");
  for (const ending of ["\n", "\r\n"]) {
    const paths = lockedImporters(name, text.replaceAll("\n", ending)) ?? new Set<string>();
    expect(botland.filter((path) => paths.has(path))).toEqual(botland);
    expect(paths.has("vendor/chart")).toBe(name.startsWith("npm") || name === "package-lock.json");
    expect([...paths].some((path) => path.includes("node_modules"))).toBe(false);
  }
});

test("an importer without dependencies is listed, and so is one whose path must be quoted", () => {
  const text =
    "lockfileVersion: '9.0'\n\nimporters:\n\n  .: {}\n\n  packages/a/dist: {}\n\n  'packages/@b/c': {}\n\npackages:\n\n  knex@1:\n";
  expect(lockedImporters("pnpm-lock.yaml", text)).toEqual(new Set([".", "packages/a/dist", "packages/@b/c"]));
});

test.each([
  ["yarn.lock", '# yarn lockfile v1\n\n\nms@^2.0.0:\n  version "2.1.3"\n'],
  ["yarn.lock", "__metadata:\n  version: 8\n"],
  ["package-lock.json", "{"],
  ["package-lock.json", '{ "lockfileVersion": 1 }'],
  ["pnpm-lock.yaml", ""],
  ["bun.lock", "{}"],
  ["deno.lock", "{}"],
])("%s with the text %j says nothing", (name, text) => {
  expect(lockedImporters(name, text)).toBeUndefined();
});
