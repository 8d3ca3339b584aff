import { isJsonObject, type JsonObject } from "./manifest/parse-json-object.ts";

/**
 * Names of the packages whose version the root decides for all, whatever a dependant declares: from Yarn's `resolutions`
 * and npm's `overrides`.
 */
export function overriddenNames(packageJson: JsonObject | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  for (const key of keysOf(packageJson?.["resolutions"])) addName(names, key);

  const nested: unknown[] = [packageJson?.["overrides"]];
  for (const overrides of nested) {
    if (!isJsonObject(overrides)) continue;
    for (const [key, value] of Object.entries(overrides)) {
      // An object speaks of what the package needs; of the package itself only under the key ".".
      if (!isJsonObject(value) || Object.hasOwn(value, ".")) addName(names, key);
      nested.push(value);
    }
  }
  return names;
}

/** The last package of a path such as `@scope/a/b@^1`. */
function addName(names: Set<string>, path: string): void {
  const name = /(?:^|\/)((?:@[^/@]+\/)?[^/@]+)(?:@.*)?$/.exec(path)?.[1];
  if (name !== undefined && name !== ".") names.add(name);
}

function keysOf(value: unknown): readonly string[] {
  return isJsonObject(value) ? Object.keys(value) : [];
}
