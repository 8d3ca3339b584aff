import { array, constantFrom, double, integer, nat, oneof, record, tuple, uint8Array } from "fast-check";
import type { Arbitrary } from "fast-check";

/** Bytes and texts at which readers tend to fail. */
const tokens: readonly Uint8Array[] = [
  "[",
  "]",
  "{",
  "}",
  '"',
  "'",
  ":",
  ",",
  "\n",
  "- ",
  "? ",
  "&a ",
  "*a",
  "!!",
  "<<: ",
  "\\u0000",
  "\uFEFF",
  "__proto__",
  "../",
  "/",
  "null",
  "1e999",
  "${",
  "`",
  "/*",
].map((token) => Buffer.from(token));
const edges: readonly Uint8Array[] = [
  [0],
  [0xff],
  [0xff, 0xff],
  [0xff, 0xff, 0xff, 0xff],
  [0, 0, 0, 0x80],
  [0x50, 0x4b, 1, 2],
  [0x50, 0x4b, 5, 6],
].map((bytes) => Uint8Array.from(bytes));

/** A seed with some places changed, cut, doubled, or filled with one token many times. */
export function mutated(seeds: readonly Uint8Array[]): Arbitrary<Uint8Array> {
  const piece = oneof(
    { weight: 4, arbitrary: constantFrom(...tokens, ...edges) },
    { weight: 3, arbitrary: uint8Array({ maxLength: 8 }) },
    { weight: 1, arbitrary: tuple(constantFrom(...tokens), integer({ min: 2, max: 3000 })).map(repeated) },
  );
  const change = record({ at: double({ min: 0, max: 1, noNaN: true }), cut: nat(40), piece });
  return record({
    seed: constantFrom(...seeds),
    changes: array(change, { minLength: 1, maxLength: 6 }),
    // Headers lie at the start or the end of a file.
    where: constantFrom("start", "end", "anywhere"),
  }).map(({ seed, changes, where }) => changes.reduce((bytes, each) => changed(bytes, each, where), seed));
}

interface Change {
  readonly at: number;
  readonly cut: number;
  readonly piece: Uint8Array;
}

/** Bytes at the start or the end of a file that are changed more often than others. */
const HEADER = 400;

function changed(bytes: Uint8Array, { at, cut, piece }: Change, where: string): Uint8Array {
  const span = where === "anywhere" ? bytes.length : Math.min(HEADER, bytes.length);
  const start = Math.floor(at * span) + (where === "end" ? bytes.length - span : 0);
  // As many bytes as go come, half of the time: what follows stays where it was.
  const gone = cut % 2 === 0 ? piece.length : cut;
  return Buffer.concat([bytes.subarray(0, start), piece, bytes.subarray(start + gone)]);
}

function repeated([token, times]: readonly [Uint8Array, number]): Uint8Array {
  return Buffer.concat(Array.from({ length: times }, () => token));
}
