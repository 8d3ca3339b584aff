// @ts-check
/** @import { ErrorPayload, LogError } from "./contract.ts" */
import process from "node:process";
import { format } from "node:util";
import { errorText } from "./errors.mjs";

const levels = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

/**
 * What the two contracts do in their own way.
 *
 * @typedef {object} ConsoleOptions
 * @property {() => string | undefined} requestId Of the current invoke.
 * @property {(thrown: unknown) => Error} asError
 * @property {(error: unknown) => ErrorPayload} payloadOf
 * @property {number} errorsFrom Of several values that are logged, the first that may be an error.
 */

/**
 * Replaces the methods of `console` by those of Lambda: a record for each call, with time, request and level
 * (AWS_LAMBDA_LOG_FORMAT, AWS_LAMBDA_LOG_LEVEL). Returns what logs an error of the runtime.
 *
 * @param {ConsoleOptions} options
 * @returns {LogError}
 */
export function patchConsole({ requestId, asError, payloadOf, errorsFrom }) {
  const json = process.env.AWS_LAMBDA_LOG_FORMAT?.toUpperCase() === "JSON";
  const lowest = Math.max(0, levels.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL?.toUpperCase() ?? "TRACE"));
  /** @type {(level: string, values: readonly unknown[]) => void} */
  const write = (level, values) => {
    const time = new Date().toISOString();
    const line = json
      ? jsonLine({ timestamp: time, level, requestId: requestId() }, values, errorsFrom)
      : `${time}\t${requestId()}\t${level}\t${format(...values)}`;
    process.stdout.write(`${line}\n`);
  };
  for (const [index, level] of levels.entries()) {
    /** @param {readonly unknown[]} values */
    const method = (...values) => write(level, values.length === 0 ? [undefined] : values);
    Object.assign(console, { [level.toLowerCase()]: index >= lowest ? method : () => undefined });
  }
  console.log = console.info;
  return (message, thrown) => {
    const error = asError(thrown);
    if (json) console.error(error);
    else console.error(message, errorText(error, payloadOf));
  };
}

/**
 * Of several values, the first error from place `errorsFrom` on gives the record the fields of an error.
 *
 * @param {object} head
 * @param {readonly unknown[]} values
 * @param {number} errorsFrom
 */
function jsonLine(head, values, errorsFrom) {
  if (values.length === 1) {
    try {
      return JSON.stringify({ ...head, message: values[0] }, (_key, value) => plainError(value));
    } catch {
      return JSON.stringify({ ...head, message: format(values[0]) });
    }
  }
  const error = values.slice(errorsFrom).find((value) => value instanceof Error);
  return JSON.stringify({ ...head, message: format(...values), ...(error === undefined ? {} : errorFields(error)) });
}

/** @param {unknown} value */
function plainError(value) {
  return value instanceof Error ? { ...errorFields(value), ...value } : value;
}

/** @param {Error} error */
function errorFields({ constructor, message, stack }) {
  return {
    errorType: constructor?.name ?? "UnknownError",
    errorMessage: message,
    stackTrace: typeof stack === "string" ? stack.split("\n") : stack,
  };
}
