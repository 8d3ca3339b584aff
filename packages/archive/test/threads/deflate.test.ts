import { createHash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { createDeflateRaw, deflateRawSync } from "node:zlib";

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { openDigestTable } from "../../src/reuse/digest-table.ts";
import { processBatch } from "../../src/threads/process-batch.mjs";
import { MAX_BYTES_WHOLE } from "../../src/threads/process-file.mjs";
import { tree } from "@lambda-pack/test-support/disk/tree";

const known = openDigestTable().shared();

/** Around the sizes at which a window of another size would do, and those of the pieces of zlib and of streams. */
const anySize = fc
  .tuple(
    fc.constantFrom(256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536, 262_144),
    fc.constantFrom(0, -262),
    fc.integer({ min: -3, max: 3 }),
  )
  .map(([size, window, more]) => Math.max(size + window + more, 1));

const kinds = {
  noise: (size: number) => createHash("shake256", { outputLength: size }).update("moon").digest(),
  zeros: (size: number) => Buffer.alloc(size),
  repeated: (size: number) => Buffer.alloc(size, "tide "),
  text: (size: number) => {
    const lines = Array.from(
      { length: Math.ceil(size / 24) },
      (_, line) => `exports.tide${line * 7919} = ${line % 97};\n`,
    );
    return Buffer.from(lines.join("").padEnd(size, " ")).subarray(0, size);
  },
  // What matches lies as far away as a window reaches.
  distant: (size: number) => {
    const half = createHash("shake256", { outputLength: Math.ceil(size / 2) })
      .update("moon")
      .digest();
    return Buffer.concat([half, half]).subarray(0, size);
  },
};

const anyKind = fc.constantFrom(...(Object.keys(kinds) as (keyof typeof kinds)[]));

/** Deflated by a stream that gets the content in pieces of this size. */
async function inPieces(content: Buffer, level: number, pieceBytes: number): Promise<Buffer> {
  const stream = createDeflateRaw({ level });
  const deflated = buffer(stream);
  for (let at = 0; at < content.length; at += pieceBytes) stream.write(content.subarray(at, at + pieceBytes));
  stream.end();
  return deflated;
}

test("what is compressed whole has the bytes of zlib's own defaults, and of a stream with any pieces", async () => {
  const anyCase = fc.record({
    size: anySize,
    kind: anyKind,
    level: fc.integer({ min: 1, max: 9 }),
    pieceBytes: fc.constantFrom(1000, 16_383, 16_384, 65_536, 100_000),
  });
  const property = fc.asyncProperty(anyCase, async ({ size, kind, level, pieceBytes }) => {
    const content = kinds[kind](size);
    const plain = deflateRawSync(content, { level });
    const request = { content, source: "", size, mtimeMs: 0, compress: true };
    const batch = await processBatch([request], { level, known });
    const expected = plain.length < size ? plain : content;
    expect("data" in batch && expected.equals(batch.data)).toBe(true);
    expect((await inPieces(content, level, pieceBytes)).equals(plain)).toBe(true);
  });
  await fc.assert(property, { numRuns: 200 });
}, 60_000);

test.each([
  ["text", 6, 1],
  ["text", 1, 1],
  ["zeros", 9, 70_001],
  ["repeated", 6, 1_048_576],
  ["noise", 6, 1],
  ["distant", 6, 12_345],
] as const)(
  "a large file of %s at level %i, %i bytes too large to be read whole, has them too",
  async (kind, level, more) => {
    const dir = tree({});
    const [source, spill] = [join(dir, "large"), join(dir, "spilled")];
    const content = kinds[kind](MAX_BYTES_WHOLE + more);
    writeFileSync(source, content);
    const { size, mtimeMs } = statSync(source);
    await processBatch([{ source, size, mtimeMs, compress: true, spill }], { level, known });
    const plain = deflateRawSync(content, { level });
    expect(readFileSync(spill).equals(plain.length < size ? plain : content)).toBe(true);
  },
);
