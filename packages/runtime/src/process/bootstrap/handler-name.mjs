// @ts-check
/** @import { Handler, RuntimeErrors } from "./contract.ts" */
import { createRequire } from "node:module";
import path from "node:path";

/** Requires as Lambda's own client does, whose file is the last one in the "Require stack" of a missing module. */
export const requireAsRuntime = createRequire("/var/runtime/index.mjs");

/**
 * The parts of `dir/module.export`: the last segment up to its first dot is the module's name, what follows is the path to
 * the exported function.
 *
 * @param {string} handler
 * @param {Pick<RuntimeErrors, "MalformedHandlerName">} errors
 */
export function parseHandlerName(handler, { MalformedHandlerName }) {
  if (handler.includes("..")) {
    throw new MalformedHandlerName(
      `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const last = path.basename(handler);
  const directory = handler.slice(0, handler.indexOf(last));
  const dot = last.indexOf(".");
  if (dot === -1) throw new MalformedHandlerName("Bad handler");
  return { directory, moduleName: last.slice(0, dot), exportPath: last.slice(dot + 1) };
}

/**
 * The function itself, or the error that Lambda gives where there is none.
 *
 * @param {unknown} handler
 * @param {string} name
 * @param {Pick<RuntimeErrors, "HandlerNotFound">} errors
 */
export function assertHandler(handler, name, { HandlerNotFound }) {
  if (!handler) throw new HandlerNotFound(`${name} is undefined or not exported`);
  if (typeof handler !== "function") throw new HandlerNotFound(`${name} is not a function`);
  return /** @type {Handler} */ (handler);
}

/**
 * What an error means that was thrown while the handler's module was loaded.
 *
 * @param {unknown} error
 * @param {Pick<RuntimeErrors, "ImportModuleError" | "UserCodeSyntaxError">} errors
 */
export function loadingError(error, { ImportModuleError, UserCodeSyntaxError }) {
  if (error instanceof SyntaxError) return new UserCodeSyntaxError(error);
  const { code } = /** @type {Partial<NodeJS.ErrnoException>} */ (error ?? {});
  if (code === "MODULE_NOT_FOUND") return new ImportModuleError(/** @type {object} */ (error));
  return error;
}
