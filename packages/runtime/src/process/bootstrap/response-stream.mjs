// @ts-check
/** @import { ClientRequest, IncomingMessage } from "node:http" */
/** @import { ApiClient } from "./api-client.mjs" */
/** @import { ErrorPayload, Handler, ResponseStream, RuntimeErrors, Streaming } from "./contract.ts" */
import process from "node:process";

const streaming = Symbol.for("aws.lambda.runtime.handler.streaming");
const streamingHighWaterMark = Symbol.for("aws.lambda.runtime.handler.streaming.highWaterMark");

/** Sets `awslambda`, which handlers that stream their responses need before they are loaded. */
export function setStreamingGlobals() {
  if (["1", "true"].includes(process.env.AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA ?? "")) return;
  globalThis.awslambda = { ...globalThis.awslambda, streamifyResponse, HttpResponseStream };
}

/**
 * How a handler streams; undefined for one that does not.
 *
 * @param {Handler} handler
 * @param {Pick<RuntimeErrors, "MalformedStreamingHandler">} errors
 * @returns {Streaming | undefined}
 */
export function streamingOf(handler, { MalformedStreamingHandler }) {
  const mark = handler[streaming];
  if (mark === undefined || mark === null || mark === false) return undefined;
  if (mark !== "response") throw new MalformedStreamingHandler("Only response streaming is supported.");
  const highWaterMark = Number.parseInt(/** @type {string} */ (handler[streamingHighWaterMark]), 10);
  return Number.isNaN(highWaterMark) ? {} : { highWaterMark };
}

/**
 * @typedef {object} StreamOptions
 * @property {ApiClient} client
 * @property {string} id Of the invoke.
 * @property {Streaming} streaming
 * @property {Pick<RuntimeErrors, "InvalidStreamingOperation">} errors
 */

/**
 * Opens the stream that a handler writes its response to. `fail` ends it with an error in its trailers.
 *
 * @param {StreamOptions} options
 */
export function openResponseStream({ client, id, streaming: { highWaterMark }, errors }) {
  const request = client.openResponse(id, {
    headers: {
      "Lambda-Runtime-Function-Response-Mode": "streaming",
      Trailer: ["Lambda-Runtime-Function-Error-Type", "Lambda-Runtime-Function-Error-Body"],
      "Content-Type": "application/octet-stream",
      "Transfer-Encoding": "chunked",
    },
    highWaterMark,
  });
  // A handler that breaks its stream off leaves this rejected, and the process ends for it as on Lambda.
  /** @type {Promise<void>} */
  const answered = new Promise((resolve, reject) => {
    request.on("error", reject);
    request.on("response", (/** @type {IncomingMessage} */ response) =>
      response.on("end", resolve).on("aborted", reject).resume(),
    );
  });
  /**
   * @param {ErrorPayload} payload
   * @param {() => void} [ended]
   */
  const fail = (payload, ended) => {
    request.addTrailers({
      "Lambda-Runtime-Function-Error-Type": payload.errorType,
      "Lambda-Runtime-Function-Error-Body": Buffer.from(JSON.stringify(payload)).toString("base64"),
    });
    request.end(ended);
  };
  return { stream: writableOf(request, errors), answered, fail };
}

const methods = [
  "cork destroy end uncork addListener emit eventNames getMaxListeners listenerCount listeners off on once",
  "prependListener prependOnceListener rawListeners removeAllListeners removeListener setMaxListeners",
].flatMap((names) => names.split(" "));
const properties = [
  "destroyed writable writableFinished writableObjectMode writableEnded",
  "writableNeedDrain writableHighWaterMark writableCorked writableLength",
].flatMap((names) => names.split(" "));

/**
 * Only what belongs to a writable stream: handlers see nothing of the request.
 *
 * @param {ClientRequest} request
 * @param {Pick<RuntimeErrors, "InvalidStreamingOperation">} errors
 * @returns {ResponseStream}
 */
function writableOf(request, { InvalidStreamingOperation }) {
  let begun = false;
  /** @type {ResponseStream} */
  const stream = {
    write(chunk, encoding, callback) {
      const isRaw = typeof chunk === "string" || chunk instanceof Uint8Array;
      const content = isRaw ? chunk : JSON.stringify(chunk);
      if (!begun) stream._onBeforeFirstWrite?.((head) => request.write(head));
      begun = true;
      return request.write(content, encoding, callback);
    },
    setContentType(type) {
      if (begun) throw new InvalidStreamingOperation("Cannot set content-type, too late.");
      request.setHeader("Content-Type", type);
    },
  };
  const source = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (request));
  for (const name of methods) Object.assign(stream, { [name]: /** @type {Function} */ (source[name]).bind(request) });
  for (const name of properties) {
    Object.defineProperty(stream, name, {
      get: () => source[name],
      set: (value) => {
        source[name] = value;
      },
    });
  }
  return Object.defineProperty(stream, "_onBeforeFirstWrite", { value: undefined, writable: true });
}

/**
 * @param {Handler} handler
 * @param {{ readonly highWaterMark?: unknown }} [options]
 */
function streamifyResponse(handler, options) {
  handler[streaming] = "response";
  if (typeof options?.highWaterMark === "number") handler[streamingHighWaterMark] = Math.trunc(options.highWaterMark);
  return handler;
}

/** For functions behind an URL: status and headers as JSON, eight zero bytes, then the body. */
const HttpResponseStream = {
  /**
   * @param {ResponseStream} stream
   * @param {unknown} prelude
   */
  from(stream, prelude) {
    stream.setContentType("application/vnd.awslambda.http-integration-response");
    stream._onBeforeFirstWrite = (write) => {
      write(JSON.stringify(prelude));
      write(new Uint8Array(8));
    };
    return stream;
  },
};
