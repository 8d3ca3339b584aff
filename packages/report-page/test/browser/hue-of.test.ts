import { expect, test } from "vitest";
import { hueOf } from "../../browser/hue-of.ts";

test("a name has always the same hue", () => {
  expect(["knex", "lodash", "@aws-sdk"].map(hueOf)).toEqual([225, 280, 340]);
});

test("many names share the hues evenly", () => {
  const counts = new Map<number, number>();
  for (let index = 0; index < 1000; index += 1) {
    const hue = hueOf(`package-${index}`);
    counts.set(hue, (counts.get(hue) ?? 0) + 1);
  }
  expect(counts.size).toBe(10);
  expect(Math.max(...counts.values())).toBeLessThan(160);
});
