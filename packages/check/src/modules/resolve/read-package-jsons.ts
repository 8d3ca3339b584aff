import { parentOf, throwIfInterrupted } from "@lambda-pack/model";
import type { OpenedBundle } from "@lambda-pack/model";
import { isReadable } from "../../is-readable.ts";
import { parsePackageJson } from "./package-json.ts";
import type { PackageJson } from "./package-json.ts";

/** The package.json files of a bundle by their directories. One that is no JSON object is there as undefined. */
export type PackageJsons = ReadonlyMap<string, PackageJson | undefined>;

/** How many are read at once. */
const BATCH = 64;

/** Reads them all: Node consults those in folders without a name of their own as well. */
export async function readPackageJsons(opened: OpenedBundle, signal: AbortSignal | undefined): Promise<PackageJsons> {
  const found = new Map<string, PackageJson | undefined>();
  const files = opened.bundle.entries
    .filter((entry) => entry.kind === "file")
    .filter((file) => `/${file.path}`.endsWith("/package.json") && isReadable(file));
  for (let start = 0; start < files.length; start += BATCH) {
    throwIfInterrupted(signal);
    const batch = files.slice(start, start + BATCH);
    const contents = await Promise.all(batch.map((file) => opened.read(file)));
    for (const [index, { path }] of batch.entries()) {
      found.set(parentOf(path), parsePackageJson(new TextDecoder().decode(contents[index])));
    }
  }
  return found;
}
