import * as fc from "fast-check";
import leven from "leven";
import { expect, test } from "vitest";

import { editDistance } from "../../src/importers/edit-distance.ts";

test.each([
  ["", "", 0],
  ["", "abc", 3],
  ["database", "database", 0],
  ["databse", "database", 1],
  ["datababse", "database", 1],
  ["detabase", "database", 1],
  ["kitten", "sitting", 3],
  ["ab", "ba", 2],
])("from %j to %j there are %i edits", (from, to, edits) => {
  expect(editDistance(from, to)).toBe(edits);
  expect(editDistance(to, from)).toBe(edits);
});

test("is the distance that leven finds, for any texts", () => {
  const text = fc.oneof(
    fc.string({ maxLength: 12, unit: fc.constantFrom("a", "b", "c", "/", "@") }),
    fc.string({ unit: "binary", maxLength: 40 }),
  );
  fc.assert(
    fc.property(text, text, (from, to) => {
      expect(editDistance(from, to)).toBe(leven(from, to));
    }),
    { numRuns: 500 },
  );
});
