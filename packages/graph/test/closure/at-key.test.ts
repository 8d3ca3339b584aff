import { expect, test } from "vitest";
import { atKey } from "../../src/closure/at-key.ts";

test("a value that is known is given, a missing one is a bug that names the key", () => {
  const sizes = new Map([["ant", 0]]);
  expect(atKey(sizes, "ant")).toBe(0);
  expect(() => atKey(sizes, "bee")).toThrow("Nothing is known of bee");
});
