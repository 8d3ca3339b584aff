import { closeSync, openSync } from "node:fs";
import { crc32 } from "node:zlib";

import type { StagedEntry } from "@lambda-pack/model";

import { unixModeOf, type PackedData } from "./reuse/index-writer.ts";
import type { KnownContent } from "./reuse/known-contents.ts";
import { piecesOf, type ZipDataReader } from "./reuse/read-zip-data.ts";
import type { CompressedData } from "./threads/process-batch.mjs";
import type { ZipWriter } from "./write-zip.ts";
import { zipMethods, type ZipMethod } from "./zip/zip-records.ts";

/** Data of an entry as it is to lie in the zip. */
export interface EntryData {
  /** CRC-32 of the content. */
  readonly crc: number;
  readonly method: ZipMethod;
  /** Bytes of all pieces together. */
  readonly size: number;
  readonly pieces: Iterable<Uint8Array>;
}

/** Appends an entry, and tells where its data lies then. */
export async function addToZip(zip: ZipWriter, entry: StagedEntry, data: EntryData): Promise<PackedData> {
  const { crc, method, size: compressedSize } = data;
  const size = entry.kind === "link" ? compressedSize : entry.size;
  const offset = zip.begin({ path: entry.path, unixMode: unixModeOf(entry), method, crc32: crc, size, compressedSize });
  let dataCrc = 0;
  let done = 0;
  for (const piece of data.pieces) {
    // Of data in several pieces, none is held longer than needed.
    if (done > 0) await zip.drain();
    zip.append(piece);
    dataCrc = crc32(piece, dataCrc);
    done += piece.length;
  }
  if (done !== compressedSize)
    throw new Error(`The data of ${entry.path} ended after ${done} of ${compressedSize} bytes`);
  return { offset, compressedSize, dataCrc, crc, method };
}

/** Some readers understand links only when they are stored. */
export function dataOfLink(target: string): EntryData {
  const content = Buffer.from(target);
  return { crc: crc32(content), method: zipMethods.stored, size: content.length, pieces: [content] };
}

/** What a thread has handed back. */
export function dataOfBatch(data: CompressedData, bytes: Uint8Array): EntryData {
  return { crc: data.crc32, method: methodOf(data), size: data.size, pieces: [bytes] };
}

/** What a thread has written to a file. */
export function dataOfSpilled(data: CompressedData, file: string): EntryData {
  return { crc: data.crc32, method: methodOf(data), size: data.size, pieces: piecesOfFile(file, data.size) };
}

/** What lies in an earlier zip; undefined where it is not there any more. */
export function dataOfKnown(content: KnownContent, reader: ZipDataReader): EntryData | undefined {
  const { row } = content;
  const { compressedSizes, crcs, methods } = content.zip.index.rows;
  const pieces = reader.read(content);
  const method = methods[row] === zipMethods.stored ? zipMethods.stored : zipMethods.deflated;
  return pieces === undefined ? undefined : { crc: crcs[row] ?? 0, method, size: compressedSizes[row] ?? 0, pieces };
}

function methodOf({ isDeflated }: CompressedData): ZipMethod {
  return isDeflated ? zipMethods.deflated : zipMethods.stored;
}

function* piecesOfFile(file: string, size: number): Generator<Buffer, void, void> {
  const fd = openSync(file, "r");
  try {
    yield* piecesOf(fd, { offset: 0, size });
  } finally {
    closeSync(fd);
  }
}
