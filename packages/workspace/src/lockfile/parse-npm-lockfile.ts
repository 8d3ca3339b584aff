import type { LockedPackage } from "@lambda-pack/model";
import { isTexts } from "../manifest/manifest-fields.ts";
import { isJsonObject, type JsonObject, parseJsonObject } from "../manifest/parse-json-object.ts";
import { malformedLockfile } from "./malformed-lockfile.ts";
import type { LockedPackages } from "./lockfile-parser.ts";

/** package-lock.json of version 1 (a tree of `dependencies`), 2 and 3 (`packages` by location). */
export function parseNpmLockfile(text: string, file: string): LockedPackages {
  const json = parseJsonObject(text, file, "LOCKFILE_INVALID");
  const { packages, dependencies } = json;
  for (const [key, value] of Object.entries({ packages, dependencies })) {
    if (value !== undefined && !isJsonObject(value))
      throw malformedLockfile(file, 1, { reason: `"${key}" must be an object` });
  }
  const entries = isJsonObject(packages)
    ? Object.entries(packages)
    : listTree(isJsonObject(dependencies) ? dependencies : {});
  const byLocation = new Map<string, LockedPackage>();
  for (const [location, entry] of entries) {
    // A link and the root itself have no version of their own that could go stale.
    if (!isJsonObject(entry) || entry["link"] === true || location === "") continue;
    const version = entry["version"];
    if (typeof version !== "string") continue;
    byLocation.set(location, { version, os: words(entry["os"]), cpu: words(entry["cpu"]), libc: words(entry["libc"]) });
  }
  return { byDescriptor: new Map(), byLocation };
}

/** The tree of version 1 as a list by location. Grows while it is walked, so that depth does not matter. */
function listTree(dependencies: JsonObject): readonly (readonly [string, unknown])[] {
  const entries = Object.entries(dependencies).map(([name, entry]) => [`node_modules/${name}`, entry] as const);
  for (const [location, entry] of entries) {
    const nested = isJsonObject(entry) ? entry["dependencies"] : undefined;
    if (!isJsonObject(nested)) continue;
    for (const [name, below] of Object.entries(nested)) entries.push([`${location}/node_modules/${name}`, below]);
  }
  return entries;
}

function words(value: unknown): readonly string[] {
  return typeof value === "string" ? [value] : isTexts(value) ? value : [];
}
