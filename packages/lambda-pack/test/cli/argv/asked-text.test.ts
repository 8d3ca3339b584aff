import { expect, test } from "vitest";
import { askedText } from "../../../src/cli/argv/asked-text.ts";

test.each([
  [["--help"], "help"],
  [["-h"], "help"],
  [["--help=true"], "help"],
  [["database", "--out", "a.zip", "--help"], "help"],
  [["--out", "--help"], "help"],
  [["--stric", "--help"], "help"],
  [["--version", "--help"], "help"],
  [["--version"], "version"],
  [["database", "--version"], "version"],
  [["--quiet", "--verbose", "--version"], "version"],
])("%j asks for the text %s", (argv, text) => {
  expect(askedText(argv)).toBe(text);
});

test.each([
  [[]],
  [["database"]],
  [["help"]],
  [["version", "database"]],
  [["--", "--help"]],
  [["--helper"]],
  [["--toString"]],
  [["--help=false"]],
])("%j asks for no text", (argv) => {
  expect(askedText(argv)).toBeUndefined();
});
