// @ts-check
"use strict";
const { Module } = require("node:module");
const { isAbsolute, join } = require("node:path");
const { watch } = require("./watch.cjs");

/**
 * Notes where `require` looks: some versions of Node.js do that past the binding that is watched, and the package.json files that
 * are there are read even where nothing is found.
 *
 * @param {(act: import("./log.cjs").Act, path: unknown) => void} note
 */
function watchResolutions(note) {
  watch(Module, "_findPath", (values) => {
    const [request, folders] = /** @type {[unknown, unknown]} */ (values);
    if (typeof request !== "string" || !Array.isArray(folders)) return;
    if (isAbsolute(request)) note("checked", request);
    else for (const folder of folders) noteBelow(folder, request, note);
  });
}

/** Of a package, its directory: what lies in there is up to its package.json. */
const bareName = /^(?:@[^/]+\/)?[^./][^/]*/u;

/**
 * @param {unknown} folder
 * @param {string} request
 * @param {(act: import("./log.cjs").Act, path: unknown) => void} note
 */
function noteBelow(folder, request, note) {
  if (typeof folder !== "string" || folder === "") return;
  const [name] = bareName.exec(request) ?? [];
  if (name !== undefined) note("checked", join(folder, name));
  note("checked", join(folder, request));
}

module.exports = { watchResolutions };
