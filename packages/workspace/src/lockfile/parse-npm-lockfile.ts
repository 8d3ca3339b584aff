import { isJsonObject, nodeModulesPath, parseJsonObject, placesAbove } from "@lambda-pack/model";
import type { JsonObject, LockedPackage, LockedPackages } from "@lambda-pack/model";
import { edgeKey, groupLocked, packageKey, pathKey } from "./group-locked.ts";
import type { LockedEntry } from "./group-locked.ts";
import { objectIn, platformIn, textIn } from "./lockfile-fields.ts";
import { malformedLockfile } from "./malformed-lockfile.ts";

/** Path of a package below the lockfile's directory → its entry. */
type Entries = ReadonlyMap<string, JsonObject>;

/** `requires` is that of version 1. */
const dependencyFields = ["dependencies", "optionalDependencies", "peerDependencies", "devDependencies", "requires"];

/**
 * package-lock.json of version 1 (a tree of `dependencies`), 2 and 3 (`packages` by location). Locations are used inside of
 * the lockfile alone, to look up what each package gets: with `install-strategy=linked` packages lie elsewhere on disk.
 */
export function parseNpmLockfile(text: string, file: string): LockedPackages {
  const json = parseJsonObject(text, file, "LOCKFILE_INVALID");
  const { packages, dependencies } = json;
  for (const [key, value] of Object.entries({ packages, dependencies })) {
    if (value !== undefined && !isJsonObject(value)) {
      throw malformedLockfile(file, { line: 1, reason: `"${key}" must be an object` });
    }
  }
  const listed = isJsonObject(packages) ? Object.entries(packages) : listTree(objectIn(json, "dependencies"));
  const entries = new Map<string, JsonObject>();
  for (const [location, entry] of listed) if (isJsonObject(entry)) entries.set(location, entry);
  return groupLocked(listEdges(entries));
}

/**
 * The tree of version 1 as a list by location. It does not say what the root depends on: all that lies at the top is
 * taken for it. Grows while it is walked, so that depth does not matter.
 */
function listTree(dependencies: JsonObject): readonly (readonly [string, unknown])[] {
  const entries: [string, unknown][] = [["", { dependencies }]];
  for (const [location, entry] of entries) {
    const nested = isJsonObject(entry) ? objectIn(entry, "dependencies") : {};
    for (const [name, below] of Object.entries(nested)) entries.push([nodeModulesPath(location, name), below]);
  }
  return entries;
}

function* listEdges(entries: Entries): Generator<LockedEntry> {
  for (const [location, entry] of entries) {
    const names = new Set(dependencyFields.flatMap((field) => Object.keys(objectIn(entry, field))));
    for (const name of names) {
      const found = lookUp(entries, location, name);
      if (found !== undefined)
        yield { key: edgeKey(dependentOf(location, entry), name), name, to: lockedPackage(found) };
    }
  }
}

/** As Node looks it up, with the lockfile as the disk. */
function lookUp(entries: Entries, location: string, name: string): JsonObject | undefined {
  for (const place of placesAbove(location, name)) {
    // The root is above no absolute location.
    const found = place.startsWith("/") || !location.startsWith("/") ? entries.get(place) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An alias has an entry with the package's own name. */
function dependentOf(location: string, entry: JsonObject): string {
  const path = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/u.exec(location)?.[1];
  return path === undefined ? pathKey(location) : packageKey(textIn(entry, "name") ?? path, textIn(entry, "version"));
}

/** A link has no version of its own that could go stale. */
function lockedPackage(entry: JsonObject): LockedPackage {
  const version = entry["link"] === true ? undefined : textIn(entry, "version");
  return { version: version ?? textIn(entry, "resolved") ?? "", platform: platformIn(entry) };
}
