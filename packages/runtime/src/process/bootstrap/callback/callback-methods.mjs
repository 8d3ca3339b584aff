// @ts-check
/** @import { EmptyLoop } from "../contract.ts" */

/** @typedef {(error?: unknown, result?: unknown) => void} Callback */

/**
 * The ways in which a handler can answer: the callback, and `succeed`, `fail` and `done` of its context. Only the first call that
 * succeeds counts. A callback without an error waits until nothing is left that could still happen, unless `callbackWaitsForEmptyEventLoop` is off.
 *
 * @param {EmptyLoop} emptyLoop
 * @param {{ readonly respond: (result: unknown) => void, readonly refuse: (error: unknown) => void }} ends
 */
export function answerMethods(emptyLoop, { respond, refuse }) {
  let answered = false;
  let waits = true;
  /** @param {unknown} result */
  const complete = (result) => {
    if (answered) {
      console.error(
        "Invocation has already been reported as done. Cannot call complete more than once per invocation.",
      );
      return;
    }
    answered = true;
    respond(result);
  };
  /** @type {Callback} */
  const done = (error, result) => {
    emptyLoop.do = () => undefined;
    if (error === undefined || error === null) complete(result);
    else refuse(error);
  };
  /** @type {Callback} */
  const callback = (error, result) => {
    if (!waits || (error !== undefined && error !== null)) return done(error, result);
    emptyLoop.do = () => {
      setImmediate(() => complete(result));
    };
  };
  const first = onlyFirst();
  const methods = Object.assign(waiting({ get: () => waits, set: (value) => (waits = value) }), {
    succeed: first((/** @type {unknown} */ result) => done(null, result)),
    fail: first((/** @type {unknown} */ error) => done(error ?? "handled", null)),
    done: first(done),
  });
  return { callback: first(callback), methods, close: () => (answered = true) };
}

/**
 * Of a handler that streams: when the next invoke is asked for, once its response has ended.
 *
 * @param {EmptyLoop} emptyLoop
 * @param {() => void} scheduleNext
 */
export function streamMethods(emptyLoop, scheduleNext) {
  let waits = true;
  const goOn = () => {
    emptyLoop.do = () => {
      setImmediate(() => scheduleNext());
    };
    if (waits) return;
    emptyLoop.do = () => undefined;
    scheduleNext();
  };
  return { methods: waiting({ get: () => waits, set: (value) => (waits = value) }), goOn };
}

/** @param {{ readonly get: () => boolean, readonly set: (value: boolean) => void }} accessors */
function waiting(accessors) {
  return Object.defineProperty({}, "callbackWaitsForEmptyEventLoop", {
    ...accessors,
    enumerable: true,
    configurable: true,
  });
}

/** Wraps functions of which one call counts among all; one that throws does not. */
function onlyFirst() {
  let finished = false;
  /**
   * @template {readonly unknown[]} Values
   * @param {(...values: Values) => void} wrapped
   * @returns {(...values: Values) => void}
   */
  return (wrapped) =>
    (...values) => {
      if (finished) return;
      wrapped(...values);
      finished = true;
    };
}
