import { readdirSync, readFileSync, statSync } from "node:fs";
import type { Dirent } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";

import { byCodeUnit, fileFault } from "@lambda-pack/model";

import type { FileSystem } from "../disk/file-system.ts";
import { realOutput } from "../outputs/real-output.ts";
import { decodeIndex, encodeIndex } from "./bundle-index.ts";
import type { BundleIndex, FoundIndex, IndexReader } from "./bundle-index.ts";
import type { FileStamp } from "./file-stamp.ts";
import { outsideIndexes, removeStaleIndexes } from "./stale-indexes.ts";

/**
 * What a zip or a staging directory holds, for later runs: beside an output in the directory of outputs, and in a folder of that
 * directory for one elsewhere, where nobody expects another file. No other tool has files of such a name. Without a directory of
 * outputs, beside any.
 */
export function indexFileOf(output: string, pool?: string): string {
  if (pool === undefined || isInside(pool, output)) return `${output}.packindex`;
  // Another path, through a link, is one of the same output.
  const real = join(realOutput(dirname(output)), basename(output));
  return isInside(pool, real) ? `${real}.packindex` : outsideIndexes(pool).indexOf(real);
}

function isInside(pool: string, output: string): boolean {
  const path = relative(pool, output);
  return path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

/** What the disk says of an index; undefined where it says nothing. */
export function indexStamp(indexFile: string, { lstatSync }: Pick<FileSystem, "lstatSync">): FileStamp | undefined {
  try {
    const { ino, ctimeMs } = lstatSync(indexFile);
    return { ino, ctimeMs };
  } catch {
    return undefined;
  }
}

/** An index; undefined where there is none that is of use. */
export function readIndex(indexFile: string, reader: IndexReader): FoundIndex | undefined {
  try {
    if (fileFault(statSync(indexFile)) !== undefined) return undefined;
    return decodeIndex(readFileSync(indexFile), reader);
  } catch {
    return undefined;
  }
}

export interface IndexPlace {
  /** Absolute path of the zip or staging directory. */
  readonly output: string;
  /** Absolute path of the directory of outputs. */
  readonly pool: string | undefined;
  /** Absolute path of a directory of this run beside the output. */
  readonly temporary: string;
  /** By which a later run knows the index as its own. */
  readonly key: Uint8Array;
  readonly fs: FileSystem;
}

/** Puts an index in its place at once. With one elsewhere goes what earlier versions have put beside the output. */
export async function writeIndex(index: BundleIndex, { output, pool, temporary, key, fs }: IndexPlace): Promise<void> {
  const file = indexFileOf(output, pool);
  const fresh = besideIndex(file, temporary, "index");
  if (pool !== undefined && file !== indexFileOf(output)) await fs.mkdir(dirname(file), { recursive: true });
  await fs.writeFile(fresh, encodeIndex(index, key));
  await fs.rename(fresh, file);
  if (pool === undefined || file === indexFileOf(output)) return;
  await fs.rm(besideIndex(file, temporary, "earlier-index"), { force: true });
  await removeStaleIndexes({ pool, output, fs });
}

/** A name for what is on its way to an index's place, or away from it: on the same disk, and of this run alone. */
export function besideIndex(indexFile: string, temporary: string, name: string): string {
  return isInside(dirname(temporary), indexFile)
    ? join(temporary, name)
    : `${indexFile}.${basename(temporary)}-${name}`;
}

/** Whether an index lies beside its output, and what serves to write that. */
export function isBeside(indexFile: string, temporary: string): boolean {
  return dirname(indexFile) === dirname(temporary);
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
