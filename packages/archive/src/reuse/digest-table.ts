import { digestBytes } from "./bundle-index.ts";
import type { DigestTable } from "../threads/process-batch.mjs";

export type { DigestTable };

/** A hash table of digests that threads share; `findDigest` looks them up. Of two equal digests the first number stays. */
export interface NewDigestTable {
  readonly add: (number: number, digest: Uint8Array) => void;
  readonly shared: DigestTable;
}

/** A table for numbers below `count`. */
export function newDigestTable(count: number): NewDigestTable {
  // At most half of the slots are taken, so that a look-up ends soon.
  const slotCount = 2 ** Math.ceil(Math.log2(Math.max(count, 1) * 2));
  const slots = new Uint32Array(new SharedArrayBuffer(slotCount * Uint32Array.BYTES_PER_ELEMENT));
  const digests = new Uint8Array(new SharedArrayBuffer(count * digestBytes));
  const words = new Uint32Array(digests.buffer);

  return { shared: { slots, words }, add };

  function add(number: number, digest: Uint8Array): void {
    digests.set(digest, number * digestBytes);
    const start = (number * digestBytes) / Uint32Array.BYTES_PER_ELEMENT;
    const isEqual = (other: number) => {
      for (let word = 0; word < 8; word += 1) if (words[other * 8 + word] !== words[start + word]) return false;
      return true;
    };
    for (let slot = (words[start] ?? 0) % slotCount; ; slot = (slot + 1) % slotCount) {
      const taken = slots[slot] ?? 0;
      if (taken !== 0 && isEqual(taken - 1)) return;
      if (taken !== 0) continue;
      slots[slot] = number + 1;
      return;
    }
  }
}
