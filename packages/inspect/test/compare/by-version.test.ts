import * as fc from "fast-check";
import { expect, test } from "vitest";
import { byVersion } from "../../src/compare/by-version.ts";

test("numbers are ordered as numbers, and what is no number comes behind them", () => {
  const versions = ["10.0.0", "", "2.0.0-beta.11", "9.0.0", "2.0.0-beta.2", "2.0.0", "2.0", "workspace:*"];
  expect(versions.toSorted(byVersion)).toEqual([
    "2.0",
    "2.0.0",
    "2.0.0-beta.2",
    "2.0.0-beta.11",
    "9.0.0",
    "10.0.0",
    "",
    "workspace:*",
  ]);
});

test("it is an order: the same one whatever order the versions come in", () => {
  const version = fc
    .array(fc.constantFrom("1", "2", "10", "01", "a", "1a", ""), { minLength: 1, maxLength: 4 })
    .chain((parts) => fc.constantFrom(".", "-", "+").map((separator) => parts.join(separator)));
  fc.assert(
    fc.property(fc.uniqueArray(version, { maxLength: 8 }), (versions) => {
      expect(versions.toReversed().toSorted(byVersion)).toEqual(versions.toSorted(byVersion));
    }),
  );
});
