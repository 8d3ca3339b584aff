import { parentOf, throwIfInterrupted } from "@lambda-pack/model";
import type { Bundle, BundleFile, OpenedBundle } from "@lambda-pack/model";
import { isReadable } from "../is-readable.ts";
import { parsePackageJson } from "./package-json.ts";
import type { PackageJson } from "./package-json.ts";

/** The package.json files of a bundle by their directories. One that is no JSON object is there as undefined. */
export type PackageJsons = ReadonlyMap<string, PackageJson | undefined>;

/** How many are read at once. */
const BATCH = 64;

/** The largest that are published have some hundred thousand bytes. */
const MAX_BYTES = 2 ** 20;

/** Reads them all: Node consults those in folders without a name of their own as well. */
export async function readPackageJsons(
  opened: Pick<OpenedBundle, "bundle" | "read">,
  signal: AbortSignal | undefined,
): Promise<PackageJsons> {
  const found = new Map<string, PackageJson | undefined>();
  const files = listPackageJsons(opened.bundle).filter(({ size }) => size <= MAX_BYTES);
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

/** The package.json files that are too large to be read. */
export function largePackageJsons({ bundle }: OpenedBundle): readonly BundleFile[] {
  return listPackageJsons(bundle).filter(({ size }) => size > MAX_BYTES);
}

function listPackageJsons({ entries }: Bundle): readonly BundleFile[] {
  return entries
    .filter((entry) => entry.kind === "file")
    .filter((file) => `/${file.path}`.endsWith("/package.json") && isReadable(file));
}
