import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";

import { PackError, type Archive } from "@lambda-pack/model";

import { ExactZip } from "./exact-zip.ts";
import { orWriteFailed, outputWriteFailed } from "./file-errors.ts";
import type { FileSystem } from "./file-system.ts";
import type { Sink } from "./sink.ts";
import { makeTemporaryDirectory, removeDirectory } from "./temporary-directory.ts";

export interface ArchiveOptions {
  readonly fs: FileSystem;
  /** The archive is given up as soon as it is larger. */
  readonly maxBytes?: number | undefined;
}

/** Writes happen in pieces of at least this many bytes. */
const pieceBytes = 1024 * 1024;

/** Opens a zip beside `file`, an absolute path. The hash is taken from what is written, while it is written. */
export async function writeArchive(file: string, { fs, maxBytes = Infinity }: ArchiveOptions): Promise<Sink<Archive>> {
  const directory = await makeTemporaryDirectory(file, fs);
  const unfinished = join(directory, "archive.zip");
  const handle = await openNew();
  const zip = new ExactZip();
  let entries = 0;
  let failure: { readonly error: unknown } | undefined;
  let giveUp: ((error: unknown) => void) | undefined;
  const written = writeOut(zip, handle, limitOf(file, maxBytes));
  const ended = written.then(undefined, (error: unknown) => {
    failure = { error: outputWriteFailed(file, error) };
    giveUp?.(failure.error);
  });

  return {
    add: async (entry, content) => {
      entries += 1;
      await unlessFailed(zip.add(entry, content));
    },
    finish: async () => {
      await unlessFailed(Promise.all([zip.finalize(), written]));
      const { size, sha256 } = await written;
      await orWriteFailed(file, handle.close());
      return { file, size, entries, sha256: sha256.toString("hex"), codeSha256: sha256.toString("base64") };
    },
    commit: () => orWriteFailed(file, fs.rename(unfinished, file)),
    abort: async () => {
      zip.destroy();
      await ended;
      await Promise.allSettled([handle.close()]);
      await removeDirectory(directory, fs);
    },
    close: () => orWriteFailed(file, removeDirectory(directory, fs)),
  };

  async function openNew(): Promise<FileHandle> {
    try {
      return await fs.open(unfinished, "wx");
    } catch (error) {
      await removeDirectory(directory, fs);
      throw outputWriteFailed(file, error);
    }
  }

  /** Waits for the zip, which would wait for ever for a writer that has failed. */
  async function unlessFailed(step: Promise<unknown>): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      giveUp = reject;
      if (failure !== undefined) reject(failure.error);
      step.then(() => {
        resolve();
      }, reject);
    });
  }
}

interface Written {
  readonly size: number;
  readonly sha256: Buffer;
}

async function writeOut(zip: ExactZip, handle: FileHandle, assertSize: (size: number) => void): Promise<Written> {
  const hash = createHash("sha256");
  let size = 0;
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  const chunks: AsyncIterable<Uint8Array> = zip;
  for await (const chunk of chunks) {
    hash.update(chunk);
    size += chunk.length;
    assertSize(size);
    pending.push(chunk);
    pendingBytes += chunk.length;
    if (pendingBytes >= pieceBytes) await flush();
  }
  await flush();
  return { size, sha256: hash.digest() };

  async function flush(): Promise<void> {
    await handle.writeFile(Buffer.concat(pending));
    pending = [];
    pendingBytes = 0;
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
