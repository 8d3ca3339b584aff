// @ts-check
/** @import { EmptyLoop, Handler, InvokeHeaders, LogError, Streaming } from "../contract.ts" */
import process from "node:process";
import { ApiClient } from "../api-client.mjs";
import { asCallbackError, callbackErrors, callbackPayload, UnhandledPromiseRejection } from "./callback-errors.mjs";
import { loadCallbackHandler } from "./callback-loader.mjs";
import { answerMethods, streamMethods } from "./callback-methods.mjs";
import { patchConsole } from "../console.mjs";
import { errorCause } from "../errors.mjs";
import { functionContext, invokeContext, setTrace } from "../invoke-context.mjs";
import { isPromise } from "../is-promise.mjs";
import { openResponseStream, setStreamingGlobals, streamingOf } from "../response-stream.mjs";

/** The state of one runtime of nodejs22.x or older. */
const client = new ApiClient();
/**
 * Of the current invoke.
 *
 * @type {string | undefined}
 */
let requestId;
/** @type {LogError} */
let logError = () => undefined;
/** @type {() => Promise<void>} */
let handleNext = async () => undefined;
/** @type {EmptyLoop} */
const emptyLoop = { do: () => undefined };

/** Runs the contract of nodejs22.x and older: callbacks, and responses that wait for an empty event loop. */
export async function runCallbackContract() {
  logError = patchConsole({
    requestId: () => requestId,
    asError: asCallbackError,
    payloadOf: callbackPayload,
    errorsFrom: 0,
  });
  process.on("uncaughtException", (error) => {
    logError("Uncaught Exception", error);
    exitFor(error, 129);
  });
  process.on("unhandledRejection", (reason, promise) => {
    const error = new UnhandledPromiseRejection(reason, promise);
    logError("Unhandled Promise Rejection", error);
    exitFor(error, 128);
  });
  process.on("beforeExit", () => emptyLoop.do());
  setStreamingGlobals();
  const handler = await loadCallbackHandler(process.cwd(), process.env._HANDLER ?? "");
  const streaming = streamingOf(handler, callbackErrors);
  handleNext = async () => (streaming === undefined ? answerOnce(handler) : streamOnce(handler, streaming));
  scheduleNext();
}

function scheduleNext() {
  setImmediate(() => {
    handleNext().catch((error) => {
      console.log(`Unexpected Top Level Error: ${error}`);
      exitFor(error, 129);
    });
  });
}

/**
 * Reports an uncaught error to Lambda.
 *
 * @param {unknown} error
 * @param {number} code
 */
function exitFor(error, code) {
  if (requestId === undefined) {
    client.postInitError(callbackPayload(error));
    const exit = () => process.exit(code);
    client.settled().then(exit, exit);
  } else {
    postError(requestId, error);
    process.exit(code);
  }
}

/**
 * @param {string} id
 * @param {unknown} error
 */
function postError(id, error) {
  client.postError(id, { body: JSON.stringify(callbackPayload(error)), cause: errorCause(error) });
}

/**
 * @param {string} id
 * @param {unknown} result
 */
function postResponse(id, result) {
  client.postResponse(id, serialize(result));
}

/** @param {unknown} result */
function serialize(result) {
  try {
    return JSON.stringify(result === undefined ? null : result);
  } catch {
    throw new Error("Unable to stringify response body");
  }
}

async function nextInvoke() {
  const { headers, event } = await client.next();
  const id = /** @type {string} */ (headers["lambda-runtime-aws-request-id"]);
  requestId = id;
  return { id, headers, event };
}

/**
 * @param {object} methods
 * @param {InvokeHeaders} headers
 */
function contextOf(methods, headers) {
  setTrace(headers);
  return Object.assign(methods, functionContext(), invokeContext(headers));
}

/** @param {Handler} handler */
async function answerOnce(handler) {
  const { id, headers, event } = await nextInvoke();
  const { callback, methods, close } = answerMethods(emptyLoop, {
    respond: (result) => {
      postResponse(id, result);
      scheduleNext();
    },
    refuse: (error) => {
      logError("Invoke Error", error);
      postError(id, error);
      scheduleNext();
    },
  });
  emptyLoop.do = () => {
    close();
    postResponse(id, null);
    scheduleNext();
  };
  try {
    const result = handler(JSON.parse(event), contextOf(methods, headers), callback);
    if (isPromise(result)) result.then(methods.succeed, methods.fail).catch(methods.fail);
  } catch (error) {
    callback(error);
  }
}

/**
 * @param {Handler} handler
 * @param {Streaming} streaming
 */
async function streamOnce(handler, streaming) {
  const { id, headers, event } = await nextInvoke();
  const { stream, answered, fail } = openResponseStream({ client, id, streaming, errors: callbackErrors });
  const { methods, goOn } = streamMethods(emptyLoop, scheduleNext);
  /** @param {unknown} error */
  const refuse = (error) => {
    logError("Invoke Error", error);
    fail(callbackPayload(error), goOn);
  };
  emptyLoop.do = () => scheduleNext();
  try {
    const result = handler(JSON.parse(event), stream, contextOf(methods, headers));
    if (!isPromise(result)) return refuse("Streaming does not support non-async handlers.");
    if ((await result) !== undefined) console.warn("Streaming handlers ignore return values.");
    await answered;
    if (!stream.writableFinished) return refuse("Response stream is not finished.");
    goOn();
  } catch (error) {
    refuse(error);
  }
}
