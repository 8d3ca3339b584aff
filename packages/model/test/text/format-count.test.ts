import { expect, test } from "vitest";
import { formatCount } from "../../src/text/format-count.ts";

test.each([
  [0, "0"],
  [999, "999"],
  [1000, "1,000"],
  [52_428_800, "52,428,800"],
])("%d is written %s", (count, text) => {
  expect(formatCount(count)).toBe(text);
});
