import { readdirSync, readFileSync } from "node:fs";
import type { Dirent } from "node:fs";
import { join } from "node:path";

import { byCodeUnit } from "@lambda-pack/model";

import type { FileSystem } from "../disk/file-system.ts";
import { decodeIndex, encodeIndex } from "./bundle-index.ts";
import type { BundleIndex } from "./bundle-index.ts";
import type { FileStamp } from "./file-stamp.ts";

/** `<output>.packindex`: what a zip or a staging directory holds, for later runs. No other tool has files of such a name. */
export function indexFileOf(output: string): string {
  return `${output}.packindex`;
}

/** What the disk says of the index beside an output. */
export function indexStamp(output: string, { lstatSync }: Pick<FileSystem, "lstatSync">): FileStamp | undefined {
  const stats = lstatSync(indexFileOf(output), { throwIfNoEntry: false });
  return stats && { ino: stats.ino, ctimeMs: stats.ctimeMs };
}

/** The index beside an output; undefined where there is none that is of use. */
export function readIndex(output: string, engine: string): BundleIndex | undefined {
  try {
    return decodeIndex(readFileSync(indexFileOf(output)), engine);
  } catch {
    return undefined;
  }
}

/** Puts an index beside its output at once. `temporary` is an absolute path on the same disk where nothing is. */
export async function writeIndex(
  output: string,
  index: BundleIndex,
  { temporary, fs }: { readonly temporary: string; readonly fs: FileSystem },
): Promise<void> {
  await fs.writeFile(temporary, encodeIndex(index));
  await fs.rename(temporary, indexFileOf(output));
}

/** The zips in a directory of outputs, and in those of scopes in it. Staging directories are not entered. */
export function listZips(dir: string): readonly string[] {
  const entries = entriesOf(dir);
  const scopes = entries.filter((entry) => entry.isDirectory() && entry.name.startsWith("@"));
  const places = [{ dir, entries }, ...scopes.map(({ name }) => placeAt(join(dir, name)))];
  return places
    .flatMap((place) => place.entries.filter(isZip).map(({ name }) => join(place.dir, name)))
    .toSorted(byCodeUnit);
}

function placeAt(dir: string): { readonly dir: string; readonly entries: readonly Dirent[] } {
  return { dir, entries: entriesOf(dir) };
}

function entriesOf(dir: string): readonly Dirent[] {
  try {
    return readdirSync(dir, { withFileTypes: true });
  } catch {
    return [];
  }
}

function isZip(entry: Dirent): boolean {
  return entry.isFile() && entry.name.endsWith(".zip");
}
