import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { crc32, gunzipSync } from "node:zlib";

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { openGzip } from "../../src/tar/open-gzip.ts";

const noise = createHash("shake256", { outputLength: 900_000 }).update("seed").digest();
const text = Buffer.from("exports.lambdaHandler = async () => ({ success: true });\n".repeat(20_000));
const content = Buffer.concat([noise, text, noise, text]);

async function gzip(pieces: readonly Uint8Array[], level: number): Promise<Buffer> {
  const written: Buffer[] = [];
  const write = async (given: readonly Uint8Array[]) => {
    written.push(...given.map((piece) => Buffer.from(piece)));
  };
  const sink = openGzip({ level, write });
  for (const piece of pieces) await sink.append([piece]);
  await sink.finish();
  return Buffer.concat(written);
}

function cut(bytes: Buffer, size: number): readonly Buffer[] {
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

test.each([0, 1, 6, 9])("level %i gives what unzips to the same", async (level) => {
  expect(gunzipSync(await gzip([content], level)).equals(content)).toBe(true);
});

test.each([0, 1, 6, 9])("at level %i the bytes do not depend on the pieces in which they come", async (level) => {
  const whole = await gzip([content], level);
  for (const size of [100_003, 1024 * 1024 + 1]) {
    expect((await gzip(cut(content, size), level)).equals(whole)).toBe(true);
  }
});

test("any pieces unzip to what they were", async () => {
  const piece = fc.nat(1_100_000).map((length) => content.subarray(0, length));
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 5 }), async (pieces) => {
      expect(gunzipSync(await gzip(pieces, 1)).equals(Buffer.concat(pieces))).toBe(true);
    }),
    { numRuns: 20 },
  );
});

test("header and trailer are those of docs/archive-format.md", async () => {
  const bytes = await gzip([text], 9);
  expect(bytes.subarray(0, 10).toString("hex")).toBe("1f8b08000000000000ff");
  expect(bytes.readUInt32LE(bytes.length - 8)).toBe(crc32(text));
  expect(bytes.readUInt32LE(bytes.length - 4)).toBe(text.length);
});

test("nothing comes out as a gzip of nothing", async () => {
  expect((await gzip([], 6)).toString("hex")).toBe("1f8b08000000000000ff03000000000000000000");
});

describe("when writing fails", () => {
  test.each([1, 2, 3])("at call %i, whoever appends or finishes is told", async (at) => {
    let calls = 0;
    const failure = new Error("The disk is full");
    const write = async () => {
      calls += 1;
      await sleep(1);
      if (calls === at) throw failure;
    };
    const sink = openGzip({ level: 0, write });
    const all = (async () => {
      for (const piece of cut(content, 700_000)) await sink.append([piece]);
      await sink.finish();
    })();
    await expect(all).rejects.toBe(failure);
    await sink.abort();
    await sleep(5);
    expect(calls).toBe(at);
  });
});

test("is given up while a block is under way, and writes nothing more", async () => {
  let calls = 0;
  const write = async () => {
    await sleep(10);
    calls += 1;
  };
  const sink = openGzip({ level: 6, write });
  await sink.append([content.subarray(0, 2_500_000)]);
  await sink.abort();
  const before = calls;
  await sleep(50);
  expect(calls).toBe(before);
});
