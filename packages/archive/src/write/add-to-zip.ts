import { openSync } from "node:fs";
import { crc32 } from "node:zlib";

import type { StagedEntry } from "@lambda-pack/model";

import { fileChanged } from "../disk/file-errors.ts";
import type { CompressedData } from "./processed-files.ts";
import { unixModeOf } from "../reuse/index-writer.ts";
import type { PackedData } from "../reuse/index-writer.ts";
import type { KnownContent } from "../reuse/known-contents.ts";
import { closeQuietly, piecesOf } from "../reuse/read-zip-data.ts";
import type { ZipDataReader } from "../reuse/read-zip-data.ts";
import { readProved } from "./read-proved.ts";
import type { ZipWriter } from "../zip/write-zip.ts";
import { zipMethods } from "../zip/zip-records.ts";
import type { ZipMethod } from "../zip/zip-records.ts";

/** Data of an entry as it is to lie in the zip. */
export interface EntryData {
  readonly method: ZipMethod;
  /** CRC-32 of the content, and of the data. */
  readonly crc: number;
  readonly dataCrc: number;
  readonly size: number;
  /** One piece, unless there is much of it. */
  readonly pieces: Iterable<Uint8Array>;
}

/** Appends an entry, and gives where its data lies then; a promise of it where there is too much to be appended at once. */
export function addToZip(zip: ZipWriter, entry: StagedEntry, data: EntryData): PackedData | Promise<PackedData> {
  const { crc, dataCrc, method, size: compressedSize, pieces } = data;
  const size = entry.kind === "link" ? compressedSize : entry.size;
  const offset = zip.begin({ path: entry.path, unixMode: unixModeOf(entry), method, crc32: crc, size, compressedSize });
  const packed = { offset, compressedSize, dataCrc, crc, method };
  if (!Array.isArray(pieces)) return appendPieces(zip, entry, data).then(() => packed);
  for (const piece of pieces) zip.append(piece);
  return packed;
}

/** An earlier zip may be changed between the two times that much data in it is read. */
async function appendPieces(
  zip: ZipWriter,
  { path }: StagedEntry,
  { pieces, size, dataCrc }: EntryData,
): Promise<void> {
  let left = size;
  let crc = 0;
  for (const piece of pieces) {
    zip.append(piece);
    left -= piece.length;
    crc = crc32(piece, crc);
    await zip.drain();
  }
  if (left !== 0 || crc !== dataCrc) throw fileChanged(`The compressed data of ${path}`, "changed");
}

/** Some readers understand links only when they are stored. */
export function dataOfLink(target: string): EntryData {
  const content = Buffer.from(target);
  const crc = crc32(content);
  return { method: zipMethods.stored, crc, dataCrc: crc, size: content.length, pieces: [content] };
}

/** What a thread has compressed; where it had to spill the data, in which file that lies. */
export function dataOfCompressed(data: CompressedData, spill: string | undefined): EntryData {
  const { bytes, size } = data;
  return { ...data, pieces: bytes === undefined ? piecesOfFile(spill, size) : [bytes] };
}

/** What lies in an earlier zip, of a content that has `size` bytes; undefined where it is not there any more, or is another content. */
export function dataOfKnown(content: KnownContent, reader: ZipDataReader, size: number): EntryData | undefined {
  const { row, zip } = content;
  const { compressedSizes, dataCrcs, crcs, methods } = zip.index.rows;
  const method = methods[row] === zipMethods.stored ? zipMethods.stored : zipMethods.deflated;
  const pieces = zip.isUntouched ? reader.read(content) : readProved(content, { reader, method, size });
  if (pieces === undefined) return undefined;
  return { method, crc: crcs[row] ?? 0, dataCrc: dataCrcs[row] ?? 0, size: compressedSizes[row] ?? 0, pieces };
}

function* piecesOfFile(file: string | undefined, size: number): Generator<Buffer, void, void> {
  if (file === undefined) return;
  const fd = openSync(file, "r");
  try {
    yield* piecesOf(fd, { offset: 0, size });
  } finally {
    closeQuietly(fd);
  }
}
