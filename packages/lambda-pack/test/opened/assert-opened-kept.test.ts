import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { expect, test } from "vitest";
import { assertOpenedKept, keepingSetting } from "../../src/opened/assert-opened-kept.ts";
import type { OpenedFiles } from "../../src/opened/opened-files.ts";

function record(paths: readonly string[]): OpenedFiles {
  return {
    version: 1,
    bundle: { name: "database", sha256: "0".repeat(64) },
    files: paths.map((path) => ({ path, kinds: ["data"] })),
    listed: ["node_modules/left"],
    checked: ["node_modules/left/out.txt"],
  };
}

const where = "opened.json";

test("what is opened and kept is right; what was listed or merely looked for may be left out", () => {
  const kept = new Set(["main.js", "node_modules/a/x.js", "node_modules/a/y.js"]);
  expect(() => assertOpenedKept({ opened: record(["main.js", "node_modules/a/x.js"]), where, kept })).not.toThrow();
});

test("an opened file that is left out is named, with the setting that keeps it", async () => {
  const opened = record(["main.js", "node_modules/robots/parts/arm.tpl"]);
  expect(await packErrorOf(() => assertOpenedKept({ opened, where, kept: new Set(["main.js"]) }))).toMatchObject({
    code: "OPENED_LEFT_OUT",
    message:
      "1 file of database that opened.json records as opened would be left out: node_modules/robots/parts/arm.tpl.",
    hint: 'Keep it: set "trim": { "mode": "reachable", "include": ["robots/parts/arm.tpl"] } in the lambdaPack field.',
    details: { missing: ["node_modules/robots/parts/arm.tpl"] },
  });
});

test("of many, the first are shown, and all are in the details", async () => {
  const paths = ["1", "2", "3", "4", "5", "6", "7"].map((name) => `node_modules/@bot/parts/${name}.bin`);
  const error = await packErrorOf(() => assertOpenedKept({ opened: record(paths), where, kept: new Set() }));
  expect(error.message).toMatch(/^7 files of database .*\/5\.bin and 2 more\.$/u);
  expect(error.hint).toBe(
    'Keep them: set "trim": { "mode": "reachable", "whole": ["@bot/parts"] } in the lambdaPack field.',
  );
  expect(error.details).toEqual({ missing: paths });
});

test.each([
  ["a nested package", ["node_modules/a/node_modules/@s/b/lib/x.js"], '"include": ["@s/b/lib/x.js"]'],
  ["the target's own file", ["templates/a.txt"], '"include": ["templates/a.txt"]'],
  [
    "several packages, one of them with many files",
    ["node_modules/b/1", "node_modules/b/2", "node_modules/b/3", "node_modules/b/4", "node_modules/a/x"],
    '"whole": ["b"], "include": ["a/x"]',
  ],
  ["two copies of one package", ["node_modules/a/x", "node_modules/b/node_modules/a/x"], '"include": ["a/x"]'],
])("the setting for %s", (_what, paths, expected) => {
  expect(keepingSetting(paths)).toBe(`set "trim": { "mode": "reachable", ${expected} } in the lambdaPack field`);
});
