// @ts-check
/** @import { FileResult } from "./batch.ts" */

/** Bytes of a SHA-256. */
export const DIGEST_BYTES = 32;

/** The places of the facts about a file in the columns of a batch. */
export const facts = /** @type {const} */ ({
  length: 7,
  /** One of `outcomes`. */
  outcome: 0,
  /** The number in the table of known digests. */
  known: 1,
  /** CRC-32 of the content, CRC-32 of the data, and bytes of the data. */
  crc: 2,
  dataCrc: 3,
  dataSize: 4,
  /** By which a later run knows the staged file; zero where none was written. */
  stagedInode: 5,
  stagedCtime: 6,
});

/** What became of a file: compression was not asked for, its digest is known, or its data is stored or deflated. */
export const outcomes = /** @type {const} */ ({ read: 0, known: 1, stored: 2, deflated: 3 });

/**
 * The facts about a file, by their places.
 *
 * @param {FileResult} file
 * @returns {readonly number[]}
 */
export function factsOf({ number, data, staged }) {
  const { isDeflated, crc = 0, dataCrc = 0, size = 0 } = data ?? {};
  const compressed = isDeflated ? outcomes.deflated : outcomes.stored;
  const outcome = data === undefined ? (number === undefined ? outcomes.read : outcomes.known) : compressed;
  return [outcome, number ?? 0, crc, dataCrc, size, staged?.ino ?? 0, staged?.ctimeMs ?? 0];
}
