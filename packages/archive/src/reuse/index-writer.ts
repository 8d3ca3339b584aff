import { hash } from "node:crypto";

import type { StagedEntry } from "@lambda-pack/model";

import { DIGEST_BYTES } from "../threads/batch-columns.mjs";
import { newRows } from "./bundle-index.ts";
import type { BundleIndex, DigestRow, IndexHeader } from "./bundle-index.ts";
import type { FileStamp } from "./file-stamp.ts";

/** Fills an index while its bundle is written. */
export interface IndexWriter {
  readonly setContent: (position: number, digest: DigestRow) => void;
  readonly setData: (position: number, data: PackedData) => void;
  readonly setStaged: (position: number, stamp: FileStamp) => void;
  /** See `IndexHeader`. */
  readonly contentSha256: () => string;
  /** The index of an output; all positions have been set. */
  readonly finish: (header: IndexHeader) => BundleIndex;
}

/** Where the data of an entry lies in a zip. */
export interface PackedData {
  readonly offset: number;
  readonly compressedSize: number;
  /** CRC-32 of the data. */
  readonly dataCrc: number;
  /** CRC-32 of the content. */
  readonly crc: number;
  readonly method: number;
}

/** File type and permissions of an entry as in `st_mode`: a link's never matter. */
export function unixModeOf(entry: StagedEntry): number {
  return entry.kind === "link" ? 0o120777 : 0o100000 | entry.mode;
}

export function openIndex(entries: readonly StagedEntry[]): IndexWriter {
  const rows = newRows(entries.length);
  for (const [position, entry] of entries.entries()) {
    rows.modes[position] = unixModeOf(entry);
    if (entry.kind === "link") continue;
    rows.sizes[position] = entry.size;
    rows.mtimes[position] = entry.mtimeMs;
    rows.ctimes[position] = entry.ctimeMs;
    rows.inodes[position] = entry.ino;
    rows.devices[position] = entry.dev;
  }

  return {
    setContent: (position, { digests, row }) => {
      // By hand: a view for each of tens of thousands of rows would cost more than the bytes.
      for (let byte = 0; byte < DIGEST_BYTES; byte += 1)
        rows.digests[position * DIGEST_BYTES + byte] = digests[row * DIGEST_BYTES + byte] ?? 0;
    },
    setData: (position, { offset, compressedSize, dataCrc, crc, method }) => {
      rows.offsets[position] = offset;
      rows.compressedSizes[position] = compressedSize;
      rows.dataCrcs[position] = dataCrc;
      rows.crcs[position] = crc;
      rows.methods[position] = method;
    },
    setStaged: (position, { ino, ctimeMs }) => {
      rows.stagedInodes[position] = ino;
      rows.stagedCtimes[position] = ctimeMs;
    },
    contentSha256,
    finish: (header) => ({ ...header, paths: entries.map(({ path }) => path), rows }),
  };

  function contentSha256(): string {
    const digests = Buffer.from(rows.digests.buffer, rows.digests.byteOffset, rows.digests.byteLength);
    const lines = entries.map((entry, position) => {
      const digest = digests.toString("hex", position * DIGEST_BYTES, (position + 1) * DIGEST_BYTES);
      return `${unixModeOf(entry).toString(8)} ${digest} ${entry.path}\n`;
    });
    return hash("sha256", lines.join(""));
  }
}
