import { hash } from "node:crypto";
import { crc32, inflateRawSync } from "node:zlib";

import { digestOf } from "../reuse/known-contents.ts";
import type { KnownContent } from "../reuse/known-contents.ts";
import type { ZipDataReader } from "../reuse/read-zip-data.ts";
import { zipMethods } from "../zip/zip-records.ts";
import type { ZipMethod } from "../zip/zip-records.ts";

interface Proof {
  readonly reader: ZipDataReader;
  readonly method: ZipMethod;
  /** Bytes of the content. */
  readonly size: number;
}

/** What is larger than this is compressed again: it would have to be in memory as a whole. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * The data of a content in an earlier zip that anybody may have written, in one piece. It is unpacked, and its SHA-256 must be that by which
 * the content was found; undefined where it is another one.
 */
export function readProved(known: KnownContent, { reader, method, size }: Proof): readonly Buffer[] | undefined {
  const { offsets, compressedSizes, crcs } = known.zip.index.rows;
  const [offset = 0, compressedSize = 0] = [offsets[known.row], compressedSizes[known.row]];
  const end = offset + compressedSize;
  const isInside = offset >= 0 && compressedSize >= 0 && end <= (known.zip.index.zip?.size ?? 0);
  if (!isInside || Math.max(size, compressedSize) > MAX_BYTES) return undefined;
  const data = Buffer.concat([...(reader.read(known) ?? [])]);
  const content = data.length === compressedSize ? unpack(data, method, size) : undefined;
  if (content?.length !== size || crc32(content) !== crcs[known.row]) return undefined;
  return hash("sha256", content, "buffer").equals(digestOf(known)) ? [data] : undefined;
}

function unpack(data: Buffer, method: ZipMethod, size: number): Buffer | undefined {
  if (method === zipMethods.stored) return data;
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(size, 1) });
  } catch {
    return undefined;
  }
}
