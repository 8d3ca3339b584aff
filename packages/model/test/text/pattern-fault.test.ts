import { expect, test } from "vitest";
import { patternFault, shownPattern } from "../../src/index.ts";

test.each([
  "packages/*",
  "**/*.{js,mjs,cjs}{,.map}",
  "{a,b}{c,d}{e,f}",
  "{1..1000}",
  "{1..99999..100}",
  "{a..z}{a..z}",
  "{a,{b,{c,d}}}",
  String.raw`\{1..99999999\}`,
  "1..99999999",
  "@(a|b)/+(c)",
  "(".repeat(20),
  `{${"name,".repeat(999)}last}`,
])("%.40s is right", (pattern) => {
  expect(patternFault(pattern)).toBeUndefined();
});

test.each([
  ["{1..1001}", "stands for more than 1,000 patterns"],
  ["{99999999..1}", "stands for more than 1,000 patterns"],
  ["{-500..501}", "stands for more than 1,000 patterns"],
  ["{1..100}{1..100}", "stands for more than 1,000 patterns"],
  ["{a,b}".repeat(10), "stands for more than 1,000 patterns"],
  ["{a,{1..1000}}", "stands for more than 1,000 patterns"],
  ["{x{1..50}{1..50}", "stands for more than 1,000 patterns"],
  ["(".repeat(21), "has more than 20 brackets in one another"],
  ["a".repeat(10_001), "has 10,001 characters, and may have 10,000"],
])("%.40s is not", (pattern, fault) => {
  expect(patternFault(pattern)).toBe(fault);
});

test("messages show patterns on one line, the beginning of long ones", () => {
  expect(shownPattern("a\nb")).toBe(String.raw`"a\nb"`);
  expect(shownPattern("a".repeat(100))).toBe(`"${"a".repeat(60)}…"`);
});
