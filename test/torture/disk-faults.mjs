// @ts-check
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/**
 * Puts itself around every call of node:fs in this thread, those of open files and of code that goes past every seam included. Import it
 * before what is to be tortured.
 */

/**
 * @typedef {object} Fault
 * @property {number} at The number of the call that it befalls, from 1 on.
 * @property {string} code What the call says, `EIO`; `KILL` ends the process before the call.
 */

/** @type {Fault | undefined} */
let armed;
let calls = 0;
/** @type {string | undefined} */
let failed;

/**
 * @param {Fault | undefined} fault
 * @param {(failed: string) => void} [onFault]
 */
export function arm(fault, onFault = () => {}) {
  armed = fault;
  tell = onFault;
  calls = 0;
  failed = undefined;
}

/** @type {(failed: string) => void} */
let tell = () => {};

/** Ends the torture; gives the number of calls and what failed. */
export function disarm() {
  armed = undefined;
  return { calls, failed };
}

/**
 * The error of this call; undefined where it is to be made.
 * @param {string} name
 * @param {readonly unknown[]} parameters
 */
function faultOf(name, parameters) {
  // Node loads the tool's own files by their URLs, and has its own words when it cannot.
  if (armed === undefined || parameters[0] instanceof URL) return undefined;
  calls += 1;
  if (calls !== armed.at) return undefined;
  const path = typeof parameters[0] === "string" ? parameters[0] : undefined;
  failed = `${name} ${path ?? ""}`.trim();
  tell(failed);
  if (armed.code === "KILL") process.kill(process.pid, "SIGKILL");
  const syscall = name.replace(/Sync$/u, "");
  return Object.assign(new Error(`${armed.code}: injected, ${failed}`), { code: armed.code, errno: -5, syscall, path });
}

/** Answers from what is known already, or has its own way to fail. */
const untouched = new Set(["existsSync", "exists", "watch", "watchFile", "unwatchFile", "_toUnixTimestamp"]);

/** @typedef {Record<string, unknown>} Calls */

/** @param {Calls} object */
function wrapSync(object) {
  for (const [name, original] of Object.entries(object)) {
    if (typeof original !== "function" || /^[A-Z]/u.test(name) || untouched.has(name)) continue;
    if (name.startsWith("create")) continue;
    object[name] = around(name, original);
  }
}

/**
 * @param {string} name
 * @param {Function} original
 */
function around(name, original) {
  /**
   * @this {unknown}
   * @param {unknown[]} parameters
   */
  function wrapped(...parameters) {
    const error = faultOf(name, parameters);
    if (error === undefined) return Reflect.apply(original, this, parameters);
    // What was open is not open any more, whatever the disk says of it.
    if (name === "closeSync") Reflect.apply(original, this, parameters);
    const callback = parameters.at(-1);
    if (typeof callback !== "function") throw error;
    process.nextTick(() => callback(error));
    return undefined;
  }
  const result = Object.assign(wrapped, original);
  for (const [key, value] of Object.entries(original)) {
    if (key === "native" && typeof value === "function") Object.assign(result, { native: around(name, value) });
  }
  return result;
}

/**
 * @param {Calls} object
 * @param {readonly string[]} names
 */
function wrapPromises(object, names) {
  for (const name of names) {
    const original = object[name];
    if (typeof original !== "function" || untouched.has(name)) continue;
    /**
     * @this {unknown}
     * @param {unknown[]} parameters
     */
    object[name] = async function wrapped(...parameters) {
      const error = faultOf(name, parameters);
      if (error !== undefined && name === "close") await Reflect.apply(original, this, parameters);
      if (error !== undefined) throw error;
      return Reflect.apply(original, this, parameters);
    };
  }
}

const { promises } = fs;
const handle = await promises.open(new URL(import.meta.url), "r");
const fileMethods = [
  "appendFile",
  "chmod",
  "close",
  "read",
  "readFile",
  "stat",
  "sync",
  "truncate",
  "write",
  "writeFile",
];
wrapPromises(Object.getPrototypeOf(handle), fileMethods);
await handle.close();
wrapPromises(
  promises,
  Object.keys(promises).filter((name) => name !== "constants"),
);
wrapSync(fs);
syncBuiltinESMExports();
