import process from "node:process";
import { ApiClient } from "./api-client.mjs";
import { loadCallbackHandler } from "./callback-loader.mjs";
import { patchConsole } from "./console.mjs";
import { errorCause, errorPayload, looksLikeError, runtimeError } from "./errors.mjs";
import { invokeContext, setTrace } from "./invoke-context.mjs";
import { openResponseStream, setStreamingGlobals, streamingOf } from "./response-stream.mjs";

/** The state of one runtime of nodejs22.x or older. */
const client = new ApiClient();
let requestId;
let logError = () => undefined;
/** What is done when the handler has left nothing that could still happen. */
let onEmptyLoop = () => undefined;
/** Tells Lambda of an error that nobody caught. */
let report = postInitError;

/** Runs the contract of nodejs22.x and older: callbacks, and responses that wait for an empty event loop. */
export async function runCallbackContract() {
  logError = patchConsole(() => requestId);
  process.on("uncaughtException", (error) => {
    logError("Uncaught Exception", error);
    void reportAndExit(error, 129);
  });
  process.on("unhandledRejection", (reason) => {
    const error = runtimeError("UnhandledPromiseRejection", `${reason}`);
    logError("Unhandled Promise Rejection", error);
    void reportAndExit(error, 128);
  });
  process.on("beforeExit", () => onEmptyLoop());
  setStreamingGlobals();
  const handler = await loadCallbackHandler(process.cwd(), process.env._HANDLER ?? "");
  const streaming = streamingOf(handler);
  const handleOnce = streaming === undefined ? answerOnce : streamOnce;
  scheduleNext(() => handleOnce(handler, streaming ?? {}));
}

let handleNext = async () => undefined;

function scheduleNext(handle = handleNext) {
  handleNext = handle;
  setImmediate(() => {
    handle().catch((error) => {
      console.log(`Unexpected Top Level Error: ${error}`);
      void reportAndExit(error, 129);
    });
  });
}

async function reportAndExit(error, code) {
  report(error);
  await client.settled();
  process.exit(code);
}

function postInitError(error) {
  const payload = errorPayload(error, looksLikeError);
  client.postInitError(JSON.stringify(payload), payload.errorType);
}

function postError(id, error) {
  client.postError(id, { body: JSON.stringify(errorPayload(error, looksLikeError)), cause: errorCause(error) });
}

function postResponse(id, result) {
  let body;
  try {
    body = JSON.stringify(result === undefined ? null : result);
  } catch {
    throw new Error("Unable to stringify response body");
  }
  // Functions and symbols have no JSON.
  client.postResponse(id, body ?? "");
}

async function nextInvoke() {
  const { headers, event } = await client.next();
  requestId = headers["lambda-runtime-aws-request-id"];
  report = (error) => postError(requestId, error);
  return { id: requestId, headers, event };
}

async function answerOnce(handler) {
  const { id, headers, event } = await nextInvoke();
  const { callback, methods, close } = callbacksOf(id);
  onEmptyLoop = () => {
    close();
    postResponse(id, null);
    scheduleNext();
  };
  try {
    setTrace(headers);
    const context = Object.assign(methods, invokeContext(headers));
    const result = handler(JSON.parse(event), context, callback);
    if (isPromise(result)) result.then(methods.succeed, methods.fail).catch(methods.fail);
  } catch (error) {
    callback(error);
  }
}

/** The ways in which a handler can answer. Of each, only the first call that succeeds counts. */
function callbacksOf(id) {
  let answered = false;
  let waits = true;
  const complete = (result) => {
    if (answered) {
      console.error(
        "Invocation has already been reported as done. Cannot call complete more than once per invocation.",
      );
      return;
    }
    answered = true;
    postResponse(id, result);
    scheduleNext();
  };
  const refuse = (error) => {
    logError("Invoke Error", error);
    postError(id, error);
    scheduleNext();
  };
  const done = (error, result) => {
    onEmptyLoop = () => undefined;
    if (error === undefined || error === null) complete(result);
    else refuse(error);
  };
  const callback = (error, result) => {
    if (!waits || (error !== undefined && error !== null)) return done(error, result);
    onEmptyLoop = () => {
      onEmptyLoop = () => undefined;
      setImmediate(() => complete(result));
    };
  };
  const methods = {
    get callbackWaitsForEmptyEventLoop() {
      return waits;
    },
    set callbackWaitsForEmptyEventLoop(value) {
      waits = value;
    },
    succeed: firstOnly((result) => done(null, result)),
    fail: firstOnly((error) => done(error ?? "handled", null)),
    done: firstOnly(done),
  };
  return { callback: firstOnly(callback), methods, close: () => (answered = true) };
}

function firstOnly(wrapped) {
  let finished = false;
  return (...values) => {
    if (finished) return;
    wrapped(...values);
    finished = true;
  };
}

async function streamOnce(handler, streaming) {
  const { id, headers, event } = await nextInvoke();
  const { stream, answered, fail } = openResponseStream(client, id, streaming);
  let waits = true;
  const goOn = () => {
    onEmptyLoop = () => undefined;
    if (!waits) return scheduleNext();
    onEmptyLoop = () => {
      onEmptyLoop = () => undefined;
      setImmediate(() => scheduleNext());
    };
  };
  const refuse = async (error) => {
    logError("Invoke Error", error);
    await fail(errorPayload(error, looksLikeError));
    goOn();
  };
  onEmptyLoop = () => scheduleNext();
  try {
    setTrace(headers);
    const context = Object.assign(
      {
        get callbackWaitsForEmptyEventLoop() {
          return waits;
        },
        set callbackWaitsForEmptyEventLoop(value) {
          waits = value;
        },
      },
      invokeContext(headers),
    );
    const result = handler(JSON.parse(event), stream, context);
    if (!isPromise(result)) return await refuse("Streaming does not support non-async handlers.");
    if ((await result) !== undefined) console.warn("Streaming handlers ignore return values.");
    await answered;
    if (!stream.writableFinished) return await refuse("Response stream is not finished.");
    goOn();
  } catch (error) {
    await refuse(error);
  }
}

function isPromise(value) {
  return typeof value?.then === "function";
}
