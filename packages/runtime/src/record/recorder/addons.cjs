// @ts-check
"use strict";
const { readFileSync } = require("node:fs");
const process = require("node:process");
const { unseen } = require("./log.cjs");
const { watch } = require("./watch.cjs");

/** @param {(act: import("./log.cjs").Act, path: unknown) => void} note */
function watchAddons(note) {
  const noteMapped = () => {
    for (const path of mappedFiles()) note("addon", path);
  };
  watch(process, "dlopen", ([, path]) => {
    note("addon", path);
    return noteMapped;
  });
}

/** The files that the process has in its memory, such as libraries that an addon is linked with; none where no system says it. */
function mappedFiles() {
  try {
    const lines = unseen(() => readFileSync("/proc/self/maps", "utf8")).split("\n");
    return new Set(lines.flatMap((line) => /^(?:\S+\s+){5}(\/.*)$/u.exec(line)?.[1] ?? []));
  } catch {
    return [];
  }
}

module.exports = { watchAddons };
