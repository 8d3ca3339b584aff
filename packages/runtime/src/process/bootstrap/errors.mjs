// @ts-check
/** @import { ErrorPayload } from "./contract.ts" */
import process from "node:process";

/** `Error`, which makes a text of whatever it is given. */
export const ErrorOfAny = /** @type {new (thrown: unknown) => Error} */ (Error);

/**
 * DEL characters are not allowed where errors go.
 *
 * @template {string | undefined} Text
 * @param {Text} text
 * @returns {Text}
 */
export function escaped(text) {
  return /** @type {Text} */ (text?.replaceAll("\u007F", "%7F"));
}

/**
 * In the form of AWS X-Ray; empty where that is not possible.
 *
 * @param {unknown} thrown
 */
export function errorCause(thrown) {
  try {
    const error = /** @type {Error} */ (thrown);
    const stack = (escaped(error.stack) ?? "").split("\n").slice(1).map(stackEntry);
    const exception = { type: escaped(error.name), message: escaped(error.message), stack };
    const paths = [...new Set(stack.map(({ path }) => path))];
    return JSON.stringify({ working_directory: process.cwd(), exceptions: [exception], paths });
  } catch {
    return "";
  }
}

/**
 * An error as the log shows it, with its own properties; as its payload where those have no JSON.
 *
 * @param {unknown} error
 * @param {(error: unknown) => ErrorPayload} payloadOf
 */
export function errorText(error, payloadOf) {
  try {
    return `\t${JSON.stringify(error, (_key, value) => (value instanceof Error ? withProperties(value) : value))}`;
  } catch {
    return `\t${JSON.stringify(payloadOf(error))}`;
  }
}

/** The payload for an error whose name, message or stack cannot be read. */
export const UNREADABLE = {
  errorType: "handled",
  errorMessage:
    "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack",
};

/** @param {NodeJS.ErrnoException} error */
function withProperties(error) {
  const { name, message, code, stack } = error;
  const shown = { errorType: name, errorMessage: message, code, ...error };
  return typeof stack === "string" ? { ...shown, stack: stack.split("\n") } : shown;
}

/** @param {string} text */
function stackEntry(text) {
  const line = text.trim().replace(/[()]/gu, "");
  const words = line.slice(line.indexOf(" ") + 1).split(" ");
  const [path = "", number = ""] = (words.pop() ?? "").split(":");
  return { path, line: Number.parseInt(number, 10), label: words.join(" ") || "anonymous" };
}
