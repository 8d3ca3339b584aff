import process from "node:process";
import { types } from "node:util";

/** An error with a name that Lambda's users know. */
export function runtimeError(name, message, stack) {
  const error = new Error(message);
  Object.defineProperty(error, "name", { value: `Runtime.${name}`, enumerable: false });
  if (stack !== undefined) error.stack = stack;
  return error;
}

/** The payload of a failed invoke. What an error is differs between the contracts. */
export function errorPayload(error, isOne) {
  try {
    if (isOne(error)) {
      return {
        errorType: escaped(error.name),
        errorMessage: escaped(error.message),
        trace: escaped(error.stack ?? "").split("\n"),
      };
    }
    return { errorType: typeof error, errorMessage: `${error}`, trace: [] };
  } catch {
    return {
      errorType: "handled",
      errorMessage:
        "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack",
    };
  }
}

/** What the runtimes up to nodejs22.x take for an error: anything that looks like one. */
export function looksLikeError(value) {
  return (
    types.isNativeError(value) ||
    ["name", "message", "stack"].every((key) => typeof value?.[key] === "string" && value[key] !== "")
  );
}

/** What newer ones take for an error. */
export function isError(value) {
  return value instanceof Error;
}

/** As AWS X-Ray wants to be told; empty where that is not possible. */
export function errorCause(error) {
  try {
    const stack = escaped(error.stack ?? "")
      .split("\n")
      .slice(1)
      .map(stackEntry);
    const exception = { type: escaped(error.name), message: escaped(error.message), stack };
    const paths = [...new Set(stack.map(({ path }) => path))];
    return JSON.stringify({ working_directory: process.cwd(), exceptions: [exception], paths });
  } catch {
    return "";
  }
}

/** An error as the log shows it, with its own properties. */
export function errorText(error) {
  return `\t${JSON.stringify(error, (_key, value) => (value instanceof Error ? withProperties(value) : value))}`;
}

/** Anything that was thrown, as an error. */
export function asError(thrown) {
  return thrown instanceof Error ? thrown : new Error(thrown);
}

function withProperties(error) {
  const { name, message, code, stack } = error;
  const shown = { errorType: name, errorMessage: message, code, ...error };
  return typeof stack === "string" ? { ...shown, stack: stack.split("\n") } : shown;
}

function stackEntry(text) {
  const line = text.trim().replace(/[()]/gu, "");
  const words = line.slice(line.indexOf(" ") + 1).split(" ");
  const [path = "", number = ""] = (words.pop() ?? "").split(":");
  return { path, line: Number.parseInt(number, 10), label: words.join(" ") || "anonymous" };
}

function escaped(text) {
  return text?.replaceAll("\u007F", "%7F");
}
