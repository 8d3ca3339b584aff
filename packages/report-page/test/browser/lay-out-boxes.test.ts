import { expect, test } from "vitest";
import { boxesOf, boxOf } from "../../browser/box.ts";
import type { Box } from "../../browser/box.ts";
import { layOutBoxes } from "../../browser/lay-out-boxes.ts";
import type { Spot } from "../../browser/lay-out-boxes.ts";
import { neighbourOf } from "../../browser/neighbour-of.ts";
import { samplePage } from "../sample-page.ts";

const root = boxesOf(samplePage.tree, samplePage);
const frame = { width: 1000, height: 600, sizes: "bytes" } as const;
const spots = layOutBoxes(root, frame);

test("the boxes at the top fill the treemap in proportion to their sizes", () => {
  const top = spots.filter(({ depth }) => depth === 1);
  expect(top.map(({ box }) => box.label)).toEqual(["knex", "lodash", "database", "@botland"]);
  for (const spot of top) expect(areaOf(spot) / 600_000).toBeCloseTo(spot.box.bytes / root.bytes, 1);
  expect(top.reduce((sum, spot) => sum + areaOf(spot), 0)).toBeGreaterThan(0.98 * 600_000);
});

test("no box lies outside of the one that it is in, and none over another in it", () => {
  for (const spot of spots) {
    expect(contains(spot.parent ?? whole, spot)).toBe(true);
    const others = spots.filter((each) => each !== spot && each.parent === spot.parent);
    expect(others.filter((other) => overlaps(spot, other))).toEqual([]);
  }
});

test("other sizes give other areas", () => {
  expect(shareOf("database", spots)).toBeCloseTo(0.09, 1);
  expect(shareOf("lodash", spots)).toBeCloseTo(0.2, 1);
  expect(shareOf("lodash", layOutBoxes(root, { ...frame, sizes: "zipped" }))).toBeCloseTo(0.25, 1);
});

test("what is too small to be seen is one box, which holds it all", () => {
  const files = Array.from({ length: 36_000 }, (_, index) => fileBox(`file${index}.js`, 10 + (index % 7)));
  const crowd = boxOf({ kind: "bundle", label: "crowd", path: "", children: [fileBox("large.js", 500_000), ...files] });
  const drawn = layOutBoxes(crowd, frame);
  expect(drawn.map(({ box }) => box.label)).toEqual(["large.js", "36,000 smaller files"]);
  const [, rest] = drawn.map(({ box }) => box);
  expect(rest?.bytes).toBe(crowd.bytes - 500_000);
  expect(rest?.children).toHaveLength(36_000);
});

test("a bundle of a great many files is drawn with few boxes, and every byte is in one of them", () => {
  const packages = Array.from({ length: 600 }, (_, index) => {
    const children = Array.from({ length: 60 }, (_each, file) =>
      fileBox(`${file}.js`, (index * 37 + file * 11) % 5000),
    );
    return boxOf({ kind: "package", label: `package${index}`, path: `node_modules/package${index}`, children });
  });
  const bundle = boxOf({ kind: "bundle", label: "monorepo", path: "", children: packages });
  const drawn = layOutBoxes(bundle, frame);
  expect(drawn.length).toBeLessThan(3000);
  const top = drawn.filter(({ depth }) => depth === 1);
  expect(top.reduce((sum, { box }) => sum + box.bytes, 0)).toBe(bundle.bytes);
});

test("nothing is drawn of what weighs nothing", () => {
  const empty = boxOf({ kind: "bundle", label: "empty", path: "", children: [fileBox("index.js", 0)] });
  expect(layOutBoxes(empty, frame)).toEqual([]);
});

test("the same boxes are laid out alike", () => {
  expect(layOutBoxes(boxesOf(structuredClone(samplePage.tree), samplePage), frame)).toEqual(spots);
});

test("arrow keys lead through the boxes as through any tree", () => {
  expect(lead("knex", "ArrowDown")).toBe("lodash");
  expect(lead("knex", "ArrowUp")).toBeUndefined();
  expect(lead("knex", "ArrowRight")).toBe("lib/dialects");
  expect(lead("lib/dialects", "ArrowLeft")).toBe("knex");
  expect(lead("knex", "ArrowLeft")).toBeUndefined();
  expect(lead("mysql.js", "ArrowRight")).toBeUndefined();
  expect(lead("database", "Home")).toBe("knex");
  expect(lead("knex", "End")).toBe("@botland");
  expect(lead("knex", "a")).toBeUndefined();
});

test("a box that is too small for the boxes in it is entered instead", () => {
  const small = layOutBoxes(root, { width: 60, height: 50, sizes: "bytes" });
  const knex = small.findIndex(({ box }) => box.label === "knex");
  expect(small[knex]?.open).toBe(false);
  expect(neighbourOf(small, knex, "ArrowRight")).toBe("inside");
});

function fileBox(label: string, bytes: number): Box {
  return { kind: "file", label, path: label, children: [], bytes, zipped: 0, files: 1, left: 0 };
}

/** Where a key leads from the first box with that label. */
function lead(label: string, key: string): string | undefined {
  const from = spots.findIndex(({ box }) => box.label === label);
  const next = neighbourOf(spots, from, key);
  return typeof next === "number" ? spots[next]?.box.label : next;
}

/** Of the whole treemap, what the box at the top with that label has. */
function shareOf(label: string, list: readonly Spot[]): number {
  return areaOf(list.find(({ box, depth }) => depth === 1 && box.label === label) ?? { width: 0, height: 0 }) / 600_000;
}

const whole = { left: 0, top: 0, width: frame.width, height: frame.height };

function areaOf({ width, height }: Pick<Spot, "width" | "height">): number {
  return width * height;
}

function contains(outer: Rectangle, inner: Rectangle): boolean {
  const isWithin = inner.left >= outer.left && inner.left + inner.width <= outer.left + outer.width;
  return isWithin && inner.top >= outer.top && inner.top + inner.height <= outer.top + outer.height;
}

function overlaps(a: Rectangle, b: Rectangle): boolean {
  const isBeside = a.left + a.width <= b.left || b.left + b.width <= a.left;
  return !isBeside && !(a.top + a.height <= b.top || b.top + b.height <= a.top);
}

type Rectangle = Pick<Spot, "left" | "top" | "width" | "height">;
