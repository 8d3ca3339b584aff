import { buffer } from "node:stream/consumers";

import { open, type Entry, type ZipFile } from "yauzl";

export interface ReadEntry {
  readonly path: string;
  /** `st_mode`, file type included. */
  readonly mode: number;
  readonly content: Buffer;
}

/** All entries of a zip as yauzl, a reader by other authors that checks sizes and CRC, sees them, in their order. */
export async function readZip(file: string): Promise<readonly ReadEntry[]> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    open(file, { lazyEntries: true, strictFileNames: false }, (error, opened) => {
      if (error === null) resolve(opened);
      else reject(error);
    });
  });
  const entries: ReadEntry[] = [];
  await new Promise<void>((resolve, reject) => {
    zip.on("error", reject);
    zip.on("end", resolve);
    zip.on("entry", (entry: Entry) => {
      readContent(zip, entry).then((content) => {
        entries.push({ path: entry.fileName, mode: entry.externalFileAttributes >>> 16, content });
        zip.readEntry();
      }, reject);
    });
    zip.readEntry();
  });
  return entries;
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
