import { closeSync, openSync, readSync, statSync } from "node:fs";
import { crc32 } from "node:zlib";

import type { KnownContent } from "./known-contents.ts";

/** Reads what earlier zips hold. */
export interface ZipDataReader {
  /**
   * The data of a content, compressed as it is, in pieces. Undefined where it is not what the index says: then the zip has been
   * replaced or damaged since.
   */
  readonly read: (content: KnownContent) => Iterable<Buffer> | undefined;
  readonly close: () => void;
}

/** Data in a row is read at once. */
const WINDOW_BYTES = 1024 * 1024;

/** Between the data of two neighbours there is one local header. */
const MAX_BYTES_BETWEEN = 4096;

const none = Buffer.alloc(0);

export function openZipDataReader(): ZipDataReader {
  const open = new Map<string, OpenZip>();

  return {
    read: ({ zip, row }) => {
      const { offsets, compressedSizes, dataCrcs } = zip.index.rows;
      const [offset = 0, size = 0] = [offsets[row], compressedSizes[row]];
      const from = openZip(zip.file);
      const pieces = size > WINDOW_BYTES ? piecesOf(from.fd, { offset, size }) : [readInWindow(from, offset, size)];
      let crc = 0;
      let bytes = 0;
      for (const piece of pieces) {
        crc = crc32(piece, crc);
        bytes += piece.length;
      }
      if (bytes !== size || crc !== dataCrcs[row]) return undefined;
      return Array.isArray(pieces) ? pieces : piecesOf(from.fd, { offset, size });
    },
    close: () => {
      for (const { fd } of open.values()) if (fd !== undefined) closeQuietly(fd);
      open.clear();
    },
  };

  function openZip(file: string): OpenZip {
    const known = open.get(file) ?? { fd: openIfThere(file), window: none, start: 0, lastEnd: 0 };
    open.set(file, known);
    return known;
  }
}

/** A part of an open file in pieces, each a new buffer. Ends early where the file does. */
export function* piecesOf(
  fd: number | undefined,
  { offset, size }: { readonly offset: number; readonly size: number },
): Generator<Buffer, void, void> {
  for (let done = 0; done < size;) {
    const piece = readAt(fd, offset + done, Math.min(size - done, WINDOW_BYTES));
    if (piece.length === 0) return;
    yield piece;
    done += piece.length;
  }
}

interface OpenZip {
  readonly fd: number | undefined;
  window: Buffer;
  /** Where in the zip the window begins. */
  start: number;
  /** Where what was asked for last ends. */
  lastEnd: number;
}

function openIfThere(file: string): number | undefined {
  try {
    // A pipe would be waited for without end.
    return statSync(file).isFile() ? openSync(file, "r") : undefined;
  } catch {
    return undefined;
  }
}

/** What was read has been checked; that the disk fails afterwards does not matter to it. */
export function closeQuietly(fd: number): void {
  try {
    closeSync(fd);
  } catch {
    // There is nothing to lose: it was open for reading.
  }
}

/** What follows what was asked for last is read ahead; what lies elsewhere, as the data of equal files may, is read alone. */
function readInWindow(zip: OpenZip, offset: number, size: number): Buffer {
  const isNext = offset >= zip.lastEnd && offset - zip.lastEnd <= MAX_BYTES_BETWEEN;
  const end = offset + size;
  zip.lastEnd = end;
  if (offset >= zip.start && end <= zip.start + zip.window.length) {
    return zip.window.subarray(offset - zip.start, end - zip.start);
  }
  if (!isNext) return readAt(zip.fd, offset, size);
  // A new buffer each time: who was given parts of the last one may still hold them.
  zip.window = readAt(zip.fd, offset, Math.max(size, WINDOW_BYTES));
  zip.start = offset;
  return zip.window.subarray(0, size);
}

/** As much as there is of what is asked for; nothing where it cannot be read. */
function readAt(fd: number | undefined, offset: number, size: number): Buffer {
  if (fd === undefined) return none;
  const buffer = Buffer.allocUnsafe(size);
  try {
    return buffer.subarray(0, readSync(fd, buffer, 0, size, offset));
  } catch {
    return none;
  }
}
