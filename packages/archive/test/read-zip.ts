import { readFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";

import { fromBuffer, type Entry, type ZipFile } from "yauzl";

export interface ReadEntry {
  readonly path: string;
  /** `st_mode`, file type included. */
  readonly mode: number;
  readonly content: Buffer;
}

/** All entries of a zip as yauzl, a reader by other authors that checks sizes and CRC, sees them, in their order. */
export async function readZip(file: string): Promise<readonly ReadEntry[]> {
  const entries: ReadEntry[] = [];
  await eachEntry(file, async (entry, zip) => {
    const content = await readContent(zip, entry);
    entries.push({ path: entry.fileName, mode: entry.externalFileAttributes >>> 16, content });
  });
  return entries;
}

/** The names in a zip's central directory, in their order. */
export async function listZip(file: string): Promise<readonly string[]> {
  const names: string[] = [];
  await eachEntry(file, async (entry) => {
    names.push(entry.fileName);
  });
  return names;
}

async function eachEntry(file: string, visit: (entry: Entry, zip: ZipFile) => Promise<void>): Promise<void> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(readFileSync(file), { lazyEntries: true }, (error, opened) => {
      if (error === null) resolve(opened);
      else reject(error);
    });
  });
  await new Promise<void>((resolve, reject) => {
    zip.on("error", reject);
    zip.on("end", resolve);
    zip.on("entry", (entry: Entry) => {
      visit(entry, zip).then(() => {
        zip.readEntry();
      }, reject);
    });
    zip.readEntry();
  });
}

async function readContent(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => {
      if (error === null) resolve(opened);
      else reject(error);
    });
  });
  return buffer(stream);
}
