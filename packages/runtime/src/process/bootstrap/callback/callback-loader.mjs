// @ts-check
/** @import { Exports } from "../contract.ts" */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { callbackErrors } from "./callback-errors.mjs";
import { assertHandler, loadingError, parseHandlerName, requireAsRuntime as require } from "../handler-name.mjs";

/**
 * The handler's function, as nodejs22.x and older find it.
 *
 * @param {string} root
 * @param {string} name
 */
export async function loadCallbackHandler(root, name) {
  const { directory, moduleName, exportPath } = parseHandlerName(name, callbackErrors);
  /** @type {unknown} */
  let loaded;
  try {
    loaded = await loadModule(root, directory, moduleName);
  } catch (error) {
    throw loadingError(error, callbackErrors);
  }
  const found = exportPath.split(".").reduce((value, key) => value && /** @type {Exports} */ (value)[key], loaded);
  return assertHandler(found, name, callbackErrors);
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
  const isModule = existsSync(`${file}.js`) && isModuleScope(path.dirname(file));
  return (
    loadCommonJs(file) ||
    (isModule ? await loadEsModule(`${file}.js`) : loadCommonJs(`${file}.js`)) ||
    (await loadEsModule(`${file}.mjs`)) ||
    loadCommonJs(`${file}.cjs`) ||
    require(require.resolve(moduleName, { paths: [root, directory] }))
  );
}

/**
 * @param {string} file
 * @returns {unknown}
 */
function loadCommonJs(file) {
  return existsSync(file) ? require(file) : undefined;
}

/**
 * @param {string} file
 * @returns {Promise<unknown>}
 */
async function loadEsModule(file) {
  return existsSync(file) ? await import(pathToFileURL(file).href) : undefined;
}

/**
 * Whether the nearest package.json says that `.js` files are ES modules.
 *
 * @param {string} directory
 * @returns {boolean}
 */
function isModuleScope(directory) {
  if (directory.endsWith("/node_modules")) return false;
  const manifest = path.join(directory, "package.json");
  if (existsSync(manifest)) {
    try {
      const parsed = JSON.parse(readFileSync(manifest, "utf8"));
      if (parsed) return parsed.type === "module";
    } catch (error) {
      console.warn(`${manifest} cannot be read, it will be ignored for ES module detection purposes.`, error);
      return false;
    }
  }
  const parent = path.dirname(directory);
  return parent === directory ? false : isModuleScope(parent);
}
