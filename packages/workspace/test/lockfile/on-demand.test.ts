import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const source = join(import.meta.dirname, "../../src");
const onDemand = new Set([
  "js-yaml",
  "jsonc-parser",
  "@yarnpkg/fslib",
  "@yarnpkg/libzip",
  "@yarnpkg/lockfile",
  "fast-glob",
]);

test("readers of formats and globs that most workspaces do not have are loaded when one is met", () => {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const loaded = files.flatMap((file) => {
    const text = readFileSync(join(source, file), "utf8");
    const imports = text.matchAll(/^(?:import|export) (?!type\b)[^;]*?from "([^"]+)"|^import "([^"]+)"/gmu);
    return [...imports].map(([, name, bare]) => name ?? bare ?? "");
  });
  expect(loaded).toContain("@lambda-pack/model");
  expect(loaded.filter((name) => onDemand.has(name))).toEqual([]);
});
