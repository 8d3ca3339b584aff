import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { openedBundle } from "@lambda-pack/test-support/bundles/opened-bundle";
import { matcherOf } from "@lambda-pack/archive";
import { expect, test } from "vitest";
import { splitInclude } from "../../src/config/settings/check-trim.ts";
import type { TrimOption } from "../../src/config/resolve-trim.ts";
import { assertOpenedKept } from "../../src/opened/assert-opened-kept.ts";
import { keepingSetting } from "../../src/opened/keeping-setting.ts";
import type { OpenedFiles } from "../../src/opened/opened-files.ts";

const trim: TrimOption = { mode: "reachable", whole: [], include: [], reachable: [], isShared: false };

function bundleOf(paths: readonly string[]) {
  return openedBundle({ "package.json": {}, ...Object.fromEntries(paths.map((path) => [path, ""])) }).bundle;
}

function record(paths: readonly string[]): OpenedFiles {
  return {
    version: 1,
    bundle: { name: "database", sha256: "0".repeat(64) },
    files: paths.map((path) => ({ path, kinds: ["data"] })),
    listed: ["node_modules/left"],
    checked: ["node_modules/left/out.txt"],
  };
}

function check(paths: readonly string[], kept: readonly string[]) {
  const records = [{ opened: record(paths), where: "opened.json" }];
  assertOpenedKept({ records, kept: new Set(kept), whole: bundleOf(paths), trim });
}

test("what is opened and kept is right; what was listed or merely looked for may be left out", () => {
  expect(() =>
    check(["main.js", "node_modules/a/x.js"], ["main.js", "node_modules/a/x.js", "node_modules/a/y.js"]),
  ).not.toThrow();
});

test("an opened file that is left out is named, with the setting that keeps it", async () => {
  expect(await packErrorOf(() => check(["main.js", "node_modules/robots/parts/arm.tpl"], ["main.js"]))).toMatchObject({
    code: "OPENED_LEFT_OUT",
    message:
      "1 file of database that opened.json records as opened would be left out: node_modules/robots/parts/arm.tpl.",
    hint: 'Keep it: set "trim": { "mode": "reachable", "include": ["robots/parts/arm.tpl"] } in the lambdaPack field.',
    details: { missing: ["node_modules/robots/parts/arm.tpl"] },
  });
});

test("of many, the first are shown, and all are in the details", async () => {
  const paths = ["1", "2", "3", "4", "5", "6", "7"].map((name) => `node_modules/@bot/parts/${name}.bin`);
  const error = await packErrorOf(() => check(paths, []));
  expect(error.message).toMatch(/^7 files of database .*\/5\.bin and 2 more\.$/u);
  expect(error.hint).toBe(
    'Keep them: set "trim": { "mode": "reachable", "whole": ["@bot/parts"] } in the lambdaPack field.',
  );
  expect(error.details).toEqual({ missing: paths });
});

test("several records are compared at once, and those are named that have what is missing", async () => {
  const paths = ["node_modules/a/1", "node_modules/a/2", "node_modules/a/3"];
  const [one = "", two = "", three = ""] = paths;
  const records = [[one, two], [two], [three]].map((files, index) => ({
    opened: record(files),
    where: `${index}.json`,
  }));
  const error = await packErrorOf(() =>
    assertOpenedKept({ records, kept: new Set([three]), whole: bundleOf(paths), trim }),
  );
  expect(error.message).toBe(
    "2 files of database that 0.json and 1.json record as opened would be left out: node_modules/a/1 and node_modules/a/2.",
  );
});

test.each<[string, readonly string[], string | readonly [string, Partial<TrimOption>]]>([
  ["a nested package", ["node_modules/a/node_modules/@s/b/lib/x.js"], '"include": ["@s/b/lib/x.js"]'],
  [
    "several packages, one of them with many files",
    ["node_modules/b/1", "node_modules/b/2", "node_modules/b/3", "node_modules/b/4", "node_modules/a/x"],
    '"whole": ["b"], "include": ["a/x"]',
  ],
  ["two copies of one package", ["node_modules/a/x", "node_modules/b/node_modules/a/x"], '"include": ["a/x"]'],
  [
    "names with what is syntax in globs",
    ["node_modules/a/[id]{x}.js", "node_modules/a/!b(c)*.js"],
    '"include": ["a/?b?c??.js", "a/?id??x?.js"]',
  ],
  [
    "what is set already, which stays",
    ["node_modules/a/x"],
    [
      '"whole": ["b"], "include": ["c/**", "a/x"], "reachable": ["d"]',
      { whole: ["b"], include: ["c/**"], reachable: ["d"] },
    ],
  ],
  [
    "what is set for all packages, of which others of the workspace have some",
    ["node_modules/a/x"],
    ['"include": ["a/*", "a/x"]', { whole: ["b"], include: ["ab/**", "a/y", "a/*"], isShared: true }],
  ],
])("the setting for %s", (_what, paths, wanted) => {
  const [expected, set] = typeof wanted === "string" ? [wanted, {}] : wanted;
  const setting = keepingSetting(paths, { whole: bundleOf(paths), trim: { ...trim, ...set } });
  expect(setting).toBe(`set "trim": { "mode": "reachable", ${expected} } in the lambdaPack field`);
});

test("an alias is called as its package is, and the mode stays", () => {
  const { bundle } = openedBundle({
    "node_modules/alias/package.json": { name: "real" },
    "node_modules/alias/x.md": "",
  });
  expect(keepingSetting(["node_modules/alias/x.md"], { whole: bundle, trim: { ...trim, mode: "files" } })).toBe(
    'set "trim": { "mode": "files", "include": ["real/x.md"] } in the lambdaPack field',
  );
});

test("the glob for a file matches it, whatever its name", () => {
  for (const name of [
    "a.js",
    "[id].js",
    "{a,b}.js",
    "!x.js",
    "a+(b)|c.js",
    "a\\b.js",
    "*?.js",
    "ä€😀 ü.js",
    ".dot/-x.js",
    "@x/$y^.js",
  ]) {
    const path = `node_modules/a/${name}`;
    const setting = keepingSetting([path], { whole: bundleOf([path]), trim });
    const [pattern = ""] = JSON.parse(/"include": (\[.*\]) \}/u.exec(setting)?.[1] ?? "[]") as string[];
    expect([name, matcherOf(splitInclude(pattern)?.glob ?? "")(name)]).toEqual([name, true]);
  }
});
