import { createHash } from "node:crypto";

import * as fc from "fast-check";

import type { TarSpec } from "./tar-of.ts";

function isUnsafe(name: string): boolean {
  return /[\p{Cc}/\\]/u.test(name) || name === "." || name === ".." || Buffer.from(name).toString() !== name;
}

/** A name of one file or directory, as all file systems take it: at most 255 bytes, no control characters. */
const segment = fc
  .oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
    fc.string({ unit: "binary", minLength: 1, maxLength: 20 }),
    fc.integer({ min: 1, max: 250 }).map((length) => "n".repeat(length)),
    // Around the sizes of the fields for names, in one piece and in two.
    fc.constantFrom(99, 100, 101, 154, 155, 156).map((length) => "n".repeat(length)),
    fc.integer({ min: 1, max: 125 }).map((length) => "é".repeat(length)),
    fc.constantFrom("[...id].js", ".env", "a b", "node:fs", "PaxHeader", "__proto__", "-rf", "~", "path=x", "100%"),
  )
  .filter((name) => !isUnsafe(name) && Buffer.byteLength(name) <= 255);

const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join("/"));

/** Around the ends of a block, of the buffers of the streams, and of the pieces in which files are written. */
const size = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 1, max: 4 }).chain((blocks) => fc.integer({ min: blocks * 512 - 1, max: blocks * 512 + 1 })),
  fc.integer({ min: 16_383, max: 16_385 }),
  fc.integer({ min: 1_048_064, max: 1_048_577 }),
);

const noise = createHash("shake256", { outputLength: 1_048_577 }).update("seed").digest();

const file = fc.record({
  path,
  content: size.map((length) => noise.subarray(0, length)),
  mode: fc.constantFrom<0o644 | 0o755>(0o644, 0o755),
});

const link = fc.record({ path, target: path.map((way) => `../${way}`) });

/** No two of one name, each in a directory of its own, so that none is another's directory. */
export const anyTarSpecs: fc.Arbitrary<readonly TarSpec[]> = fc
  .array(fc.oneof({ weight: 3, arbitrary: file }, link), { maxLength: 12 })
  .map((specs) => specs.map((spec, index) => (index === 0 ? spec : { ...spec, path: `the ${index}th/${spec.path}` })));
