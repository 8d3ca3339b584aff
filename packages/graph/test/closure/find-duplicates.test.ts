import { expect, test } from "vitest";
import { findDuplicates } from "../../src/closure/find-duplicates.ts";
import { selectPackages } from "../../src/select/select-packages.ts";
import { graphOf, linuxOptions } from "../graph-of.ts";

test("only packages that share name and version with a selected one are duplicates, by id", () => {
  const lists = {
    "app@0": ["bee@1", "ms@1 in z", "ant@1"],
    "ant@1": ["ms@1 in a"],
    "bee@1": ["ms@2", "@zoo/ms@1"],
    "jest@29": ["bee@1 in jest"],
    "bee@1 in jest": [],
  };
  expect(findDuplicates(selectPackages(graphOf(lists), linuxOptions))).toEqual(["ms@1 in a", "ms@1 in z"]);
});

test("a selection of single packages has none", () => {
  expect(findDuplicates(selectPackages(graphOf({ "app@0": ["ms@1", "old=ms@2"] }), linuxOptions))).toEqual([]);
});
