import { types } from "node:util";
import { escaped, UNREADABLE } from "../errors.mjs";

class HandlerNotFound extends Error {}
class ImportModuleError extends Error {}
class InvalidStreamingOperation extends Error {}
class MalformedHandlerName extends Error {}
class MalformedStreamingHandler extends Error {}
class UserCodeSyntaxError extends Error {}

/** What nobody caught; the log shows what it was. */
export class UnhandledPromiseRejection extends Error {
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

/** The payload of a failed invoke, in the contract of nodejs22.x and older: whatever looks like an error is one. */
export function callbackPayload(error) {
  try {
    if (!types.isNativeError(error) && !looksLikeError(error)) {
      return { errorType: typeof error, errorMessage: error.toString(), trace: [] };
    }
    const trace = escaped(error.stack.toString()).split("\n");
    return { errorType: escaped(error.name), errorMessage: escaped(error.message), trace };
  } catch {
    return UNREADABLE;
  }
}

/** Anything that was thrown, as an error. */
export function asCallbackError(thrown) {
  return thrown instanceof Error ? thrown : new Error(thrown);
}

function looksLikeError(value) {
  return ["name", "message", "stack"].every((key) => typeof value?.[key] === "string" && value[key] !== "");
}
