// @ts-check
/** @import { BatchOptions } from "./batch.ts" */

/**
 * Whether the thread is to end: asked between files, and between pieces of large ones.
 *
 * @param {Pick<BatchOptions, "stop">} options
 */
export function isStopped({ stop }) {
  return stop !== undefined && Atomics.load(stop, 0) === 1;
}
