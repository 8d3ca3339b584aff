import type { PackageId, Selection } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { partitionPackages } from "../../src/closure/partition-packages.ts";
import { selectPackages } from "../../src/select/select-packages.ts";
import { graphOf, linuxOptions } from "../graph-of.ts";

function partition(selection: Selection, different: readonly string[] = []): readonly (readonly PackageId[])[] {
  const digests = new Map([...selection.packages.keys()].map((id) => [id, different.includes(id) ? id : "same"]));
  const classes = new Set(partitionPackages(selection, digests).values());
  return [...classes].map((members) => members.map(({ installed }) => installed.id)).filter(({ length }) => length > 1);
}

test("equal packages share one list, in the order of the selection", () => {
  const graph = graphOf({ "app@0": ["ant@1", "ms@1"], "ant@1": ["ms@1 in b"], "ms@1": [], "ms@1 in b": [] });
  expect(partition(selectPackages(graph, linuxOptions))).toEqual([["ms@1", "ms@1 in b"]]);
});

test("packages that lead to different ones part, and so do those that lead to them by the same name", () => {
  const lists = {
    "app@0": ["ant@1", "bee@1", "cat@1"],
    "ant@1": ["debug@4 in ant"],
    "bee@1": ["debug@4 in bee"],
    "cat@1": ["debug@4 in cat"],
    "debug@4 in ant": ["ms@1 in ant"],
    "debug@4 in bee": ["ms@1 in bee"],
    "debug@4 in cat": ["ms@1 in cat"],
  };
  expect(partition(selectPackages(graphOf(lists), linuxOptions), ["ms@1 in bee"])).toEqual([
    ["debug@4 in ant", "debug@4 in cat"],
    ["ms@1 in ant", "ms@1 in cat"],
  ]);
});

test("an alias is another edge than the real name", () => {
  const lists = {
    "app@0": ["ant@1", "bee@1"],
    "ant@1": ["debug@4 in ant"],
    "bee@1": ["debug@4 in bee"],
    "debug@4 in ant": ["ms@1"],
    "debug@4 in bee": ["millis=ms@1"],
  };
  expect(partition(selectPackages(graphOf(lists), linuxOptions))).toEqual([]);
});

test(
  "two chains of 5,000 duplicates, which only their last links tell apart, part link by link",
  { timeout: 10_000 },
  () => {
    const lists = {
      "app@0": ["ant@1", "bee@1"],
      "ant@1": ["c0@1 in ant"],
      "bee@1": ["c0@1 in bee"],
      ...Object.fromEntries([...chainIn("ant"), ...chainIn("bee")]),
    };
    const selection = selectPackages(graphOf(lists), linuxOptions);
    expect(partition(selection, ["end@1 in ant"])).toEqual([]);
    expect(partition(selection)).toHaveLength(5_001);
  },
);

function chainIn(dir: string): readonly (readonly [string, readonly string[]])[] {
  return Array.from({ length: 5_000 }, (_, index) => [
    `c${index}@1 in ${dir}`,
    [index < 4_999 ? `c${index + 1}@1 in ${dir}` : `end@1 in ${dir}`],
  ]);
}
