import { expect, test } from "vitest";
import { didYouMean, findNearest } from "../src/find-nearest.ts";

test.each([
  ["exlude", ["include", "exclude"], "exclude"],
  ["EXCLUDE", ["include", "exclude"], "exclude"],
  ["databse", ["database", "shared"], "database"],
  ["zipped", ["database", "shared"], undefined],
  ["x", ["y"], undefined],
  ["database", [], undefined],
])("of %s and %j the nearest is %s", (text, candidates, nearest) => {
  expect(findNearest(text, candidates)).toBe(nearest);
});

test("the question shows the name as the user would write it", () => {
  expect(didYouMean("stric", ["strict"], (name) => `--${name}`)).toBe(" (did you mean --strict?)");
  expect(didYouMean("colour-blind", ["strict"])).toBe("");
});
