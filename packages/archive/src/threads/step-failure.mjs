// @ts-check
/** @import { FailedFile } from "./batch.ts" */

/** What went wrong, and at what. */
export class StepFailure extends Error {
  /**
   * @param {FailedFile["step"]} step
   * @param {unknown} cause
   */
  constructor(step, cause) {
    super(step, { cause });
    this.step = step;
  }
}

/** The file is not the one that was listed. */
export class ChangedError extends Error {}

/**
 * What `work` returns; what it throws, as the failure of a step.
 *
 * @template T
 * @param {FailedFile["step"]} step
 * @param {() => T} work
 * @returns {T}
 */
export function during(step, work) {
  try {
    return work();
  } catch (error) {
    throw new StepFailure(step, error);
  }
}
