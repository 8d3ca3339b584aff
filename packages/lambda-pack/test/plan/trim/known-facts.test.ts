import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { factsFileOf, readKnownFacts, writeKnownFacts } from "../../../src/plan/trim/known-facts.ts";

const key = Buffer.alloc(32, 1);
const facts = new Map([
  ["commonjs:x", { references: [{ specifier: "a", by: "require", when: "loading", line: 1 }] } as const],
]);

test("what was read is known by who has written it", () => {
  const file = join(temporaryDirectory(), "folder", "app.zip.packfacts");
  expect(readKnownFacts(file, key).size).toBe(0);
  writeKnownFacts(file, facts, key);
  expect(readKnownFacts(file, key)).toEqual(facts);
  expect(existsSync(`${file}.fresh`)).toBe(false);
});

test.each([
  ["of another key", (file: string) => readKnownFacts(file, Buffer.alloc(32, 2))],
  [
    "changed",
    (file: string) =>
      readKnownFacts(
        changed(file, (content) => content.fill(0, 40, 44)),
        key,
      ),
  ],
  [
    "cut",
    (file: string) =>
      readKnownFacts(
        changed(file, (content) => content.subarray(0, 20)),
        key,
      ),
  ],
  [
    "empty",
    (file: string) =>
      readKnownFacts(
        changed(file, () => Buffer.alloc(0)),
        key,
      ),
  ],
])("nothing is known of a file that is %s", (_, read) => {
  const file = join(temporaryDirectory(), "app.zip.packfacts");
  writeKnownFacts(file, facts, key);
  expect(read(file).size).toBe(0);
});

test("it lies beside the index", () => {
  expect(factsFileOf("/ws/.lambda-pack/app.zip", "/ws/.lambda-pack")).toBe("/ws/.lambda-pack/app.zip.packfacts");
});

function changed(file: string, change: (content: Buffer) => Buffer): string {
  writeFileSync(file, change(readFileSync(file)));
  return file;
}
