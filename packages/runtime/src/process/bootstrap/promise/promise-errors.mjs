// @ts-check
/** @import { ErrorPayload } from "../contract.ts" */
import { ErrorOfAny, escaped, UNREADABLE } from "../errors.mjs";

class CallbackHandlerDeprecatedError extends Error {
  /** @override */
  name = "Runtime.CallbackHandlerDeprecated";
}
class HandlerNotFoundError extends Error {
  /** @override */
  name = "Runtime.HandlerNotFound";
}
class ImportModuleError extends ErrorOfAny {
  /** @override */
  name = "Runtime.ImportModuleError";
}
class InvalidStreamingOperation extends Error {
  /** @override */
  name = "Runtime.InvalidStreamingOperation";
}
class JSONStringifyError extends Error {
  /** @override */
  name = "Runtime.JSONStringifyError";
}
class MalformedHandlerNameError extends Error {
  /** @override */
  name = "Runtime.MalformedHandlerName";
}
class MalformedStreamingHandler extends Error {
  /** @override */
  name = "Runtime.MalformedStreamingHandler";
}
class UserCodeSyntaxError extends Error {
  /** @override */
  name = "Runtime.UserCodeSyntaxError";

  /** @param {SyntaxError} error */
  constructor(error) {
    super(String(error));
    this.stack = /** @type {string} */ (error.stack);
  }
}

/** The errors of nodejs24.x and newer. */
export const promiseErrors = {
  CallbackHandlerDeprecated: CallbackHandlerDeprecatedError,
  HandlerNotFound: HandlerNotFoundError,
  ImportModuleError,
  InvalidStreamingOperation,
  JSONStringifyError,
  MalformedHandlerName: MalformedHandlerNameError,
  MalformedStreamingHandler,
  UserCodeSyntaxError,
};

/**
 * The payload of a failed invoke, in the contract of nodejs24.x and newer: only what is an Error of this realm is one.
 *
 * @param {unknown} error
 * @returns {ErrorPayload}
 */
export function promisePayload(error) {
  try {
    if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
    const trace = escaped(error.stack)?.split("\n") ?? [];
    return { errorType: escaped(error.name), errorMessage: escaped(error.message), trace };
  } catch {
    return { ...UNREADABLE, trace: [] };
  }
}

/**
 * Anything that was thrown, as an error.
 *
 * @param {unknown} thrown
 */
export function asPromiseError(thrown) {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
