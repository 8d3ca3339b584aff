// @ts-check
/** @import { DigestTable } from "./batch.ts" */

/**
 * The number of a digest; undefined when the table does not hold it.
 *
 * @param {DigestTable} table
 * @param {Uint8Array} digest
 * @returns {number | undefined}
 */
export function findDigest({ slots, words }, digest) {
  const wanted = new Uint32Array(8);
  new Uint8Array(wanted.buffer).set(digest);
  for (let slot = (wanted[0] ?? 0) % slots.length; ; slot = (slot + 1) % slots.length) {
    const taken = slots[slot] ?? 0;
    if (taken === 0) return undefined;
    if (wanted.every((word, index) => words[(taken - 1) * 8 + index] === word)) return taken - 1;
  }
}
