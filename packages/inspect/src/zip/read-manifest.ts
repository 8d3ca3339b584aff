import { parseJsonObject, readManifestFields } from "@lambda-pack/model";
import type { Manifest } from "@lambda-pack/model";
import type { DirectoryEntry } from "./directory-entry.ts";
import { zipTooLarge } from "./zip-faults.ts";
import { MAX_MANIFEST_BYTES } from "./zip-limits.ts";

export interface ReadManifestOptions {
  readonly label: string;
  readonly read: (entry: DirectoryEntry) => Uint8Array;
}

/**
 * A package.json of a zip; undefined for a stub that Yarn leaves for a package it has not installed. Fields of wrong types count
 * as absent, because they cannot be corrected in a zip. Throws for invalid JSON, with line and column.
 */
export function readManifest(entry: DirectoryEntry, { label, read }: ReadManifestOptions): Manifest | undefined {
  const { path, size } = entry;
  if (size > MAX_MANIFEST_BYTES) {
    throw zipTooLarge(label, `its ${JSON.stringify(path)} has ${size} bytes, too many for a package.json`, { path });
  }
  const json = parseJsonObject(Buffer.from(read(entry)).toString("utf8"), `${label}/${path}`, "ZIP_INVALID");
  return json["mocked"] === true ? undefined : readManifestFields(json, { lenient: true }).manifest;
}
