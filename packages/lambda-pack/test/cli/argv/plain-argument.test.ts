import { expect, test } from "vitest";
import { plainArgument } from "../../../src/cli/argv/plain-argument.ts";

test.each([
  [String.raw`\\?\C:\work\app`, String.raw`C:\work\app`],
  [String.raw`--out=\\?\d:\x.zip`, String.raw`--out=d:\x.zip`],
  [String.raw`\\?\UNC\host\share\x.zip`, String.raw`\\host\share\x.zip`],
  [String.raw`--stage-dir=\\?\UNC\host\share`, String.raw`--stage-dir=\\host\share`],
])("%s is the path %s", (argument, plain) => {
  expect(plainArgument(argument)).toBe(plain);
});

test.each([
  "database",
  "/srv/app",
  String.raw`\\host\share`,
  String.raw`\\?\Volume{6a1f}\x`,
  String.raw`{"path":"\\?\C:\x"}`,
  "--out=x.zip",
])("%s stays as it is", (argument) => {
  expect(plainArgument(argument)).toBe(argument);
});
