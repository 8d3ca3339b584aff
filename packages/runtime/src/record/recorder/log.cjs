// @ts-check
"use strict";
const { closeSync, openSync, realpathSync, writeSync } = require("node:fs");
const { dirname, isAbsolute, join, resolve, sep } = require("node:path");
const process = require("node:process");
const { isModuleLoader } = require("./is-module-loader.cjs");

const { pid } = process;
/** Taken before the function's code may replace them. */
const cwd = process.cwd.bind(process);
const realpath = realpathSync.native;
const { stringify } = JSON;

/** Where the bundle is unpacked, with the separator behind it. */
const root = join(dirname(__dirname), "task") + sep;

/** A file of this thread's own: threads and processes write at once. */
const log = join(__dirname, `${pid}-${process.hrtime.bigint()}.log`);

/** @typedef {"open" | "module" | "data" | "addon" | "executed" | "link" | "listed" | "tree" | "checked"} Act */

/** What has been noted already, as it is written. @type {Set<string>} */
const noted = new Set();

/** How many times a path was opened: as a module and as data is the most that is to be known. @type {Map<string, number>} */
const opens = new Map();
const MAX_OPENS = 4;

/** Lines that could not be written yet, such as while the process has too many files open. */
let pending = "";

/** Set while the recorder itself uses the file system. */
let busy = false;

/**
 * Notes what is done with a path, where it lies in the bundle. It is on disk when the call returns: the process may be killed next.
 *
 * @param {Act} act
 * @param {unknown} given
 */
function note(act, given) {
  if (busy) return;
  busy = true;
  try {
    const path = pathInBundle(given);
    if (path === undefined) return;
    if (act !== "open") write(act, path);
    else noteOpen(path);
  } catch {
    // Whatever is wrong with a path is said to who has passed it.
  } finally {
    busy = false;
  }
}

/** @param {string} path */
function noteOpen(path) {
  const count = opens.get(path) ?? 0;
  if (count >= MAX_OPENS) return;
  opens.set(path, count + 1);
  write(isModuleLoader() ? "module" : "data", path);
}

/**
 * @param {string} act
 * @param {string} path
 */
function write(act, path) {
  const line = `${stringify([act, path])}\n`;
  if (noted.has(line)) return;
  noted.add(line);
  pending += line;
  const file = openSync(log, "a", 0o600);
  try {
    writeSync(file, pending);
    pending = "";
  } finally {
    closeSync(file);
  }
}

/**
 * Absolute; as it was given where that begins with the bundle's directory, else real, for links from elsewhere.
 *
 * @param {unknown} given
 */
function pathInBundle(given) {
  const text = typeof given === "string" ? given : given instanceof Uint8Array ? Buffer.from(given).toString() : "";
  if (text === "") return undefined;
  const long = text.startsWith("\\\\?\\") ? text.slice("\\\\?\\".length) : text;
  const path = isAbsolute(long) ? long : `${cwd()}${sep}${long}`;
  if (path.startsWith(root) && !/[\\/]\.\.?(?:[\\/]|$)/u.test(path)) return path;
  const real = realOf(path);
  return real.startsWith(root) ? real : undefined;
}

/** @param {string} path */
function realOf(path) {
  try {
    return realpath(path);
  } catch {
    return resolve(path);
  }
}

function noteStart() {
  unseen(() => write("started", String(pid)));
}

/** @param {string} reason */
function noteFault(reason) {
  try {
    unseen(() => write("fault", reason));
  } catch {
    // That there is no start says so as well.
  }
}

/**
 * Has the recorder look at the disk itself.
 *
 * @template T
 * @param {() => T} look
 */
function unseen(look) {
  const was = busy;
  busy = true;
  try {
    return look();
  } finally {
    busy = was;
  }
}

module.exports = { note, noteFault, noteStart, unseen };
