// @ts-check
/** @import { Exports } from "../contract.ts" */
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { assertHandler, loadingError, parseHandlerName, requireAsRuntime as require } from "../handler-name.mjs";
import { promiseErrors } from "./promise-errors.mjs";

/**
 * The handler's function, as nodejs24.x and newer find it.
 *
 * @param {string} root
 * @param {string} name
 */
export async function loadPromiseHandler(root, name) {
  const { directory, moduleName, exportPath } = parseHandlerName(name, promiseErrors);
  /** @type {unknown} */
  let loaded;
  try {
    loaded = await loadModule(root, directory, moduleName);
  } catch (error) {
    throw loadingError(error, promiseErrors);
  }
  const found = findExport(loaded, exportPath) || findExport(findExport(loaded, "default"), exportPath);
  return assertHandler(found, name, promiseErrors);
}

/**
 * Looks through objects only: what hangs on a function is not found.
 *
 * @param {unknown} loaded
 * @param {string} exportPath
 */
function findExport(loaded, exportPath) {
  return exportPath
    .split(".")
    .reduce(
      (value, key) => (typeof value === "object" && value !== null ? /** @type {Exports} */ (value)[key] : undefined),
      loaded,
    );
}

/**
 * In the order in which these runtimes look.
 *
 * @param {string} root
 * @param {string} directory
 * @param {string} moduleName
 * @returns {Promise<unknown>}
 */
async function loadModule(root, directory, moduleName) {
  const file = path.resolve(root, directory, moduleName);
  for (const extension of ["", ".js", ".mjs", ".cjs"]) {
    if (existsSync(file + extension)) return import(pathToFileURL(file + extension).href);
  }
  return require(require.resolve(moduleName, { paths: [root, path.join(root, directory)] }));
}
