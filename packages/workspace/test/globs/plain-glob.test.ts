import * as fc from "fast-check";
import micromatch from "micromatch";
import { expect, test } from "vitest";
import { matchesPlainGlob, parsePlainGlob } from "../../src/globs/plain-glob.ts";

const segment = fc.constantFrom(
  "*",
  "packages",
  "database",
  "@bot",
  "chat.js",
  "a_b-c",
  ".hidden",
  "**",
  "{a,b}",
  "?",
  "!x",
);
const name = fc.constantFrom("packages", "database", "@bot", "chat.js", "a_b-c", ".hidden", "x", "a", "..x");

test("a plain glob matches what the library of globs matches, and others are left to that", () => {
  let plain = 0;
  fc.assert(
    fc.property(
      fc.array(segment, { minLength: 1, maxLength: 3 }),
      fc.array(name, { minLength: 1, maxLength: 3 }),
      (segments, names) => {
        const path = names.join("/");
        const pattern = `${segments.join("/")}/package.json`;
        const glob = parsePlainGlob(pattern);
        if (glob === undefined) return;
        plain += 1;
        expect(matchesPlainGlob(glob, path)).toBe(micromatch.isMatch(`${path}/package.json`, pattern));
      },
    ),
    { numRuns: 2000 },
  );
  expect(plain).toBeGreaterThan(200);
});

test.each(["packages/*", "tools/cli", "@bot/*", "*", "*/*/lib"])("%s is plain", (glob) => {
  expect(parsePlainGlob(`${glob}/package.json`)).toEqual(glob.split("/"));
});

test.each([
  "packages/**",
  "packages/{a,b}",
  "p?ckages/*",
  "pack*",
  "../other",
  "node_modules/*",
  ".hidden/*",
  "a//b",
  "[a]",
])("%s is not", (glob) => {
  expect(parsePlainGlob(`${glob}/package.json`)).toBeUndefined();
});
