// @ts-check
"use strict";
const process = require("node:process");
const { recorder, withoutPreload } = require("./preload.cjs");

/** Takes what has started the recorder out of what the function sees. Processes and threads that it starts get it again. */
function hide() {
  const { NODE_OPTIONS } = process.env;
  const options = withoutPreload(NODE_OPTIONS);
  if (options === undefined) delete process.env["NODE_OPTIONS"];
  else if (options !== NODE_OPTIONS) process.env["NODE_OPTIONS"] = options;
  const at = process.execArgv.indexOf(recorder);
  if (at > 0) process.execArgv.splice(at - 1, 2);
  // Node.js goes through the list itself at this moment: it gets another one.
  const preloads = Object.getOwnPropertyDescriptor(process, "_preload_modules");
  if (!Array.isArray(preloads?.value) || preloads.configurable !== true) return;
  const value = preloads.value.filter((file) => file !== recorder);
  Object.defineProperty(process, "_preload_modules", { ...preloads, value });
}

module.exports = { hide };
