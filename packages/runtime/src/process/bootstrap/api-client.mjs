// @ts-check
/** @import { OutgoingHttpHeaders, RequestOptions } from "node:http" */
/** @import { ErrorPayload, InvokeHeaders } from "./contract.ts" */
import http from "node:http";
import process from "node:process";
import { postAtExit } from "./post-at-exit.mjs";

const version = "/2018-06-01/runtime";

/** Taken before the function's code may replace it, as tracers and mocks do. AWS's client makes these requests in native code. */
const { request: send } = http;

/** @typedef {Pick<RequestOptions, "host" | "port" | "method" | "path" | "headers">} Call */

/** @typedef {{ readonly status: number | undefined, readonly headers: InvokeHeaders, readonly body: string }} Answer */

/**
 * The Runtime API (Lambda Developer Guide, "Custom runtime API") as the function's process sees it. What is posted arrives even
 * where the process exits at once; `next` and `settled` wait until it has arrived. A connection that waits for nothing keeps no
 * process alive.
 */
export class ApiClient {
  #agent = new http.Agent({ keepAlive: true });
  #host;
  #port;
  /** What the API's paths begin with: a secret of this process, and nothing on Lambda. */
  #prefix;
  /** @type {Promise<unknown>} */
  #posted = Promise.resolve();

  constructor(address = process.env.AWS_LAMBDA_RUNTIME_API ?? "") {
    const [, host = "", port = "", prefix = ""] = /^([^:]*):(\d*)(.*)$/u.exec(address) ?? [];
    this.#host = host;
    this.#prefix = prefix;
    this.#port = Number(port);
  }

  /** Waits for the next invoke. */
  async next() {
    await this.#posted;
    const { status, headers, body } = await this.#call(this.#target("GET", `${version}/invocation/next`));
    if (status !== 200) throw new Error(`Failed to get next invocation, error ${status}`);
    return { headers, event: body };
  }

  /**
   * What has no JSON, such as a function, is no string.
   *
   * @param {string} id
   * @param {unknown} body
   */
  postResponse(id, body) {
    if (typeof body !== "string") throw new TypeError("Wrong arguments");
    this.#post(`${version}/invocation/${encodeURIComponent(id)}/response`, body, {});
  }

  /**
   * @param {string} id
   * @param {{ readonly body: string, readonly cause: string }} error
   */
  postError(id, { body, cause }) {
    /** @type {OutgoingHttpHeaders} */
    const headers = cause === "" ? {} : { "Lambda-Runtime-Function-XRay-Error-Cause": cause };
    this.#post(`${version}/invocation/${encodeURIComponent(id)}/error`, body, headers);
  }

  /** @param {ErrorPayload} payload */
  postInitError(payload) {
    const headers = { "Lambda-Runtime-Function-Error-Type": payload.errorType };
    this.#post(`${version}/init/error`, JSON.stringify(payload), headers);
  }

  /** Resolves when all that was posted has arrived. */
  async settled() {
    await this.#posted;
  }

  /**
   * An open request that streams a response.
   *
   * @param {string} id
   * @param {{ readonly headers: OutgoingHttpHeaders, readonly highWaterMark: number | undefined }} options
   */
  openResponse(id, { headers, highWaterMark }) {
    const path = `${version}/invocation/${encodeURIComponent(id)}/response`;
    const options = { ...this.#target("POST", path), agent: this.#agent, headers, highWaterMark };
    return http.request(options);
  }

  /**
   * @param {string} path
   * @param {string} body
   * @param {OutgoingHttpHeaders} headers
   */
  #post(path, body, headers) {
    const content = Buffer.from(body);
    const length = { "Content-Type": "application/json", "Content-Length": content.length };
    const call = { ...this.#target("POST", path), headers: { ...length, ...headers } };
    const atExit = () => postAtExit(call, content);
    process.on("exit", atExit);
    this.#posted = this.#call(call, content).finally(() => process.off("exit", atExit));
    // Code that awaits it gets the failure; where none does, it is no unhandled rejection.
    this.#posted.catch(() => undefined);
  }

  /**
   * @param {Call} call
   * @param {Buffer} [content]
   * @returns {Promise<Answer>}
   */
  #call(call, content) {
    return new Promise((resolve, reject) => {
      const request = send({ ...call, agent: this.#agent }, (response) => {
        const { statusCode: status } = response;
        const headers = /** @type {InvokeHeaders} */ (response.headers);
        /** @type {Buffer[]} */
        const chunks = [];
        response
          .on("data", (chunk) => chunks.push(chunk))
          .on("end", () => resolve({ status, headers, body: Buffer.concat(chunks).toString() }))
          .on("error", reject);
      });
      request.on("error", reject).end(content);
    });
  }

  /**
   * @param {string} method
   * @param {string} path
   */
  #target(method, path) {
    return { host: this.#host, port: this.#port, method, path: this.#prefix + path };
  }
}
