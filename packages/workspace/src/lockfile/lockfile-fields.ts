import { isJsonObject, isTexts } from "@lambda-pack/model";
import type { JsonObject, LockedPlatform } from "@lambda-pack/model";

/** The object of a field; empty where it has none. */
export function objectIn(fields: JsonObject, key: string): JsonObject {
  const value = fields[key];
  return isJsonObject(value) ? value : {};
}

export function textIn(fields: JsonObject, key: string): string | undefined {
  const value = fields[key];
  return typeof value === "string" ? value : undefined;
}

/** The strings of an object by their keys. */
export function textsIn(fields: JsonObject, key: string): readonly (readonly [string, string])[] {
  return Object.entries(objectIn(fields, key)).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
}

/** `os`, `cpu` and `libc`, each a string or a list of strings. */
export function platformIn(fields: JsonObject): LockedPlatform {
  return { os: words(fields["os"]), cpu: words(fields["cpu"]), libc: words(fields["libc"]) };
}

function words(value: unknown): readonly string[] {
  return typeof value === "string" ? [value] : isTexts(value) ? value : [];
}
