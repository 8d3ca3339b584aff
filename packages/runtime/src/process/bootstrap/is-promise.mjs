// @ts-check
/**
 * Whether a handler's result can be waited for.
 *
 * @param {unknown} value
 * @returns {value is Promise<unknown>}
 */
export function isPromise(value) {
  return typeof (/** @type {Partial<Promise<unknown>> | undefined} */ (value)?.then) === "function";
}
