import { expect, test } from "vitest";
import { memoryFlags, runtimeFlags } from "../../src/process/node-flags.ts";

test("what Lambda switches off is switched off", () => {
  expect(runtimeFlags(20, "")).toEqual(["--no-experimental-require-module", "--no-experimental-detect-module"]);
  expect(runtimeFlags(24, "--enable-source-maps")).toHaveLength(2);
  expect(runtimeFlags(26, "")).toHaveLength(2);
});

test("a Node.js that no runtime has gets the flags of the runtime before it", () => {
  expect(runtimeFlags(23, "")).toHaveLength(2);
  expect(runtimeFlags(99, "")).toHaveLength(2);
  expect(runtimeFlags(19, "")).toEqual([]);
  expect(runtimeFlags(8, "")).toEqual([]);
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
