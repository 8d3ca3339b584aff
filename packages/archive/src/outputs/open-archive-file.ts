import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";

import { PackError } from "@lambda-pack/model";

import { orWriteFailed, outputWriteFailed } from "../disk/file-errors.ts";
import type { FileSystem } from "../disk/file-system.ts";
import { makeTemporaryDirectory, removeDirectory } from "./temporary-directory.ts";

export interface ArchiveFileOptions {
  readonly fs: FileSystem;
  /** Absolute path of the directory of outputs. */
  readonly pool?: string | undefined;
  /** The archive is given up as soon as it is larger. */
  readonly maxBytes?: number | undefined;
}

/** A file that grows beside its final name until `commit`. All failures have words. */
export interface ArchiveFile {
  /** Absolute path of the directory that it lies in until `commit`; there is room for what serves to write it. */
  readonly directory: string;
  /** Absolute path that it has until `commit`. */
  readonly unfinished: string;
  /** Number of its inode, which a rename does not change. */
  readonly ino: number;
  /** When it was opened, by the clock of the file system, in milliseconds. */
  readonly openedMs: number;
  /** What was handed over is not needed any more when the promise resolves. */
  readonly append: (pieces: readonly Uint8Array[]) => Promise<void>;
  /** Everything is handed to the system afterwards, which may not have put it on the disk yet; gives the SHA-256 of it. */
  readonly end: () => Promise<Buffer>;
  /** Bytes so far. */
  readonly size: () => number;
  /** Puts it in place of an earlier one. */
  readonly commit: () => Promise<void>;
  /** Removes what was written, and all that served to write it; never fails before it has tried everything. */
  readonly abort: () => Promise<void>;
  /** Removes what served to write it. */
  readonly close: () => Promise<void>;
}

/** Opens a file beside `file`, an absolute path. The hash is taken from what is written, while it is written. */
export async function openArchiveFile(
  file: string,
  { fs, pool, maxBytes = Infinity }: ArchiveFileOptions,
): Promise<ArchiveFile> {
  const directory = await makeTemporaryDirectory(file, { pool, fs });
  const unfinished = join(directory, "archive");
  const { handle, openedMs, ino } = await openNew();
  const pieces = openPieceWriter(handle);
  let size = 0;

  return {
    directory,
    unfinished,
    ino,
    openedMs,
    append: async (added) => {
      for (const piece of added) size += piece.length;
      if (size > maxBytes) throw tooLarge(file, maxBytes);
      for (const piece of added) {
        const written = pieces.add(piece);
        if (written !== undefined) await orWriteFailed(file, written);
      }
    },
    end: async () => {
      await orWriteFailed(file, pieces.flush());
      await orWriteFailed(file, handle.close());
      return pieces.digest();
    },
    size: () => size,
    commit: () => orWriteFailed(file, fs.rename(unfinished, file)),
    abort: async () => {
      await Promise.allSettled([handle.close()]);
      await removeDirectory(directory, fs);
    },
    close: () => orWriteFailed(file, removeDirectory(directory, fs)),
  };

  async function openNew() {
    let opened: FileHandle | undefined;
    try {
      opened = await fs.open(unfinished, "wx");
      return { handle: opened, openedMs: fs.lstatSync(directory).ctimeMs, ino: fs.lstatSync(unfinished).ino };
    } catch (error) {
      await opened?.close();
      await removeDirectory(directory, fs);
      throw outputWriteFailed(file, error);
    }
  }
}
interface PieceWriter {
  /** What was handed over is not needed any more when the promise resolves; there is one only where something is written. */
  readonly add: (piece: Uint8Array) => Promise<void> | undefined;
  readonly flush: () => Promise<void>;
  /** SHA-256 of all that was written. */
  readonly digest: () => Buffer;
}

/** Writes happen in pieces of this many bytes. */
const PIECE_BYTES = 1024 * 1024;

/** Collects small pieces in one buffer, which is used again and again. */
function openPieceWriter(handle: FileHandle): PieceWriter {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(PIECE_BYTES);
  let filled = 0;

  return {
    add: (piece) => (filled + piece.length > PIECE_BYTES ? flushAndAdd(piece) : keep(piece)),
    flush,
    digest: () => hash.digest(),
  };

  async function flushAndAdd(piece: Uint8Array): Promise<void> {
    await flush();
    if (piece.length > PIECE_BYTES) await write(piece);
    else keep(piece);
  }

  function keep(piece: Uint8Array): undefined {
    buffer.set(piece, filled);
    filled += piece.length;
  }

  async function flush(): Promise<void> {
    const content = buffer.subarray(0, filled);
    filled = 0;
    await write(content);
  }

  async function write(content: Uint8Array): Promise<void> {
    hash.update(content);
    await handle.writeFile(content);
  }
}

function tooLarge(file: string, limit: number): PackError {
  return new PackError("ARCHIVE_TOO_LARGE", `${file} would be larger than the limit of ${limit} bytes.`, {
    hint: "Exclude files or packages that the function does not need, or raise the limit.",
    details: { file, limit },
  });
}
