import type { Bundle } from "@lambda-pack/model";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { dependencyTree } from "../../src/list/dependency-tree.ts";
import type { TreeOptions } from "../../src/list/dependency-tree.ts";
import { anyBundle } from "../any-bundle.ts";
import { bundleOf } from "@lambda-pack/test-support/bundles/bundle-of";

/** The tree as text: `*` marks what is expanded elsewhere, `+2` what has two dependencies that lie too deep. */
function draw(bundle: Bundle, options?: TreeOptions): readonly string[] {
  return dependencyTree(bundle, options).map(({ id, follows, repeated, hidden }) => {
    const bars = follows.map((more, level) => (level < follows.length - 1 ? (more ? "| " : "  ") : more ? "|-" : "`-"));
    return `${bars.join("")}${id}${repeated ? "*" : ""}${hidden === 0 ? "" : `+${hidden}`}`;
  });
}

test("each package is expanded on the shortest path to it", () => {
  const bundle = bundleOf({
    "app@0": ["ant@1", "bee@1"],
    "ant@1": ["cat@1", "elk@1"],
    "cat@1": ["dog@1"],
    "dog@1": ["bee@1", "elk@1"],
    "bee@1": ["cow@1", "dog@1"],
  });
  expect(draw(bundle)).toEqual([
    "app@0",
    "|-ant@1",
    "| |-cat@1",
    "| | `-dog@1*",
    "| `-elk@1",
    "`-bee@1",
    "  |-cow@1",
    "  `-dog@1",
    "    |-bee@1*",
    "    `-elk@1*",
  ]);
});

test("a depth hides what lies deeper, and counts it", () => {
  const bundle = bundleOf({ "app@0": ["ant@1", "bee@1"], "ant@1": ["bee@1", "cat@1"], "bee@1": ["cat@1", "dog@1"] });
  expect(draw(bundle, { depth: 1 })).toEqual(["app@0", "|-ant@1+2", "`-bee@1+2"]);
  expect(draw(bundle, { depth: 0 })).toEqual(["app@0+2"]);
});

test("circles end, back at the target too", () => {
  const bundle = bundleOf({ "app@0": ["ant@1"], "ant@1": ["ant@1", "app@0", "bee@1"], "bee@1": ["ant@1"] });
  expect(draw(bundle)).toEqual(["app@0", "`-ant@1", "  |-ant@1*", "  |-app@0*", "  `-bee@1", "    `-ant@1*"]);
});

test("an optional peer is a line below which nothing is expanded", () => {
  const bundle = bundleOf({
    "app@0": ["knex@1", "orm@1"],
    "knex@1": ["optional-peer pg@8"],
    "orm@1": ["pg@8"],
    "pg@8": ["ant@1"],
  });
  expect(draw(bundle)).toEqual(["app@0", "|-knex@1", "| `-pg@8*", "`-orm@1", "  `-pg@8", "    `-ant@1"]);
});

test("an extraneous package has a root of its own, and so has an extraneous cycle", () => {
  const bundle = bundleOf({
    "app@0": [],
    "zoo@1": ["cat@1"],
    "ape@1": ["optional-peer zoo@1"],
    "eel@1": ["fox@1"],
    "fox@1": ["eel@1"],
  });
  expect(draw(bundle)).toEqual(["app@0", "ape@1", "`-zoo@1*", "zoo@1", "`-cat@1", "eel@1", "`-fox@1", "  `-eel@1*"]);
});

test("lines can be ordered otherwise", () => {
  const bundle = bundleOf({ "app@0": ["ant@1", "bee@1"] });
  expect(draw(bundle, { order: (a, b) => (a.name < b.name ? 1 : -1) })).toEqual(["app@0", "|-bee@1", "`-ant@1"]);
});

test("in every graph each package is expanded once and each edge has one line", () => {
  fc.assert(
    fc.property(anyBundle, (bundle) => {
      const lines = dependencyTree(bundle);
      const edges = [...bundle.packages.values()].flatMap((one) => one.edges);
      expect(new Set(lines.flatMap(({ edge }) => edge ?? []))).toEqual(new Set(edges));
      expect(lines.filter(({ edge }) => edge !== undefined)).toHaveLength(edges.length);
      const expanded = lines.filter(({ repeated }) => !repeated).map(({ id }) => id);
      expect(expanded.toSorted()).toEqual([...bundle.packages.keys()]);
    }),
    { numRuns: 300 },
  );
});
