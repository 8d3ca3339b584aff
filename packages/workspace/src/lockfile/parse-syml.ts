import { isJsonObject } from "@lambda-pack/model";
import type { JsonObject } from "@lambda-pack/model";

/**
 * The text of a lockfile that Yarn 2 or newer has written, as Yarn itself reads it: YAML in which every value is a text, so that
 * the version `1.10` stays what it is, and the last of equal keys counts. js-yaml is loaded when the first is met.
 */
export async function parseSyml(text: string): Promise<JsonObject> {
  const { FAILSAFE_SCHEMA, load } = await import("js-yaml");
  const value = load(text, { schema: FAILSAFE_SCHEMA, json: true });
  if (!isJsonObject(value)) throw new Error("It is not a mapping");
  return value;
}
