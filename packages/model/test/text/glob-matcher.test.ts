import { createRequire } from "node:module";
import * as fc from "fast-check";
import type Micromatch from "micromatch";
import { expect, test } from "vitest";
import { globMatcher, isHardGlob } from "../../src/index.ts";
import { linearMatcher } from "../../src/text/linear-matcher.ts";

const micromatch: typeof Micromatch = createRequire(import.meta.url)("micromatch");

/** Fails where the expression is not one that the matcher takes. */
function linear(expression: RegExp): (text: string) => boolean {
  const matches = linearMatcher(expression);
  if (matches === undefined) throw new Error(`${String(expression)} is not taken`);
  return matches;
}

const anyGlob = fc
  .array(
    fc.constantFrom(
      "a",
      "b",
      ".",
      "-",
      "/",
      "*",
      "**",
      "**/",
      "/**",
      "?",
      "[ab]",
      "[!a]",
      "[a-c]",
      "{a,b}",
      "{1..3}",
      "{a,*b}",
      "@(a|b)",
      "+(a|b*)",
      "*(a)",
      "!(a)",
      "!(*.b)",
      "?(b)",
      "\\*",
      "1",
      "A",
    ),
    { minLength: 1, maxLength: 7 },
  )
  .map((parts) => parts.join(""));

const anyPath = fc
  .array(fc.constantFrom("a", "b", ".", "/", "-", "1", "2", "c", "*", "A", "é", "\n"), { maxLength: 9 })
  .map((parts) => parts.join(""));

test.each([{ dot: true }, { dot: false }, { dot: true, nocase: true }])(
  "%j: matches what the engine matches",
  (options) => {
    fc.assert(
      fc.property(anyGlob, fc.array(anyPath, { minLength: 20, maxLength: 20 }), (glob, paths) => {
        const expression = micromatch.makeRe(glob, options);
        const matches = linear(expression);
        for (const path of [glob, ...paths]) expect([path, matches(path)]).toEqual([path, expression.test(path)]);
      }),
      { numRuns: 1000 },
    );
  },
);

test.each([
  "^a{2,3}$",
  "^(?:ab){2}c?$",
  "^[^]+a{0,2}$",
  "b|^c",
  "a{2,}",
  String.raw`^\u0061\x62\.$`,
  "^(?=.*b)a*",
  "^(?!a|b).$",
  "(?:a*)*$",
])("%s: matches what the engine matches", (source) => {
  const expression = new RegExp(source, "u");
  for (const text of ["", "a", "aa", "aaa", "aaaa", "ab", "abab", "ababc", "abc", "b", "c", "ab.", "x", "😀", "aab"]) {
    expect([text, linear(expression)(text)]).toEqual([text, expression.test(text)]);
  }
});

test.each([String.raw`(a)\1`, "(?<=a)b", "(?<name>a)", String.raw`\ba`, "a)"])(
  "%s says more than globs do, and is not taken",
  (source) => {
    expect(linearMatcher({ source, flags: "" } as RegExp)).toBeUndefined();
  },
);

test.each([
  ["*a*a*a*a*a*a*a*a*a*a*a*a*b", "a".repeat(200)],
  ["**/a*a*a*a*a*a*a*a*a/**/x", `${"a".repeat(200)}/`.repeat(15)],
  [`${"**/a/".repeat(20)}b`, "a/".repeat(500)],
  ["+(a|aa|aaa)+(a|aa)b", "a".repeat(200)],
  [`${"*(a)".repeat(20)}b`, "a".repeat(200)],
])("%s: is decided at once", (glob, text) => {
  const matches = globMatcher(glob, micromatch.makeRe(glob, { dot: true }));
  const start = performance.now();
  expect([matches(text), matches(`${text}b`)].length).toBe(2);
  expect(performance.now() - start).toBeLessThan(2000);
});

test.each(["packages/*", "**/*.test.{js,ts}", "**/__tests__/**/*.spec.*", "dist/**", "@scope/*-*-*", "!(*.map)"])(
  "%s: is plain unless parts are repeated",
  (glob) => {
    expect(isHardGlob(glob)).toBe(glob.includes("!("));
  },
);
