import { buffer } from "node:stream/consumers";
import { open } from "yauzl";
import type { Entry, ZipFile } from "yauzl";

/** Reads the content of an entry, whose size and CRC are checked. */
export type ReadContent = () => Promise<Buffer>;

/**
 * Visits the entries of a zip one after the other, in the order of its central directory, as yauzl, a reader by other
 * authors, sees them. It refuses names that would escape from a directory.
 */
export async function eachEntry(
  file: string,
  visit: (entry: Entry, read: ReadContent) => Promise<void> | void,
): Promise<void> {
  const zip = await openZip(file);
  await new Promise<void>((resolve, reject) => {
    zip.on("error", reject).on("end", resolve);
    zip.on("entry", (entry: Entry) => {
      visitEntry(entry).catch(reject);
    });
    zip.readEntry();
  });

  async function visitEntry(entry: Entry): Promise<void> {
    await visit(entry, async () => readContent(zip, entry));
    zip.readEntry();
  }
}

async function openZip(file: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(file, { lazyEntries: true }, (error, zip) => (error === null ? resolve(zip) : reject(error)));
  });
}

async function readContent(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error === null ? resolve(opened) : reject(error)));
  });
  return buffer(stream);
}
