import { expect, test } from "vitest";
import { parseBytes } from "../../../src/cli/argv/parse-bytes.ts";

test.each([
  ["262144000", 262_144_000],
  ["10KiB", 10_240],
  ["10GiB", 10_737_418_240],
  ["250 MiB", 262_144_000],
])("%s is %d bytes", (text, bytes) => {
  expect(parseBytes(text)).toBe(bytes);
});

test.each(["250MB", "-1", "1.5MiB", "1e6", "", "MiB"])("%s is no number of bytes", (text) => {
  expect(parseBytes(text)).toBe(text);
});
