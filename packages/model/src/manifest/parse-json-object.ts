import { PackError } from "../problems/error.ts";
import { isNestedTooDeeply, MAX_JSON_DEPTH } from "./is-nested-too-deeply.ts";
import { findJsonFault } from "./find-json-fault.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** Text of a JSON file → its object. Accepts a byte order mark; throws with file, line and column. */
export function parseJsonObject(
  text: string,
  file: string,
  code: "MANIFEST_INVALID" | "LOCKFILE_INVALID" | "CONFIG_INVALID" | "ZIP_INVALID" = "MANIFEST_INVALID",
): JsonObject {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (isNestedTooDeeply(source)) {
    throw new PackError(code, `${file} is nested too deeply: brackets are open more than ${MAX_JSON_DEPTH} times.`, {
      hint: "Remove what is nested so; no tool writes such a file.",
      details: { file },
    });
  }
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (cause) {
    const { line, column, reason } = findJsonFault(source);
    throw new PackError(code, `${file}:${line}:${column} is not valid JSON: ${reason}.`, {
      hint: "Correct the file at that place.",
      details: { file, line, column },
      cause,
    });
  }
  if (isJsonObject(value)) return value;
  throw new PackError(code, `${file}:1:1 must hold a JSON object.`, {
    hint: "Put braces around its content.",
    details: { file, line: 1, column: 1 },
  });
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
