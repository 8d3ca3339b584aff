import { describe, expect, test } from "vitest";
import { boxesOf, isLeftOut } from "../../browser/box.ts";
import type { Box } from "../../browser/box.ts";
import { factsText } from "../../browser/describe-box.ts";
import { findTrail, sameTrail } from "../../browser/find-trail.ts";
import { samplePage, trimmedPage } from "../sample-page.ts";

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

describe("a trimmed bundle", () => {
  const packed = boxesOf(trimmedPage.tree, trimmedPage);
  const whole = boxesOf(trimmedPage.tree, trimmedPage, { whole: true });

  test("as it is packed, has the boxes of one of which nothing was left out", () => {
    const paths = (box: Box) => allBoxes(box).map(({ path, bytes }) => `${path} ${bytes}`);
    expect(paths(packed)).toEqual(paths(root));
    expect(allBoxes(packed).filter(isLeftOut)).toEqual([]);
    expect(packed.left).toBe(0);
  });

  test("as it would be whole, has boxes for what was left out, and for folders of nothing else", () => {
    expect([whole.bytes, whole.left, whole.files]).toEqual([160_000, 60_000, 14]);
    expect(allBoxes(whole).flatMap((box) => (isLeftOut(box) ? box.path : []))).toEqual([
      "node_modules/knex/node_modules/lodash/fp",
      "node_modules/knex/node_modules/lodash/fp/all.js",
      "node_modules/knex/node_modules/lodash/lodash.d.ts",
      "node_modules/lodash/fp",
      "node_modules/lodash/fp/all.js",
      "node_modules/lodash/lodash.d.ts",
    ]);
  });

  test.each([
    ["node_modules/lodash", "48.8 KiB · 31.2 % of the whole bundle · 3 files · 29.3 KiB left out"],
    ["node_modules/lodash/fp", "24.4 KiB · 15.6 % of the whole bundle · 1 file · left out"],
    ["node_modules/lodash/fp/all.js", "24.4 KiB · 15.6 % of the whole bundle · left out: nothing leads to them"],
    ["node_modules/lodash/lodash.d.ts", "4.9 KiB · 3.1 % of the whole bundle · left out: declarations"],
    ["node_modules/lodash/lodash.js", "19.5 KiB · 12.5 % of the whole bundle"],
  ])("says of %s what was left out, and why", (path, text) => {
    const box = allBoxes(whole).find((each) => each.path === path);
    expect(box && factsText(box, whole, "bytes")).toBe(text);
  });

  test("keeps what is zoomed to when the whole is shown, and as much of it as there is when not", () => {
    const lodash = findTrail(whole, "node_modules/knex/node_modules/lodash") ?? [whole];
    expect(labelsOf(sameTrail(packed, lodash))).toEqual(["database", "knex", "lodash"]);
    const fp = lodash.at(-1)?.children.filter(({ label }) => label === "fp") ?? [];
    expect(labelsOf([...lodash, ...fp])).toEqual(["database", "knex", "lodash", "fp"]);
    expect(labelsOf(sameTrail(packed, [...lodash, ...fp]))).toEqual(["database", "knex", "lodash"]);
    expect(labelsOf(sameTrail(whole, sameTrail(packed, lodash)))).toEqual(["database", "knex", "lodash"]);
  });
});

function drawBoxes({ kind, label, bytes, zipped, files, children }: Box, indent = ""): readonly string[] {
  const line = `${indent}${kind} ${label} ${bytes} ${zipped} ${files}`;
  return [line, ...children.flatMap((child) => drawBoxes(child, `${indent}  `))];
}

function labelsOf(trail: readonly Box[]): readonly string[] {
  return trail.map(({ label }) => label);
}

function allBoxes(box: Box): readonly Box[] {
  return [box, ...box.children.flatMap((child) => allBoxes(child))];
}
