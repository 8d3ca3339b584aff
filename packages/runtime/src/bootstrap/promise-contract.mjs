import process from "node:process";
import { ApiClient } from "./api-client.mjs";
import { loadPromiseHandler } from "./promise-loader.mjs";
import { patchConsole } from "./console.mjs";
import { errorCause, errorPayload, isError, runtimeError } from "./errors.mjs";
import { invokeContext, setTrace } from "./invoke-context.mjs";
import { InvokeStore } from "./invoke-store.mjs";
import { openResponseStream, setStreamingGlobals, streamingOf } from "./response-stream.mjs";

/** Runs the contract of nodejs24.x and newer: what a handler returns or resolves to is the response. */
export async function runPromiseContract() {
  const client = new ApiClient();
  const store = new InvokeStore();
  const logError = patchConsole(() => store.getRequestId());
  setStreamingGlobals();
  if (globalThis.awslambda !== undefined) globalThis.awslambda.InvokeStore = store;
  const runtime = { client, logError, ...(await load({ client, logError })) };
  for (;;) {
    const { headers, event } = await client.next();
    const id = headers["lambda-runtime-aws-request-id"];
    const trace = headers["lambda-runtime-trace-id"];
    const parsed = JSON.parse(event);
    const context = { ...invokeContext(headers), xRayTraceId: trace };
    setTrace(headers);
    const invoke = { id, event: parsed, context };
    const { streaming } = runtime;
    await store.run({ id, trace }, () => (streaming === undefined ? answer(runtime, invoke) : stream(runtime, invoke)));
  }
}

async function load({ client, logError }) {
  try {
    const handler = await loadPromiseHandler(process.env.LAMBDA_TASK_ROOT ?? "", process.env._HANDLER ?? "");
    const streaming = streamingOf(handler);
    if (handler.length >= 3 && streaming === undefined) throw runtimeError("CallbackHandlerDeprecated", CALLBACKS);
    return { handler, streaming };
  } catch (error) {
    logError("Init Error", error);
    const payload = errorPayload(error, isError);
    client.postInitError(JSON.stringify(payload), payload.errorType);
    await client.settled();
    throw error;
  }
}

const CALLBACKS =
  "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.";

async function answer({ client, handler, logError }, { id, event, context }) {
  try {
    const result = await handler(event, context);
    await turn();
    client.postResponse(id, serialize(result));
  } catch (error) {
    await turn();
    logError("Invoke Error", error);
    client.postError(id, { body: JSON.stringify(errorPayload(error, isError)), cause: errorCause(error) });
  }
}

async function stream({ client, handler, logError, streaming }, { id, event, context }) {
  const response = openResponseStream(client, id, streaming);
  try {
    const result = handler(event, response.stream, context);
    if (typeof result?.then !== "function") throw new Error("Streaming does not support non-async handlers.");
    if ((await result) !== undefined) console.warn("Streaming handlers ignore return values.");
    await response.answered;
    if (!response.stream.writableFinished) throw new Error("Response stream is not finished.");
  } catch (error) {
    await turn();
    logError("Invoke Error", error);
    await response.fail(errorPayload(error, isError));
  }
}

function serialize(result) {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? "";
  } catch {
    throw runtimeError("JSONStringifyError", "Unable to stringify response body");
  }
}

/** Gives the output of the handler the time to get out. */
function turn() {
  return new Promise((resolve) => setImmediate(resolve));
}
