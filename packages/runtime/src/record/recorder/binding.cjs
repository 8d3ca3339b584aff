// @ts-check
"use strict";
const process = require("node:process");

/**
 * One of Node's own objects of native functions, the very one that its library calls. Asking for it is deprecated in the docs, and
 * said so aloud only under `--pending-deprecation`.
 *
 * @param {string} name
 * @returns {Record<string, unknown>}
 */
function binding(name) {
  const { noDeprecation } = process;
  process.noDeprecation = true;
  try {
    const { binding: find } = /** @type {{ binding: (name: string) => Record<string, unknown> }} */ (
      /** @type {unknown} */ (process)
    );
    return find.call(process, name);
  } finally {
    if (noDeprecation === undefined) Reflect.deleteProperty(process, "noDeprecation");
    else process.noDeprecation = noDeprecation;
  }
}

module.exports = { binding };
