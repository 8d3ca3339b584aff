import { crc32, inflateRawSync } from "node:zlib";
import type { DirectoryEntry } from "./directory/directory-entry.ts";
import type { RandomFile } from "./random-file.ts";
import { entryInvalid, zipTooLarge } from "./zip-faults.ts";
import { MAX_FILE_BYTES } from "./zip-limits.ts";

const LOCAL_HEADER_SIGNATURE = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;

/** What zlib takes at once for its output: what a header claims is only allocated when there is as much. */
const MAX_CHUNK_SIZE = 2 ** 18;

/** The whole content of one entry. Throws where size or checksum are not what the central directory says. */
export function readEntry(file: RandomFile, entry: DirectoryEntry, label: string): Uint8Array {
  const { path, size, zipped } = entry;
  if (size > MAX_FILE_BYTES) {
    throw zipTooLarge(
      label,
      `its entry ${JSON.stringify(path)} has ${size} bytes, more than the maximum of ${MAX_FILE_BYTES}`,
    );
  }
  const content = decode(readRaw(file, entry, label), entry, label);
  if (content.length !== size) throw entryInvalid(label, path, { reason: `does not have the size that it claims` });
  if (crc32(content) !== zipped.crc32)
    throw entryInvalid(label, path, { reason: "does not have the checksum that it claims" });
  return content;
}

function readRaw(file: RandomFile, { path, offset, zipped }: DirectoryEntry, label: string): Buffer {
  const header = Buffer.alloc(LOCAL_HEADER_BYTES);
  const found = file.read(header, offset);
  if (found < header.length || header.readUInt32LE(0) !== LOCAL_HEADER_SIGNATURE) {
    throw entryInvalid(label, path, { reason: "is not where the list of entries says" });
  }
  // APPNOTE 4.3.7: file name length and extra field length.
  const start = offset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  // No more than the file has: the directory was checked.
  const raw = Buffer.allocUnsafe(zipped.bytes);
  if (file.read(raw, start) < raw.length) {
    throw entryInvalid(label, path, { reason: "ends after the end of the zip" });
  }
  return raw;
}

function decode(raw: Buffer, { path, size, zipped: { method } }: DirectoryEntry, label: string): Buffer {
  if (method === STORED) return raw;
  if (method !== DEFLATED) {
    throw entryInvalid(label, path, {
      reason: `is compressed with method ${method}, which neither lambda-pack nor Lambda reads`,
    });
  }
  // One byte more than the size, so that zlib need not look for the end in a second chunk.
  const chunkSize = Math.min(Math.max(size + 1, 64), MAX_CHUNK_SIZE);
  try {
    return inflateRawSync(raw, { chunkSize, maxOutputLength: size + 1 });
  } catch (cause) {
    throw entryInvalid(label, path, { reason: "cannot be decompressed, or is larger than it claims", cause });
  }
}
