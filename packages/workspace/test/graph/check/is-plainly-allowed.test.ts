import * as fc from "fast-check";
import satisfies from "semver/functions/satisfies.js";
import { expect, test } from "vitest";
import { isPlainlyAllowed } from "../../../src/graph/check/is-plainly-allowed.ts";

const number = fc.constantFrom("0", "1", "2", "10", "01", "", "x", "999999999", "9007199254740992");
const triple = fc.tuple(number, number, number).map((numbers) => numbers.join("."));
const suffix = fc.constantFrom("", "", "", "", "-beta.1", "+build", " ");
const version = fc.tuple(fc.constantFrom("", "", "", "v", "^"), triple, suffix).map((parts) => parts.join(""));
const partial = fc
  .array(fc.constantFrom("0", "0", "1", "2", "10", "x", "*", ""), { minLength: 1, maxLength: 4 })
  .map((numbers) => numbers.join("."));
const sign = fc.constantFrom("", "^", "^", "~", "~", ">=", ">= ", "<", "< ", ">", "=", "v", "<=");
const comparator = fc.tuple(sign, fc.oneof(triple, partial, partial), suffix).map((parts) => parts.join(""));
const comparators = fc.array(comparator, { minLength: 1, maxLength: 2 }).map((texts) => texts.join(" "));
const range = fc.oneof(
  comparators,
  fc.tuple(comparators, fc.constantFrom("||", " || ", " - "), comparators).map((parts) => parts.join("")),
);

test("what is plainly allowed is what semver allows", () => {
  let allowed = 0;
  fc.assert(
    fc.property(fc.oneof(range, version, fc.constantFrom("*", "")), version, (asked, found) => {
      if (!isPlainlyAllowed(asked, found)) return;
      allowed += 1;
      expect(satisfies(found, asked, { loose: true, includePrerelease: true })).toBe(true);
    }),
    { numRuns: 50_000 },
  );
  expect(allowed).toBeGreaterThan(50);
});

test.each([
  ["1.2.3", "1.2.3"],
  ["*", "1.2.3"],
  ["^1.2.3", "1.2.3"],
  ["^1.2.3", "1.10.0"],
  ["~1.2.3", "1.2.10"],
  ["^0.2.3", "0.2.4"],
  ["~0.0.3", "0.0.4"],
  ["^1", "1.2.3"],
  ["~1", "1.2.3"],
  ["^0.2", "0.2.3"],
  ["^0.0.3", "0.0.3"],
  ["1.x", "1.2.3"],
  ["1.2.x", "1.2.3"],
  ["4", "4.0.0"],
  [">=1.2", "2.0.0"],
  [">= 1.2.3 < 2", "1.10.0"],
  ["^1.0.0 || ^2.1.0", "2.2.0"],
])("%s allows %s", (asked, found) => {
  expect(isPlainlyAllowed(asked, found)).toBe(true);
});

test.each([
  ["^1.2.3", "1.2.2"],
  ["^1.2.3", "2.2.3"],
  ["~1.2.3", "1.3.0"],
  ["^0.2.3", "0.3.0"],
  ["^0.0.3", "0.0.4"],
  ["^1.2.3", "1.3.0-beta.1"],
  ["1.2", "1.3.0"],
  ["1.x.3", "1.2.3"],
  ["^0", "1.0.0"],
  ["^0.0", "0.1.0"],
  ["~1.2", "1.3.0"],
  [">=1.2.3 <2", "2.0.0"],
  ["1 - 3", "2.0.0"],
  ["^1.0.0 || next", "1.0.0"],
])("%s does not allow %s, or not plainly", (asked, found) => {
  expect(isPlainlyAllowed(asked, found)).toBe(false);
});
