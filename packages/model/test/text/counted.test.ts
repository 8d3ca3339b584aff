import { expect, test } from "vitest";
import { counted } from "../../src/text/counted.ts";

test("one of a kind is told apart from none and from many", () => {
  expect([0, 1, 2, 2787].map((count) => counted(count, "file"))).toEqual([
    "0 files",
    "1 file",
    "2 files",
    "2,787 files",
  ]);
  expect([1, 2].map((count) => counted(count, "copy", "copies"))).toEqual(["1 copy", "2 copies"]);
});
