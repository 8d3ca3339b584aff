import { expect, test } from "vitest";
import { slashedGlob } from "@lambda-pack/model";

test.each([
  [String.raw`packages\*`, "packages/*"],
  [String.raw`packages\**\lib`, "packages/**/lib"],
  [String.raw`.\docs\a b?.md`, "./docs/a b?.md"],
  [String.raw`docs` + "\\", "docs/"],
  [String.raw`packages\@scope\{a,b}`, String.raw`packages/@scope\{a,b}`],
  [String.raw`!docs\private`, "!docs/private"],
  ["packages/*", "packages/*"],
])("%s is %s", (glob, slashed) => {
  expect(slashedGlob(glob)).toBe(slashed);
});

test.each([
  String.raw`pages/\[id\].js`,
  String.raw`\(group\)/page.js`,
  String.raw`\!important.md`,
  String.raw`a\@(b|c)`,
  String.raw`a\\b`,
  String.raw`{a,b\}}`,
])("what a backslash escapes in %s stays escaped", (glob) => {
  expect(slashedGlob(glob)).toBe(glob);
});
