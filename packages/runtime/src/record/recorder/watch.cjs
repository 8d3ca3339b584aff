// @ts-check
"use strict";

/** @typedef {(...values: never[]) => unknown} Call */

/** How Node.js prepares stacks where nobody else does. */
const { prepareStackTrace: usual } = Error;

/**
 * Has something done before each call of a function. Its name, its length and all else of it stay; an error that it throws does
 * not show who was in between.
 *
 * @param {object} owner
 * @param {string} name
 * @param {(values: unknown[]) => void | (() => void)} before may change the list; what it returns is done after the call
 */
function watch(owner, name, before) {
  const descriptor = Object.getOwnPropertyDescriptor(owner, name);
  if (typeof descriptor?.value !== "function") return;
  const value = new Proxy(descriptor.value, {
    apply: (target, self, values) => {
      const after = before(values);
      const result = callUnseen(target, self, values);
      after?.();
      return result;
    },
  });
  Object.defineProperty(owner, name, { ...descriptor, value });
}

/**
 * @param {Call} target
 * @param {unknown} self
 * @param {unknown[]} values
 */
function callUnseen(target, self, values) {
  const limit = Error.stackTraceLimit;
  const isRaised = raise(limit);
  try {
    return Reflect.apply(target, self, values);
  } catch (error) {
    cutFrames(error);
    throw error;
  } finally {
    if (isRaised) Error.stackTraceLimit = limit;
  }
}

/** Frames of the recorder in a stack: the trap of the proxy, and what it calls. */
const OWN_FRAMES = 2;

/**
 * @param {unknown} limit
 */
function raise(limit) {
  if (typeof limit !== "number" || limit <= 0) return false;
  return Reflect.set(Error, "stackTraceLimit", limit + OWN_FRAMES);
}

const BETWEEN = "    at Reflect.apply (<anonymous>)";

/** @param {unknown} error */
function cutFrames(error) {
  // Where the function prepares stacks itself, it would have to do it now.
  if (!(error instanceof Error) || Error.prepareStackTrace !== usual) return;
  const { stack } = error;
  if (typeof stack !== "string" || !stack.includes(__dirname)) return;
  const lines = stack.split("\n").filter((line) => !line.includes(__dirname) && line !== BETWEEN);
  Reflect.set(error, "stack", lines.join("\n"));
}

module.exports = { watch };
