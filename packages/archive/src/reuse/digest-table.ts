import { DIGEST_BYTES } from "../threads/batch-columns.mjs";
import type { DigestTable } from "../threads/batch.ts";
import type { DigestRow } from "./bundle-index.ts";

export type { DigestTable };

/** A hash table of digests by number that threads share; `findDigest` looks them up. Of equal digests the first one stays. */
export interface GrowingDigestTable {
  /** Makes room for all numbers below `count`. Who has got the table before goes on with the old one. */
  readonly reserve: (count: number) => void;
  readonly add: (number: number, digest: DigestRow) => void;
  readonly shared: () => DigestTable;
}

const WORDS_PER_DIGEST = DIGEST_BYTES / Uint32Array.BYTES_PER_ELEMENT;

export function openDigestTable(): GrowingDigestTable {
  let { slots, words } = emptyTable(0);
  /** Of the digests that are in the table. */
  let numbers: number[] = [];

  return { reserve, add, shared: () => ({ slots, words }) };

  function reserve(count: number): void {
    if (count * WORDS_PER_DIGEST <= words.length) return;
    const [earlier, earlierNumbers] = [words, numbers];
    // Twice as much as before, so that growing step by step copies little.
    ({ slots, words } = emptyTable(Math.max(count, (2 * earlier.length) / WORDS_PER_DIGEST)));
    numbers = [];
    words.set(earlier);
    for (const number of earlierNumbers) insert(number);
  }

  function add(number: number, { digests, row }: DigestRow): void {
    const source = new Uint32Array(digests.buffer, digests.byteOffset + row * DIGEST_BYTES, WORDS_PER_DIGEST);
    words.set(source, number * WORDS_PER_DIGEST);
    insert(number);
  }

  function insert(number: number): void {
    const start = number * WORDS_PER_DIGEST;
    for (let slot = (words[start] ?? 0) % slots.length; ; slot = (slot + 1) % slots.length) {
      const taken = slots[slot] ?? 0;
      if (taken !== 0 && isEqual(taken - 1, number)) return;
      if (taken !== 0) continue;
      slots[slot] = number + 1;
      numbers.push(number);
      return;
    }
  }

  function isEqual(one: number, other: number): boolean {
    for (let word = 0; word < WORDS_PER_DIGEST; word += 1) {
      if (words[one * WORDS_PER_DIGEST + word] !== words[other * WORDS_PER_DIGEST + word]) return false;
    }
    return true;
  }
}

/** At most half of the slots will be taken, so that a look-up ends soon. */
function emptyTable(count: number): DigestTable {
  const slots = 2 ** Math.ceil(Math.log2(Math.max(count, 1) * 2));
  return {
    slots: new Uint32Array(new SharedArrayBuffer(slots * Uint32Array.BYTES_PER_ELEMENT)),
    words: new Uint32Array(new SharedArrayBuffer(count * DIGEST_BYTES)),
  };
}
