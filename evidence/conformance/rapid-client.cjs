"use strict";
/**
 * Stands in for `rapid-client.node`, the compiled part of AWS's own clients, whose source is in the package (rapid-client.cc). Loaded
 * before a client, it takes that file's place. As there, `next` resolves with an invoke, and `done` and `error` return when the
 * Runtime API has answered: a thread of its own posts, and this one waits.
 */
const http = require("node:http");
const Module = require("node:module");
const { Worker } = require("node:worker_threads");

const invocation = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;

// oxlint-disable-next-line no-underscore-dangle -- Node.js calls it so.
const resolveFilename = Module._resolveFilename;
// oxlint-disable-next-line no-underscore-dangle -- Node.js calls it so.
Module._resolveFilename = function resolve(request, ...rest) {
  return request === "./rapid-client.node" ? __filename : resolveFilename.call(this, request, ...rest);
};

const poster = new Worker(
  `const http = require("node:http");
  const { parentPort } = require("node:worker_threads");
  parentPort.on("message", ({ url, headers, body, answered }) => {
    const wake = () => {
      Atomics.store(answered, 0, 1);
      Atomics.notify(answered, 0);
    };
    const request = http.request(url, { method: "POST", headers }, (response) => response.resume().on("end", wake));
    request.on("error", wake).end(body);
  });`,
  { eval: true, execArgv: [] },
);
poster.unref();

function post(url, body, headers) {
  if (typeof body !== "string") throw new TypeError("Wrong arguments");
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const length = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) };
  // oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin.
  poster.postMessage({ url, headers: { ...length, ...headers }, body, answered });
  Atomics.wait(answered, 0, 0);
}

exports.next = () =>
  new Promise((resolve, reject) => {
    http
      .get(`${invocation}/next`, (response) => {
        const chunks = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("end", () => resolve({ bodyJson: Buffer.concat(chunks).toString(), headers: response.headers }));
      })
      .on("error", reject);
  });

exports.done = (id, body) => post(`${invocation}/${id}/response`, body, {});

exports.error = (id, body, cause) =>
  post(`${invocation}/${id}/error`, body, cause === "" ? {} : { "Lambda-Runtime-Function-XRay-Error-Cause": cause });
