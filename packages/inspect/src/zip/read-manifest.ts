import { parseJsonObject, readManifestFields } from "@lambda-pack/model";
import type { Manifest, PackError } from "@lambda-pack/model";
import type { DirectoryEntry } from "./directory/directory-entry.ts";
import { zipTooLarge } from "./zip-faults.ts";
import { MAX_DECLARED, MAX_MANIFEST_BYTES, MAX_MANIFESTS_BYTES, MAX_PACKAGES } from "./zip-limits.ts";

export interface ReadManifestOptions {
  readonly label: string;
  readonly read: (entry: DirectoryEntry) => Uint8Array;
}

/**
 * Reads the package.json files of a zip, each once. Throws where they are more together than any bundle has: a small zip could hold as
 * many as no machine has room for.
 */
export function openManifests(options: ReadManifestOptions): (entry: DirectoryEntry) => Manifest | undefined {
  let [packages, bytes, declared] = [0, 0, 0];
  return (entry) => {
    packages += 1;
    bytes += entry.size;
    if (packages > MAX_PACKAGES) throw tooMany(`it has more than ${MAX_PACKAGES} packages`);
    if (bytes > MAX_MANIFESTS_BYTES)
      throw tooMany(`its package.json files have more than ${MAX_MANIFESTS_BYTES} bytes together`);
    const manifest = readManifest(entry, options);
    declared += manifest === undefined ? 0 : countDeclared(manifest);
    if (declared > MAX_DECLARED) throw tooMany(`its packages declare more than ${MAX_DECLARED} dependencies`);
    return manifest;
  };

  function tooMany(reason: string): PackError {
    return zipTooLarge(options.label, reason);
  }
}

function countDeclared({ dependencies, optionalDependencies, peerDependencies }: Manifest): number {
  return dependencies.size + optionalDependencies.size + peerDependencies.size;
}

/**
 * A package.json of a zip; undefined for a stub that Yarn leaves for a package it has not installed. Fields of wrong types count
 * as absent, because they cannot be corrected in a zip. Throws for invalid JSON, with line and column.
 */
function readManifest(entry: DirectoryEntry, { label, read }: ReadManifestOptions): Manifest | undefined {
  const { path, size } = entry;
  if (size > MAX_MANIFEST_BYTES) {
    throw zipTooLarge(label, `its ${JSON.stringify(path)} has ${size} bytes, too many for a package.json`, { path });
  }
  const json = parseJsonObject(Buffer.from(read(entry)).toString("utf8"), `${label}/${path}`, "ZIP_INVALID");
  return json["mocked"] === true ? undefined : readManifestFields(json, { lenient: true }).manifest;
}
