// @ts-check
/** @import { Handler, InvokeHeaders, LogError, Streaming } from "../contract.ts" */
import process from "node:process";
import { ApiClient } from "../api-client.mjs";
import { patchConsole } from "../console.mjs";
import { errorCause } from "../errors.mjs";
import { functionContext, invokeContext, setTrace } from "../invoke-context.mjs";
import { InvokeStore } from "./invoke-store.mjs";
import { isPromise } from "../is-promise.mjs";
import { asPromiseError, promiseErrors, promisePayload } from "./promise-errors.mjs";
import { loadPromiseHandler } from "./promise-loader.mjs";
import { openResponseStream, setStreamingGlobals, streamingOf } from "../response-stream.mjs";

/**
 * @typedef {object} Runtime
 * @property {ApiClient} client
 * @property {LogError} logError
 * @property {Handler} handler
 * @property {Streaming | undefined} streaming
 */

/** @typedef {{ readonly id: string, readonly context: object, readonly event: unknown }} Invoke */

/** Runs the contract of nodejs24.x and newer: what a handler returns or resolves to is the response. */
export async function runPromiseContract() {
  const client = new ApiClient();
  const store = new InvokeStore();
  setStreamingGlobals();
  if (globalThis.awslambda !== undefined) globalThis.awslambda.InvokeStore = store;
  const logError = patchConsole({
    requestId: () => store.getRequestId(),
    asError: asPromiseError,
    payloadOf: promisePayload,
    errorsFrom: 1,
  });
  const runtime = { client, logError, ...(await load({ client, logError })) };
  const handle = runtime.streaming === undefined ? answer : stream;
  for (;;) {
    const { headers, event } = await client.next();
    const invoke = {
      id: /** @type {string} */ (headers["lambda-runtime-aws-request-id"]),
      context: contextOf(headers),
      event: JSON.parse(event),
    };
    await store.run(invoke.context, () => handle(runtime, invoke));
  }
}

/** @param {InvokeHeaders} headers */
function contextOf(headers) {
  const { getRemainingTimeInMillis, ...facts } = invokeContext(headers);
  const xRayTraceId = headers["lambda-runtime-trace-id"];
  setTrace(headers);
  const { functionName, ...others } = functionContext();
  return { ...facts, xRayTraceId, getRemainingTimeInMillis, functionName, ...others };
}

/** @param {Pick<Runtime, "client" | "logError">} runtime */
async function load({ client, logError }) {
  try {
    const handler = await loadPromiseHandler(process.env.LAMBDA_TASK_ROOT ?? "", process.env._HANDLER ?? "");
    const streaming = streamingOf(handler, promiseErrors);
    if (handler.length >= 3 && streaming === undefined) throw new promiseErrors.CallbackHandlerDeprecated(CALLBACKS);
    return { handler, streaming };
  } catch (error) {
    logError("Init Error", error);
    client.postInitError(promisePayload(error));
    await client.settled();
    throw error;
  }
}

const CALLBACKS =
  "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.";

/**
 * @param {Runtime} runtime
 * @param {Invoke} invoke
 */
async function answer({ client, handler, logError }, { id, event, context }) {
  try {
    const result = await handler(event, context);
    await turn();
    client.postResponse(id, serialize(result));
  } catch (error) {
    await turn();
    logError("Invoke Error", error);
    client.postError(id, { body: JSON.stringify(promisePayload(error)), cause: errorCause(error) });
  }
}

/**
 * @param {Runtime} runtime
 * @param {Invoke} invoke
 */
async function stream({ client, handler, logError, streaming = {} }, { id, event, context }) {
  const response = openResponseStream({ client, id, streaming, errors: promiseErrors });
  try {
    const result = handler(event, response.stream, context);
    if (!isPromise(result)) throw new Error("Streaming does not support non-async handlers.");
    if ((await result) !== undefined) console.warn("Streaming handlers ignore return values.");
    await response.answered;
    if (!response.stream.writableFinished) throw new Error("Response stream is not finished.");
  } catch (error) {
    await turn();
    logError("Invoke Error", error);
    response.fail(promisePayload(error));
  }
}

/** @param {unknown} result */
function serialize(result) {
  try {
    return JSON.stringify(result === undefined ? null : result);
  } catch {
    throw new promiseErrors.JSONStringifyError("Unable to stringify response body");
  }
}

/** Gives the output of the handler the time to get out. */
function turn() {
  return new Promise((resolve) => setImmediate(resolve));
}
