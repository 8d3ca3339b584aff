// @ts-check
"use strict";
const { ChildProcess } = require("node:child_process");
const { statSync } = require("node:fs");
const { delimiter, isAbsolute, join } = require("node:path");
const process = require("node:process");
const { binding } = require("./binding.cjs");
const { unseen } = require("./log.cjs");
const { withPreload } = require("./preload.cjs");
const { watch } = require("./watch.cjs");

/** @typedef {(act: import("./log.cjs").Act, path: unknown) => void} Note */

/**
 * What a process is started with.
 *
 * @typedef {{ readonly file?: string, readonly args?: readonly string[], readonly cwd?: string, readonly envPairs?: readonly string[] }} Start
 */

/** Most words of a command line that are looked at. */
const MAX_WORDS = 10_000;

/** @param {Note} note */
function watchChildren(note) {
  for (const owner of [ChildProcess.prototype, binding("spawn_sync")]) {
    watch(owner, "spawn", (values) => {
      const start = /** @type {Start} */ (values[0]);
      if (typeof start !== "object" || !Array.isArray(start.envPairs)) return;
      noteStarted(start, note);
      values[0] = { ...start, envPairs: preloadPairs(start.envPairs) };
    });
  }
  watch(process, "execve", (values) => {
    const [file, args, env = process.env] = /** @type {[string, readonly string[], NodeJS.ProcessEnv?]} */ (values);
    noteStarted({ file, args }, note);
    values[2] = { ...env, NODE_OPTIONS: withPreload(env["NODE_OPTIONS"]) };
  });
}

const VARIABLE = "NODE_OPTIONS=";

/** @param {readonly string[]} pairs */
function preloadPairs(pairs) {
  const given = pairs.findLast((pair) => pair.startsWith(VARIABLE));
  const others = pairs.filter((pair) => !pair.startsWith(VARIABLE));
  return [...others, VARIABLE + withPreload(given?.slice(VARIABLE.length))];
}

/**
 * The program, and each file that its command line names: what is no Node.js does not record what it opens.
 *
 * @param {Start} start
 * @param {Note} note
 */
function noteStarted({ file = "", args = [], cwd = process.cwd(), envPairs = [] }, note) {
  const path = envPairs.find((pair) => pair.startsWith("PATH="))?.slice("PATH=".length) ?? process.env["PATH"] ?? "";
  const folders = /[\\/]/u.test(file) ? [cwd] : path.split(delimiter).map((folder) => from(cwd, folder));
  const program = folders.map((folder) => from(folder, file)).find(isFile);
  if (program !== undefined) note("executed", program);
  // The first one is the program again.
  const words = args
    .slice(1)
    .flatMap((arg) => [arg, ...arg.split(/[\s'"`;|&<>()=,]+/u)])
    .slice(0, MAX_WORDS);
  for (const word of new Set(words)) {
    const named = from(cwd, word);
    if (word !== "" && isFile(named)) note("data", named);
  }
}

/**
 * @param {string} folder
 * @param {string} path
 */
function from(folder, path) {
  return isAbsolute(path) ? path : join(folder, path);
}

/** @param {string} path */
function isFile(path) {
  try {
    return unseen(() => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
  } catch {
    return false;
  }
}

module.exports = { watchChildren };
