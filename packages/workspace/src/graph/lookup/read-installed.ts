import { join } from "node:path";
import { buildManifest, isPackError, parseJsonObject } from "@lambda-pack/model";
import type { Disk } from "../../disk/open-disk.ts";
import { withoutInvalidNames } from "../../importers/without-invalid-names.ts";
import type { Installed } from "./lookup.ts";

/**
 * The third-party package in a directory, or the copy of an importer. Undefined for a folder without package.json, and for a
 * stub that Yarn leaves for a package it has not installed. Nobody here can correct what it declares under keys that are no
 * names, and no package manager has installed anything for them.
 */
export function readInstalled(disk: Disk, dir: string, injected: ReadonlyMap<string, string>): Installed | undefined {
  const file = join(dir, "package.json");
  const text = disk.readText(file);
  if (text === undefined) return undefined;
  const known = { location: dir, dir, importer: injected.has(dir) };
  try {
    const json = parseJsonObject(text, file);
    if (json["mocked"] === true) return undefined;
    return { ...known, manifest: withoutInvalidNames(buildManifest(json, file, { lenient: true })) };
  } catch (error) {
    if (!isPackError(error)) throw error;
    return { ...known, manifest: error };
  }
}
