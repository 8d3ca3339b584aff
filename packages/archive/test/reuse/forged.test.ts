import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";

import { writeBundle } from "@lambda-pack/archive";
import { expect, test } from "vitest";

import { tree } from "@lambda-pack/test-support/disk/tree";
import { decodeIndex, encodeIndex } from "../../src/reuse/bundle-index.ts";
import type { BundleIndex } from "../../src/reuse/bundle-index.ts";
import { engineAt, engineId } from "../../src/reuse/engine.ts";
import { indexFileOf } from "../../src/reuse/index-file.ts";
import { listTree, waitForNextTick } from "./list-tree.ts";
import { packAsAnew } from "./pack-anew.ts";

const engine = engineId(engineAt(6));
const key = Buffer.alloc(32, "of this machine");
const foreignKey = Buffer.alloc(32, "of somebody else");

const code = "exports.handler = async () => 'right';\n".repeat(20);
const wrong = "exports.handler = async () => 'wrong';\n".repeat(20);

/** A function that was packed, by a clock that has moved on. */
async function packed() {
  const dir = tree({ sources: { "main.js": code, "other.js": "exports.other = 1;\n".repeat(30) } });
  const pool = join(dir, "pool");
  const outputs = { archive: join(pool, "sources.zip"), pool, key };
  waitForNextTick(dir);
  await writeBundle(listTree(join(dir, "sources")), outputs);
  waitForNextTick(dir);
  return { outputs, list: () => listTree(join(dir, "sources")) };
}

function indexOf(archive: string): BundleIndex {
  const found = decodeIndex(readFileSync(indexFileOf(archive)), { engine, key });
  if (found === undefined) throw new Error(`There is no index beside ${archive}`);
  return found.index;
}

/** Puts other data of the same length in the place of a file's, with right checksums everywhere; gives the index. */
function exchange(archive: string): BundleIndex {
  const index = indexOf(archive);
  const row = index.paths.indexOf("main.js");
  const { offsets, compressedSizes, dataCrcs, crcs } = index.rows;
  const [offset = 0, size = 0] = [offsets[row], compressedSizes[row]];
  const data = deflateRawSync(wrong, { level: 6 });
  expect(data.length).toBe(size);
  const zip = readFileSync(archive);
  data.copy(zip, offset);
  dataCrcs[row] = crc32(data);
  crcs[row] = crc32(wrong);
  writeFileSync(archive, zip);
  return index;
}

test.each(["trust", "verify"] as const)(
  "a cache with other data and right checksums is not copied: %s",
  async (reuse) => {
    const { outputs, list } = await packed();
    const index = exchange(outputs.archive);
    writeFileSync(indexFileOf(outputs.archive), encodeIndex(index, foreignKey));
    expect(await packAsAnew(list(), { ...outputs, reuse })).toEqual({ read: 2, compressed: 1 });
  },
);

test("a zip that was changed below an index of our own is not copied", async () => {
  const { outputs, list } = await packed();
  const { rows } = indexOf(outputs.archive);
  exchange(outputs.archive);
  const index = indexOf(outputs.archive);
  expect(index.rows.dataCrcs).toEqual(rows.dataCrcs);
  expect(await packAsAnew(list(), outputs)).toMatchObject({ compressed: 1 });
});

test("a cache of another machine serves: contents are read, and copied once they are proved", async () => {
  const { outputs, list } = await packed();
  expect(await packAsAnew(list(), { ...outputs, key: foreignKey })).toEqual({ read: 2, compressed: 0 });
  expect(await packAsAnew(list(), { ...outputs, key: foreignKey })).toEqual({ read: 0, compressed: 0 });
});

test.each([
  ["begins before the zip", { offsets: -5 }],
  ["is longer than the zip", { compressedSizes: 1e15 }],
  ["has less than nothing", { compressedSizes: -1 }],
  ["is no number", { offsets: Number.NaN }],
])("data that %s is compressed again", async (_what, facts) => {
  const { outputs, list } = await packed();
  const index = indexOf(outputs.archive);
  for (const [name, value] of Object.entries(facts)) index.rows[name as "offsets" | "compressedSizes"].fill(value);
  writeFileSync(indexFileOf(outputs.archive), encodeIndex(index, foreignKey));
  expect(await packAsAnew(list(), outputs)).toEqual({ read: 2, compressed: 2 });
});

test("an index whose signature is damaged is as one of another machine", async () => {
  const { outputs, list } = await packed();
  const file = indexFileOf(outputs.archive);
  const bytes = readFileSync(file);
  bytes.writeUInt8((bytes.at(-1) ?? 0) ^ 0xff, bytes.length - 1);
  writeFileSync(file, bytes);
  expect(await packAsAnew(list(), outputs)).toEqual({ read: 2, compressed: 0 });
});
