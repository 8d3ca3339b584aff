// @ts-check
"use strict";
const fs = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");
const process = require("node:process");
const { binding } = require("./binding.cjs");
const { watch } = require("./watch.cjs");

/** @typedef {import("./log.cjs").Act} Act */

/**
 * What each function of the binding does with the path that it gets first. All of `fs`, `fs/promises` and Node's loaders come down
 * to these.
 *
 * @type {Readonly<Record<string, Act>>}
 */
const acts = {
  open: "open",
  openFileHandle: "open",
  readFileUtf8: "open",
  getFormatOfExtensionlessFile: "module",
  copyFile: "data",
  cpSyncOverrideFile: "data",
  link: "data",
  cpSyncCopyDir: "tree",
  readdir: "listed",
  readlink: "link",
  realpath: "checked",
  stat: "checked",
  lstat: "checked",
  access: "checked",
  existsSync: "checked",
  cpSyncCheckPaths: "checked",
};

/**
 * What reads files past that binding, in native code.
 *
 * @type {readonly (readonly [object, string, Act])[]}
 */
const past = [
  [fs, "openAsBlob", "data"],
  [fs, "opendir", "listed"],
  [fs, "opendirSync", "listed"],
  [fs.promises, "opendir", "listed"],
];

/** Variables that name files which Node.js reads while it starts. */
const startVariables = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "OPENSSL_CONF"];

/** @param {(act: Act, path: unknown) => void} note */
function watchFiles(note) {
  const files = binding("fs");
  for (const [name, act] of Object.entries(acts)) watch(files, name, ([path]) => note(act, path));
  // Has had a receiver before the path in some versions.
  watch(files, "internalModuleStat", (values) =>
    note(
      "checked",
      values.find((value) => typeof value === "string"),
    ),
  );
  for (const [owner, name, act] of past) watch(owner, name, ([path]) => note(act, textOf(path)));
  watch(process, "loadEnvFile", ([path = ".env"]) => note("data", textOf(path)));
  for (const name of startVariables) note("data", process.env[name]);
  syncBuiltinESMExports();
}

/** @param {unknown} path */
function textOf(path) {
  return path instanceof URL && path.protocol === "file:" ? require("node:url").fileURLToPath(path) : path;
}

module.exports = { watchFiles };
