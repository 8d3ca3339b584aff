import type { Entry } from "yauzl";
import { eachEntry } from "./each-entry.ts";

/** What is known about one entry without unpacking it. */
export interface ZipListing {
  readonly name: string;
  /** As `ls` shows it: file type and permissions in octal. */
  readonly mode: string;
  /** As written, without a time zone. */
  readonly date: string;
  readonly crc: number;
  readonly method: number;
  readonly size: number;
  readonly compressedSize: number;
}

/** All entries of a zip, in the order of its central directory. */
export async function listZip(file: string): Promise<readonly ZipListing[]> {
  const entries: ZipListing[] = [];
  await eachEntry(file, (entry) => {
    entries.push(describeEntry(entry));
  });
  return entries;
}

/** The names of all entries of a zip, in the same order. */
export async function namesInZip(file: string): Promise<readonly string[]> {
  return (await listZip(file)).map(({ name }) => name);
}

function describeEntry(entry: Entry): ZipListing {
  return {
    name: entry.fileName,
    mode: (entry.externalFileAttributes >>> 16).toString(8),
    date: dosDate(entry.lastModFileDate, entry.lastModFileTime),
    crc: entry.crc32,
    method: entry.compressionMethod,
    size: entry.uncompressedSize,
    compressedSize: entry.compressedSize,
  };
}

function dosDate(date: number, time: number): string {
  const day = [1980 + (date >>> 9), (date >>> 5) & 0xf, date & 0x1f].map((part) => String(part).padStart(2, "0"));
  const clock = [time >>> 11, (time >>> 5) & 0x3f, (time & 0x1f) * 2].map((part) => String(part).padStart(2, "0"));
  return `${day.join("-")} ${clock.join(":")}`;
}
