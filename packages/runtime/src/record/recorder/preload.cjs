// @ts-check
"use strict";
const { join } = require("node:path");

/** What a process is started with. The path is quoted as Node.js reads it in NODE_OPTIONS. */
const recorder = join(__dirname, "recorder.cjs");
const preload = `--require ${JSON.stringify(recorder)}`;

/**
 * NODE_OPTIONS with the recorder ahead of all that is preloaded.
 *
 * @param {string | undefined} options
 */
function withPreload(options) {
  if (options === undefined || options === "") return preload;
  return options.startsWith(preload) ? options : `${preload} ${options}`;
}

/**
 * NODE_OPTIONS as they are without the recorder; undefined where nothing is left.
 *
 * @param {string | undefined} options
 */
function withoutPreload(options) {
  const rest = options?.startsWith(preload) === true ? options.slice(preload.length).trimStart() : options;
  return rest === "" ? undefined : rest;
}

module.exports = { recorder, withPreload, withoutPreload };
