// @ts-check
"use strict";
const nodeModule = require("node:module");
const threads = require("node:worker_threads");
const { recorder, withPreload } = require("./preload.cjs");

/** @typedef {{ readonly env?: NodeJS.ProcessEnv | symbol, readonly execArgv?: readonly string[] }} Options */

/** A thread has the options of its process, the recorder among them, unless it is given others. */
function watchThreads() {
  const Worker = new Proxy(threads.Worker, {
    construct: (target, [file, options, ...rest], newTarget) =>
      Reflect.construct(target, [file, preloadOptions(options), ...rest], newTarget),
  });
  Object.defineProperty(threads, "Worker", { ...Object.getOwnPropertyDescriptor(threads, "Worker"), value: Worker });
  nodeModule.syncBuiltinESMExports();
}

/**
 * @param {Options | undefined} options
 */
function preloadOptions(options) {
  if (typeof options !== "object" || options === null) return options;
  const { env, execArgv } = options;
  if (typeof env === "object" && env !== null) {
    return { ...options, env: { ...env, NODE_OPTIONS: withPreload(env["NODE_OPTIONS"]) } };
  }
  return Array.isArray(execArgv) ? { ...options, execArgv: ["--require", recorder, ...execArgv] } : options;
}

module.exports = { watchThreads };
