import { expect, test } from "vitest";
import { boxesOf } from "../../browser/box.ts";
import type { Box } from "../../browser/box.ts";
import { findTrail } from "../../browser/find-trail.ts";
import { samplePage } from "../sample-page.ts";

const root = boxesOf(samplePage.tree, samplePage);

test("packages lie in what their node_modules lies in, and the target's own files in a box of their own", () => {
  expect(drawBoxes(root)).toEqual([
    "bundle database.zip 100000 30000 10",
    "  own database 9000 4100 3",
    "    folder src 1000 600 1",
    "      file handler.js 1000 600 1",
    "    file index.js 7000 3000 1",
    "    file package.json 1000 500 1",
    "  scope @botland 1000 900 1",
    "    package shared 1000 900 1",
    "      file index.js 1000 900 1",
    "  package knex 70000 17500 5",
    "    folder lib/dialects 48000 9000 2",
    "      file mysql.js 30000 6000 1",
    "      file sqlite.js 18000 3000 1",
    "    package lodash 20000 7500 1",
    "      file lodash.js 20000 7500 1",
    "    file knex.js 2000 900 1",
    "    file knex 0 100 1",
    "  package lodash 20000 7500 1",
    "    file lodash.js 20000 7500 1",
  ]);
});

test("every box knows its path in the bundle", () => {
  const paths = allBoxes(root).map(({ path }) => path);
  expect(paths).toContain("node_modules/knex/lib/dialects/mysql.js");
  expect(paths).toContain("node_modules/@botland/shared/index.js");
});

test("a bundle with nothing but its own files has no box around them", () => {
  const [src] = samplePage.tree.folders;
  const tree = { ...samplePage.tree, folders: src === undefined ? [] : [src] };
  expect(boxesOf(tree, samplePage).children.map(({ label }) => label)).toEqual(["src", "index.js", "package.json"]);
});

test("a bundle under a prefix is found through its folders", () => {
  const tree = { name: "", folders: [{ ...samplePage.tree, name: "nodejs" }], files: [], sizes: [], zipped: [] };
  const layer = boxesOf(tree, samplePage);
  expect(layer.bytes).toBe(100_000);
  expect(findTrail(layer, "nodejs/node_modules/knex")?.map(({ label }) => label)).toEqual([
    "database.zip",
    "database",
    "knex",
  ]);
});

test.each([
  [".", ["database.zip", "database"]],
  ["node_modules/lodash", ["database.zip", "lodash"]],
  ["node_modules/knex/node_modules/lodash", ["database.zip", "knex", "lodash"]],
  ["node_modules/@botland/shared", ["database.zip", "@botland", "shared"]],
  ["node_modules/absent", undefined],
])("the boxes that lead to %s", (path, labels) => {
  expect(findTrail(root, path)?.map(({ label }) => label)).toEqual(labels);
});

function drawBoxes({ kind, label, bytes, zipped, files, children }: Box, indent = ""): readonly string[] {
  const line = `${indent}${kind} ${label} ${bytes} ${zipped} ${files}`;
  return [line, ...children.flatMap((child) => drawBoxes(child, `${indent}  `))];
}

function allBoxes(box: Box): readonly Box[] {
  return [box, ...box.children.flatMap((child) => allBoxes(child))];
}
