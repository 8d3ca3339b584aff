import { mkdirSync, writeFileSync } from "node:fs";
import { symlink } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { type Entry, open, type ZipFile } from "yauzl";

const TYPE_MASK = 0o170000;
const LINK_TYPE = 0o120000;

/** Unpacks a zip of small files into a directory, with modes and links. yauzl refuses names that would escape from it. */
export async function unzip(file: string, directory: string): Promise<void> {
  const zip = await openZip(file);
  await new Promise<void>((resolve, reject) => {
    zip.on("error", reject).on("end", resolve);
    zip.on("entry", (entry: Entry) => {
      unpackEntry(zip, entry, directory).then(() => zip.readEntry(), reject);
    });
    zip.readEntry();
  });
}

async function openZip(file: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(file, { lazyEntries: true }, (error, zip) => (error === null ? resolve(zip) : reject(error)));
  });
}

async function unpackEntry(zip: ZipFile, entry: Entry, directory: string): Promise<void> {
  const target = path.join(directory, entry.fileName);
  mkdirSync(entry.fileName.endsWith("/") ? target : path.dirname(target), { recursive: true });
  if (entry.fileName.endsWith("/")) return;

  const content = await openEntry(zip, entry);
  const mode = entry.externalFileAttributes >>> 16;
  if ((mode & TYPE_MASK) === LINK_TYPE) await symlink(await text(content), target);
  else writeFileSync(target, await buffer(content), { mode: mode & 0o777, flag: "wx" });
}

async function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error === null ? resolve(stream) : reject(error)));
  });
}
