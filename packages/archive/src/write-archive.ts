import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";

import { PackError, type Archive, type StagedEntry } from "@lambda-pack/model";

import { fileChanged, orWriteFailed, outputWriteFailed, readFailure } from "./file-errors.ts";
import type { FileSystem } from "./file-system.ts";
import type { Sink } from "./sink.ts";
import { makeTemporaryDirectory, removeDirectory } from "./temporary-directory.ts";
import { batchEntries } from "./zip/batch-entries.ts";
import type { CompressedBatch, FailedRequest } from "./zip/compress-batch.mjs";
import { openCompressor } from "./zip/open-compressor.ts";
import { centralHeader, endRecords, localHeader, zipMethods } from "./zip/zip-records.ts";

export interface ArchiveOptions {
  readonly fs: FileSystem;
  /** The archive is given up as soon as it is larger. */
  readonly maxBytes?: number | undefined;
  /** Threads that compress; with none, the caller's own does. The bytes are the same. */
  readonly threads?: number;
}

const unixModes = { file: 0o100000, link: 0o120777 } as const;

/**
 * Opens a zip beside `file`, an absolute path. An entry's data is ready before its header is written, so that sizes and CRC
 * stand before the data (docs/archive-format.md). The hash is taken from what is written, while it is written.
 */
export async function writeArchive(
  file: string,
  { fs, maxBytes = Infinity, threads = 0 }: ArchiveOptions,
): Promise<Sink<Archive>> {
  const directory = await makeTemporaryDirectory(file, fs);
  const unfinished = join(directory, "archive.zip");
  const handle = await openNew();
  const output = appendTo(handle, limitOf(file, maxBytes));
  const compressor = openCompressor(threads);
  const batches = batchEntries(compressor, writeBatch);
  const central: Buffer[] = [];

  return {
    add: async (entry, content) => batches.add(entry, entry.kind === "link" ? Buffer.from(entry.target) : content),
    finish: async () => {
      await batches.finish();
      const offset = output.size();
      await orWriteFailed(file, output.append(central));
      const size = output.size() - offset;
      await orWriteFailed(file, output.append([endRecords({ entries: central.length, offset, size })]));
      const sha256 = await orWriteFailed(file, output.end());
      await orWriteFailed(file, handle.close());
      return {
        file,
        size: output.size(),
        entries: central.length,
        sha256: sha256.toString("hex"),
        codeSha256: sha256.toString("base64"),
      };
    },
    commit: () => orWriteFailed(file, fs.rename(unfinished, file)),
    abort: async () => {
      await compressor.close();
      await Promise.allSettled([handle.close()]);
      await removeDirectory(directory, fs);
    },
    close: async () => {
      await compressor.close();
      await orWriteFailed(file, removeDirectory(directory, fs));
    },
  };

  async function openNew(): Promise<FileHandle> {
    try {
      return await fs.open(unfinished, "wx");
    } catch (error) {
      await removeDirectory(directory, fs);
      throw outputWriteFailed(file, error);
    }
  }

  async function writeBatch(entries: readonly StagedEntry[], batch: CompressedBatch): Promise<void> {
    if (batch.failed !== undefined) throw failureOf(entries, batch.failed);
    const pieces: Uint8Array[] = [];
    let offset = output.size();
    let start = 0;
    for (const [index, entry] of entries.entries()) {
      const compressed = batch.entries[index];
      if (compressed === undefined) throw new Error(`Nothing came back for ${entry.path}`);
      const record = {
        ...compressed,
        path: entry.path,
        unixMode: entry.kind === "link" ? unixModes.link : unixModes.file | entry.mode,
        method: compressed.isDeflated ? zipMethods.deflated : zipMethods.stored,
      };
      const header = localHeader(record);
      const end = start + compressed.compressedSize;
      pieces.push(header, batch.data.subarray(start, end));
      central.push(centralHeader(record, offset));
      offset += header.length + compressed.compressedSize;
      start = end;
    }
    await orWriteFailed(file, output.append(pieces));
  }
}

function failureOf(entries: readonly StagedEntry[], { index, error }: FailedRequest): PackError {
  const entry = entries[index];
  const path = entry?.kind === "file" ? entry.source : "";
  return error === undefined
    ? fileChanged(path, "changed")
    : readFailure(path, Object.assign(new Error(error.message), { code: error.code }));
}

interface Output {
  readonly append: (pieces: readonly Uint8Array[]) => Promise<void>;
  /** Everything is written afterwards; gives the SHA-256 of it. */
  readonly end: () => Promise<Buffer>;
  readonly size: () => number;
}

/** Writes happen in pieces of at least this many bytes. */
const pieceBytes = 1024 * 1024;

function appendTo(handle: FileHandle, assertSize: (size: number) => void): Output {
  const hash = createHash("sha256");
  let size = 0;
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;

  return {
    append: async (pieces) => {
      for (const piece of pieces) {
        size += piece.length;
        pendingBytes += piece.length;
        pending.push(piece);
      }
      assertSize(size);
      if (pendingBytes >= pieceBytes) await flush();
    },
    end: async () => {
      await flush();
      return hash.digest();
    },
    size: () => size,
  };

  async function flush(): Promise<void> {
    const content = Buffer.concat(pending);
    pending = [];
    pendingBytes = 0;
    hash.update(content);
    await handle.writeFile(content);
  }
}

function limitOf(file: string, maxBytes: number): (size: number) => void {
  return (size) => {
    if (size <= maxBytes) return;
    throw new PackError("ARCHIVE_TOO_LARGE", `${file} would be larger than the limit of ${maxBytes} bytes.`, {
      hint: "Exclude files or packages that the function does not need, or raise the limit.",
      details: { file, limit: maxBytes },
    });
  };
}
