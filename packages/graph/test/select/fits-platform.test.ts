import { expect, test } from "vitest";
import { fitsPlatform } from "../../src/select/fits-platform.ts";

const lambda = { os: "linux", cpu: "x64", libc: "glibc" };
const anywhere = { os: [], cpu: [], libc: [] };

test.each([
  ["nothing said", {}, true],
  ["the system", { os: ["linux"] }, true],
  ["one of several systems", { os: ["darwin", "linux"] }, true],
  ["another system", { os: ["darwin"] }, false],
  ["not this system", { os: ["!linux"] }, false],
  ["not another system", { os: ["!win32"] }, true],
  ["not another, and another one only", { os: ["!win32", "darwin"] }, false],
  ["not this one, though it is listed", { os: ["linux", "!linux"] }, false],
  ["any system", { os: ["any"] }, true],
  ["another processor", { os: ["linux"], cpu: ["arm64"] }, false],
  ["the processor", { cpu: ["x64", "arm64"] }, true],
  ["the C library", { libc: ["glibc"] }, true],
  ["another C library", { libc: ["musl"] }, false],
])("%s", (_, fields, fits) => {
  expect(fitsPlatform({ ...anywhere, ...fields }, lambda)).toBe(fits);
});

test("the C library counts on Linux only", () => {
  expect(fitsPlatform({ ...anywhere, libc: ["musl"] }, { os: "darwin", cpu: "arm64", libc: "glibc" })).toBe(true);
});
