import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { memoryFileOf, readMemoryFile, writeMemoryFile } from "../../../src/plan/trim/memory-file.ts";
import type { TrimRecord } from "../../../src/plan/trim/memory-file.ts";

const key = Buffer.alloc(32, 1);
const facts = new Map([
  ["commonjs:x", { references: [{ specifier: "a", by: "require", when: "loading", line: 1 }] } as const],
]);
const plan = { mode: "reachable", reasons: [], firstLeft: 0, files: [], whole: [], leftPackages: [] } as const;
const record = { facts, made: { structure: "s", contents: [["index.js", "d"] as const], plan } };

const nothing = { facts: new Map(), made: undefined };

function known(file: string, by: Uint8Array = key): TrimRecord {
  const { facts: read, made } = readMemoryFile(file, by);
  return { facts: read(), made };
}

test("what was read and planned is known by who has written it", () => {
  const file = join(temporaryDirectory(), "folder", "app.zip.packfacts");
  expect(known(file)).toEqual(nothing);
  writeMemoryFile(file, record, key);
  expect(known(file)).toEqual(record);
  expect(existsSync(`${file}.fresh`)).toBe(false);
});

test.each([
  ["changed", (content: Buffer) => content.fill(0, 40, 44)],
  ["cut", (content: Buffer) => content.subarray(0, 20)],
  ["empty", () => Buffer.alloc(0)],
])("nothing is known of a file that is %s", (_, change) => {
  const file = join(temporaryDirectory(), "app.zip.packfacts");
  writeMemoryFile(file, record, key);
  writeFileSync(file, change(readFileSync(file)));
  expect(known(file)).toEqual(nothing);
});

test("nothing is known of a file of another key", () => {
  const file = join(temporaryDirectory(), "app.zip.packfacts");
  writeMemoryFile(file, record, key);
  expect(known(file, Buffer.alloc(32, 2))).toEqual(nothing);
});

test("it lies beside the index", () => {
  expect(memoryFileOf("/ws/.lambda-pack/app.zip", "/ws/.lambda-pack")).toBe("/ws/.lambda-pack/app.zip.packfacts");
});
