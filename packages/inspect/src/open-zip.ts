import { resolve } from "node:path";
import type { BundleFile, OpenedBundle } from "@lambda-pack/model";
import { packagesOfZip } from "./packages/packages-of-zip.ts";
import { zipTree } from "./packages/zip-tree.ts";
import type { ZipTree } from "./packages/zip-tree.ts";
import { checkDirectory } from "./zip/directory/check-directory.ts";
import type { DirectoryEntry } from "./zip/directory/directory-entry.ts";
import { findRecordFaults } from "./zip/find-record-faults.ts";
import { hashFile } from "./zip/hash-file.ts";
import { openRandomFile } from "./zip/random-file.ts";
import type { ZipFileSystem } from "./zip/random-file.ts";
import { readDirectory } from "./zip/directory/read-directory.ts";
import { readEntry } from "./zip/read-entry.ts";
import { openManifests } from "./zip/read-manifest.ts";
import { entryInvalid } from "./zip/zip-faults.ts";
import { MAX_PATH_BYTES } from "./zip/zip-limits.ts";

export interface OpenZipOptions {
  /** How the user knows the zip: its path as it was given. */
  readonly label: string;
  readonly signal?: AbortSignal | undefined;
  readonly fs?: ZipFileSystem | undefined;
}

/**
 * Opens a zip, of whatever tool, as a bundle. The file stays open until the bundle is closed, and what is read is of this file even if
 * another one is put in its place. Rejects with a `PackError` for a file that is not a zip that can be read whole and unpacked safely.
 */
export async function openZip(path: string, { label, signal, fs }: OpenZipOptions): Promise<OpenedBundle> {
  const absolute = resolve(path);
  const file = openRandomFile(absolute, label, fs);
  try {
    const { entries, comment, directoryStart } = await readDirectory(file, { label, signal });
    checkDirectory(entries, { label, size: file.size });
    const read = (entry: DirectoryEntry) => readEntry(file, entry, label);
    const tree = zipTree(entries, { label, readTarget: (link) => readTarget(link, { label, read }) });
    const manifestOf = openManifests({ label, read });
    const readManifestAt = (at: string) => manifestOf(entryAt(tree, at));
    const facts = packagesOfZip(tree, { file: absolute, readManifest: readManifestAt });
    const sha256 = await hashFile(file, signal);
    return {
      bundle: { origin: "zip", label, ...facts },
      archive: { file: absolute, size: file.size, sha256, comment, directories: directoriesOf(entries) },
      findRecordFaults: () => findRecordFaults(file, { entries, directoryStart }),
      read: async ({ path: at }: BundleFile) => read(entryAt(tree, at)),
      close: async () => file.close(),
    };
  } catch (error) {
    file.close();
    throw error;
  }
}

function readTarget(
  link: DirectoryEntry,
  { label, read }: { readonly label: string; readonly read: (entry: DirectoryEntry) => Uint8Array },
): string {
  if (link.size > MAX_PATH_BYTES)
    throw entryInvalid(label, link.path, { reason: "is a link whose target is too long" });
  return Buffer.from(read(link)).toString("utf8");
}

function entryAt({ files }: Pick<ZipTree, "files">, path: string): DirectoryEntry {
  const entry = files.get(path);
  if (entry === undefined) throw new Error(`The zip has no file ${path}`);
  return entry;
}

function directoriesOf(entries: readonly DirectoryEntry[]): readonly string[] {
  return entries.filter(({ kind }) => kind === "directory").map(({ path }) => `${path || "."}/`);
}
