import { join } from "node:path";
import { isPackError } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { parseJsonObject } from "../manifest/parse-json-object.ts";
import { buildManifest } from "../manifest/parse-manifest.ts";
import type { Installed, Place } from "./lookup.ts";

/**
 * The third-party package at a place, or the copy of an importer. Undefined for a folder without package.json, and for a
 * stub that Yarn leaves for a package it has not installed.
 */
export async function readInstalled(
  disk: Disk,
  place: Place,
  injected: ReadonlyMap<string, string>,
): Promise<Installed | undefined> {
  const { location, dir } = place;
  const file = join(dir, "package.json");
  const text = await disk.readText(file);
  if (text === undefined) return undefined;
  const importer = injected.has(dir);
  try {
    const json = parseJsonObject(text, file);
    if (json["mocked"] === true) return undefined;
    return { location, dir, manifest: buildManifest(json, file, { lenient: true }), importer };
  } catch (error) {
    if (!isPackError(error)) throw error;
    return { location, dir, manifest: error, importer };
  }
}
