import { builtinModules } from "node:module";
import { expect, test } from "vitest";
import { isBuiltin } from "../../src/resolve/builtins.ts";

test("every module of the Node that runs here is known, with and without its prefix", () => {
  // Newer versions list those that need the prefix with it.
  const plain = builtinModules.filter((name) => !name.startsWith("node:"));
  expect(plain.filter((name) => !isBuiltin(name, 20) || !isBuiltin(`node:${name}`, 20))).toEqual([]);
  expect(plain.length).toBeGreaterThan(50);
});

test("some need the prefix, and some are newer than the runtime", () => {
  expect(isBuiltin("node:test", 18)).toBe(true);
  expect(isBuiltin("test", 22)).toBe(false);
  expect(isBuiltin("node:sqlite", 20)).toBe(false);
  expect(isBuiltin("node:sqlite", 22)).toBe(true);
  expect(isBuiltin("sqlite", 22)).toBe(false);
  expect(isBuiltin("node:nothing", 24)).toBe(false);
  expect(isBuiltin("punycode/", 22)).toBe(false);
});

test("what Node has given up is no module of its own from then on", () => {
  expect(isBuiltin("_stream_wrap", 24)).toBe(true);
  expect(isBuiltin("_stream_wrap", 26)).toBe(false);
  expect(isBuiltin("node:_stream_wrap", 26)).toBe(false);
});

test("of a runtime that is not known, any prefixed name may be one", () => {
  expect(isBuiltin("node:nothing", 26)).toBe(false);
  expect(isBuiltin("node:nothing", undefined)).toBe(true);
  expect(isBuiltin("nothing", undefined)).toBe(false);
  expect(isBuiltin("fs", undefined)).toBe(true);
});
