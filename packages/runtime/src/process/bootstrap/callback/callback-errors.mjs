// @ts-check
/** @import { ErrorPayload } from "../contract.ts" */
import { types } from "node:util";
import { ErrorOfAny, escaped, UNREADABLE } from "../errors.mjs";

class HandlerNotFound extends Error {}
class ImportModuleError extends ErrorOfAny {}
class InvalidStreamingOperation extends Error {}
class MalformedHandlerName extends Error {}
class MalformedStreamingHandler extends Error {}
class UserCodeSyntaxError extends ErrorOfAny {}

/** @typedef {{ readonly toString: () => string }} WithText */

/** An uncaught error; the log shows what it was. */
export class UnhandledPromiseRejection extends ErrorOfAny {
  /**
   * @param {unknown} reason
   * @param {Promise<unknown>} promise
   */
  constructor(reason, promise) {
    super(reason);
    this.reason = reason;
    this.promise = promise;
  }
}

/** The errors of nodejs22.x and older, by the names that they have there. */
export const callbackErrors = {
  HandlerNotFound,
  ImportModuleError,
  InvalidStreamingOperation,
  MalformedHandlerName,
  MalformedStreamingHandler,
  UserCodeSyntaxError,
};

for (const type of [...Object.values(callbackErrors), UnhandledPromiseRejection]) {
  type.prototype.name = `Runtime.${type.name}`;
}

/**
 * The payload of a failed invoke, in the contract of nodejs22.x and older: whatever looks like an error is one.
 *
 * @param {unknown} error
 * @returns {ErrorPayload}
 */
export function callbackPayload(error) {
  try {
    if (!types.isNativeError(error) && !looksLikeError(error)) {
      return { errorType: typeof error, errorMessage: /** @type {WithText} */ (error).toString(), trace: [] };
    }
    const trace = escaped(/** @type {WithText} */ (error.stack).toString()).split("\n");
    return { errorType: escaped(error.name), errorMessage: escaped(error.message), trace };
  } catch {
    return UNREADABLE;
  }
}

/**
 * Anything that was thrown, as an error.
 *
 * @param {unknown} thrown
 */
export function asCallbackError(thrown) {
  return thrown instanceof Error ? thrown : new ErrorOfAny(thrown);
}

/**
 * @param {unknown} value
 * @returns {value is Error}
 */
function looksLikeError(value) {
  const fields = /** @type {Readonly<Record<string, unknown>> | undefined} */ (value);
  return ["name", "message", "stack"].every((key) => typeof fields?.[key] === "string" && fields[key] !== "");
}
