import { expect, test } from "vitest";
import { didYouMean } from "../../src/messages/did-you-mean.ts";

test.each([
  ["exlude", ["include", "exclude"], " (did you mean exclude?)"],
  ["EXCLUDE", ["include", "exclude"], " (did you mean exclude?)"],
  ["otu", ["out", "zip"], " (did you mean out?)"],
  ["databse", ["database", "shared"], " (did you mean database?)"],
  ["zipped", ["database", "shared"], ""],
  ["nope", ["core"], ""],
  ["x", ["y"], ""],
  ["database", [], ""],
])("of %s and %j the question is '%s'", (text, candidates, question) => {
  expect(didYouMean(text, candidates)).toBe(question);
});

test("the question shows the name as the user would write it", () => {
  expect(didYouMean("stric", ["strict"], (name) => `--${name}`)).toBe(" (did you mean --strict?)");
  expect(didYouMean("colour-blind", ["strict"])).toBe("");
});
