import { expect, test } from "vitest";
import { platformFromName } from "../../src/select/platform-from-name.ts";

test.each([
  ["@img/sharp-linux-arm64", "linux", "arm64", "glibc"],
  ["@img/sharp-libvips-linuxmusl-x64", "linux", "x64", "musl"],
  ["@rollup/rollup-linux-x64-gnu", "linux", "x64", "glibc"],
  ["@rollup/rollup-linux-arm-musleabihf", "linux", "arm", "musl"],
  ["@esbuild/darwin-arm64", "darwin", "arm64", undefined],
  ["@esbuild/win32-ia32", "win32", "ia32", undefined],
  ["esbuild-windows-64", "win32", "x64", undefined],
  ["turbo-linux-64", "linux", "x64", "glibc"],
  ["@next/swc-linux-arm64-musl", "linux", "arm64", "musl"],
  ["sass-embedded-linux-musl-x64", "linux", "x64", "musl"],
  ["lightningcss-linux-arm-gnueabihf", "linux", "arm", "glibc"],
  ["tool-linux-x86_64", "linux", "x64", "glibc"],
] as const)("%s", (...[name, os, cpu, libc]) => {
  expect(platformFromName(name)).toEqual({ os: [os], cpu: [cpu], libc: libc === undefined ? [] : [libc] });
});

test.each([
  "lodash",
  "is-linux",
  "arm64",
  "linux-kernel",
  "@linux/tools",
  "base64",
  "x64-emulator",
  "tool-linux_x86_64",
])("%s speaks of no platform", (name) => {
  expect(platformFromName(name)).toBe(undefined);
});
