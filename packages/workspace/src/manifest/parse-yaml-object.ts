import { isJsonObject, PackError } from "@lambda-pack/model";
import type { JsonObject } from "@lambda-pack/model";

/**
 * Text of a YAML file → the object of its last document: pnpm 11 and newer may write one for their own use before it. An
 * empty file is an empty object. Throws with file, line and column. js-yaml is loaded when the first YAML file is met; it
 * reads a lockfile of 65,000 lines some 15 times as fast as yaml does.
 */
export async function parseYamlObject(
  text: string,
  file: string,
  code: "MANIFEST_INVALID" | "LOCKFILE_INVALID" = "MANIFEST_INVALID",
): Promise<JsonObject> {
  const { loadAll, YAMLException } = await import("js-yaml");
  let documents: unknown[];
  try {
    documents = loadAll(text);
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause;
    const { line, column } = cause.mark;
    throw new PackError(code, `${file}:${line + 1}:${column + 1} is not valid YAML: ${cause.reason}.`, {
      hint: "Correct the file at that place.",
      details: { file, line: line + 1, column: column + 1 },
      cause,
    });
  }
  const last = documents.at(-1) ?? {};
  if (isJsonObject(last)) return last;
  throw new PackError(code, `${file}:1:1 must hold a YAML mapping.`, {
    hint: 'Write "key: value" lines.',
    details: { file, line: 1, column: 1 },
  });
}
