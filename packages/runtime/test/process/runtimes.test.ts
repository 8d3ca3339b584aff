import { expect, test } from "vitest";
import { contractOf, majorOf, memoryFlags, runtimeFlags } from "../../src/process/runtimes.ts";

test.each([
  ["nodejs18.x", "callback"],
  ["nodejs20.x", "callback"],
  ["nodejs22.x", "callback"],
  ["nodejs24.x", "promise"],
  ["nodejs26.x", "promise"],
] as const)("%s has the %s contract", (runtime, contract) => {
  expect(contractOf(runtime)).toBe(contract);
});

test("the number in a runtime's name is its Node.js", () => {
  expect(majorOf("nodejs22.x")).toBe(22);
});

test("what Lambda switches off is switched off", () => {
  expect(runtimeFlags(20, "")).toEqual(["--no-experimental-require-module", "--no-experimental-detect-module"]);
  expect(runtimeFlags(24, "--enable-source-maps")).toHaveLength(2);
});

test("what NODE_OPTIONS switches on stays on", () => {
  expect(runtimeFlags(22, "--experimental-require-module")).toEqual(["--no-experimental-detect-module"]);
  expect(runtimeFlags(22, "--experimental-detect-module --experimental-require-module")).toEqual([]);
});

test("what NODE_OPTIONS switches off is switched off still", () => {
  expect(runtimeFlags(22, "--no-experimental-require-module")).toHaveLength(2);
});

test("Node.js 18 gets no flag that it does not know", () => {
  expect(runtimeFlags(18, "")).toEqual([]);
});

test("nine tenths of the memory are the heap's", () => {
  expect(memoryFlags(128)).toEqual(["--max-old-space-size=115"]);
});
