// @ts-check
/**
 * Preloaded into every Node.js process and thread of a function whose opened files are recorded; notes them in the directory that
 * it lies in. All that reads a file in JavaScript, Node's own loaders included, calls the binding of the file system, so that is
 * what is watched: the functions of `fs` themselves stay as they are. It hides from the function as well as it can.
 */
"use strict";
const { note, noteStart, noteFault } = require("./log.cjs");
const { watchAddons } = require("./addons.cjs");
const { watchChildren } = require("./children.cjs");
const { watchFiles } = require("./files.cjs");
const { hide } = require("./hide.cjs");
const { watchResolutions } = require("./resolutions.cjs");
const { watchThreads } = require("./threads.cjs");

try {
  hide();
  watchFiles(note);
  watchResolutions(note);
  watchAddons(note);
  watchChildren(note);
  watchThreads();
  noteStart();
} catch (error) {
  noteFault(String(error));
}
for (const file of Object.keys(require.cache)) if (file.startsWith(__dirname)) delete require.cache[file];
