// @ts-check
"use strict";
const { captureStackTrace } = Error;
const { defineProperty, getOwnPropertyDescriptor } = Object;

/** Frames that are between the binding and who reads: the recorder's own and those of the file system. */
const between = /^node:(?:fs|internal\/fs)\b/u;
const loader = /^node:internal\/(?:modules|process\/esm_loader|source_map)\b/u;
const MAX_FRAMES = 24;

/** Whether what reads a file at this moment is Node's loader of modules. What the function has set of stack traces stays. */
function isModuleLoader() {
  const limit = getOwnPropertyDescriptor(Error, "stackTraceLimit");
  const prepare = getOwnPropertyDescriptor(Error, "prepareStackTrace");
  try {
    defineProperty(Error, "stackTraceLimit", { value: MAX_FRAMES, writable: true, configurable: true });
    defineProperty(Error, "prepareStackTrace", { value: sitesOf, writable: true, configurable: true });
    /** @type {{ stack?: readonly NodeJS.CallSite[] }} */
    const holder = {};
    captureStackTrace(holder);
    const files = (holder.stack ?? []).map((site) => site.getFileName() ?? "");
    const reader = files.find((file) => file !== "" && !file.startsWith(__dirname) && !between.test(file));
    return reader !== undefined && loader.test(reader);
  } catch {
    return false;
  } finally {
    restore("stackTraceLimit", limit);
    restore("prepareStackTrace", prepare);
  }
}

/**
 * @param {unknown} _error
 * @param {readonly NodeJS.CallSite[]} sites
 */
function sitesOf(_error, sites) {
  return sites;
}

/**
 * @param {"stackTraceLimit" | "prepareStackTrace"} name
 * @param {PropertyDescriptor | undefined} descriptor
 */
function restore(name, descriptor) {
  if (descriptor === undefined) Reflect.deleteProperty(Error, name);
  else defineProperty(Error, name, descriptor);
}

module.exports = { isModuleLoader };
