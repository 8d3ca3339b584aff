import { describe, expect, test } from "vitest";
import { emptyManifest } from "../../src/manifest/manifest.ts";
import type { Manifest } from "../../src/manifest/manifest.ts";
import { mainEntry, mainFile, otherEntries } from "../../src/manifest/package-entries.ts";

function fieldsOf(fields: Partial<Manifest>): Manifest {
  return { ...emptyManifest, ...fields };
}

/** The file that is loaded of a package with these files. */
function loaded(fields: Partial<Manifest>, ...files: readonly string[]): string | undefined {
  return mainFile(fieldsOf(fields), (path) => files.includes(path));
}

describe("the main file", () => {
  test.each<[string, Partial<Manifest>, string[], string | undefined]>([
    ["main", { main: "./lib/a.js" }, ["lib/a.js"], "lib/a.js"],
    ["an extension is added in the order of Node", { main: "a" }, ["a.json", "a.node", "a/index.js"], "a.json"],
    ["a file before a directory", { main: "a" }, ["a", "a/index.js"], "a"],
    ["the index of a directory", { main: "lib/" }, ["lib/index.json"], "lib/index.json"],
    ["the index where main leads nowhere", { main: "gone" }, ["index.node"], "index.node"],
    ["the index without main", {}, ["index.json"], "index.json"],
    ["an empty main", { main: "" }, ["index.js"], "index.js"],
    ["above the package is nothing", { main: "../a.js" }, ["a.js"], undefined],
    ["inside and out again", { main: "lib/../a.js" }, ["a.js"], "a.js"],
    ["null exports are none", { main: "a.js", exports: null }, ["a.js"], "a.js"],
    ["exports before main", { main: "a.js", exports: "./b.js" }, ["a.js", "b.js"], "b.js"],
    ["no extension is added to exports", { exports: "./b" }, ["b.js"], undefined],
    ["no index without the subpath", { exports: { "./a": "./a.js" } }, ["a.js", "index.js"], undefined],
    ["nested conditions", { exports: { browser: "./x.js", node: { import: "./b.mjs" } } }, ["b.mjs"], "b.mjs"],
    [
      "module-sync does not hold",
      { exports: { "module-sync": "./a.js", default: "./b.js" } },
      ["a.js", "b.js"],
      "b.js",
    ],
    ["the first of an array", { exports: ["not-a-path", "./b.js"] }, ["b.js"], "b.js"],
    ["escapes are undone", { exports: "./a%20b.js" }, ["a b.js"], "a b.js"],
    ["mixed keys, which Node refuses", { exports: { ".": "./a.js", import: "./a.js" } }, ["a.js"], undefined],
  ])("%s", (...[, fields, files, expected]) => {
    expect(loaded(fields, ...files)).toBe(expected);
  });

  test("what require and import lead to are told apart where they differ", () => {
    const differing = fieldsOf({ exports: { require: "./a.cjs", import: "./a.mjs" } });
    expect(mainEntry(differing, (path) => path === "a.mjs")?.targets).toEqual([
      { target: "./a.cjs", by: "require", file: undefined },
      { target: "./a.mjs", by: "import", file: "a.mjs" },
    ]);
    expect(mainEntry(fieldsOf({ exports: "./a.js" }), () => true)?.targets).toEqual([
      { target: "./a.js", by: undefined, file: "a.js" },
    ]);
    expect(mainEntry(fieldsOf({}), () => true)).toBeUndefined();
    expect(mainEntry(fieldsOf({ exports: { types: "./a.d.ts" } }), () => true)).toBeUndefined();
  });
});

test("other entries are subpaths, own files of imports, and commands; patterns are asked for with their star", () => {
  const exports = { ".": "./a.js", "./package.json": "./package.json", "./x/*": "./x/*.js", "./x/no/*": null };
  const imports = { "#a": "./a.js", "#pg": "pg", "#d": { node: "./n.js", default: "./d.js" } };
  const asked: string[] = [];
  const entries = otherEntries(fieldsOf({ exports, imports, bin: ["./bin/a", "bin/a", "bin/a"] }), (path) => {
    asked.push(path);
    return true;
  });
  expect(entries.map(({ field }) => field)).toEqual([
    'exports["./package.json"]',
    'exports["./x/*"]',
    'imports["#a"]',
    'imports["#d"]',
    "bin",
    "bin",
  ]);
  expect(new Set(asked)).toEqual(new Set(["package.json", "x/*.js", "a.js", "n.js", "bin/a"]));
});
