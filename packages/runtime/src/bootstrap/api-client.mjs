import http from "node:http";
import process from "node:process";

const version = "/2018-06-01/runtime";

/**
 * The Runtime API (Lambda Developer Guide, "Custom runtime API") as the function's process sees it. What is posted is on its way
 * when a call returns; `next` and `settled` wait until it has arrived. A connection that waits for nothing keeps no process alive.
 */
export class ApiClient {
  #agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  #host;
  #port;
  /** @type {Promise<void>} */
  #posted = Promise.resolve();

  constructor(address = process.env.AWS_LAMBDA_RUNTIME_API ?? "") {
    const [host = "", port = ""] = address.split(":");
    this.#host = host;
    this.#port = Number(port);
  }

  /** Waits for the next invoke. */
  async next() {
    await this.#posted;
    const { headers, body } = await this.#call({ method: "GET", path: `${version}/invocation/next` });
    return { headers, event: body };
  }

  postResponse(id, body) {
    this.#post(`${version}/invocation/${encodeURIComponent(id)}/response`, body, {});
  }

  postError(id, { body, cause }) {
    const headers = cause === "" ? {} : { "Lambda-Runtime-Function-XRay-Error-Cause": cause };
    this.#post(`${version}/invocation/${encodeURIComponent(id)}/error`, body, headers);
  }

  postInitError(body, errorType) {
    this.#post(`${version}/init/error`, body, { "Lambda-Runtime-Function-Error-Type": errorType });
  }

  /** Resolves when all that was posted has arrived. */
  async settled() {
    await this.#posted;
  }

  /** An open request that streams a response. */
  openResponse(id, { headers, highWaterMark }) {
    const path = `${version}/invocation/${encodeURIComponent(id)}/response`;
    return http.request({ ...this.#target("POST", path), headers, highWaterMark });
  }

  #post(path, body, headers) {
    const content = Buffer.from(body);
    const length = { "Content-Type": "application/json", "Content-Length": content.length };
    this.#posted = this.#call({ method: "POST", path, headers: { ...length, ...headers }, content }).then(
      () => undefined,
    );
  }

  #call({ method, path, headers = {}, content }) {
    return new Promise((resolve, reject) => {
      const request = http.request({ ...this.#target(method, path), headers }, (response) => {
        const chunks = [];
        response
          .on("data", (chunk) => chunks.push(chunk))
          .on("end", () => resolve({ headers: response.headers, body: Buffer.concat(chunks).toString() }))
          .on("error", reject);
      });
      request.on("error", reject).end(content);
    });
  }

  #target(method, path) {
    return { agent: this.#agent, host: this.#host, port: this.#port, method, path };
  }
}
