import type { Archive } from "@lambda-pack/model";

import { openArchiveFile } from "../outputs/open-archive-file.ts";
import type { ArchiveFileOptions } from "../outputs/open-archive-file.ts";
import { centralHeader, endRecords, localHeader } from "./zip-records.ts";
import type { ZipEntry } from "./zip-records.ts";

/** A zip that is being written beside its final name. After any failure, and only then, `abort` is called. */
export interface ZipWriter {
  /** Absolute path of a directory for what serves to write the zip. */
  readonly directory: string;
  /** Absolute path that the zip has until `commit`. */
  readonly unfinished: string;
  /** Number of the zip's inode, which a rename does not change. */
  readonly ino: number;
  /** When it was opened, by the clock of the file system, in milliseconds. */
  readonly openedMs: number;
  /** Begins an entry: its data, which is ready, is appended next. Gives where in the zip the data begins. */
  readonly begin: (entry: ZipEntry) => number;
  readonly append: (data: Uint8Array) => void;
  /** Writes what was appended, so that it takes no memory. */
  readonly drain: () => Promise<void>;
  /** Everything is written afterwards, though maybe not on the disk if the machine loses its power, still beside the final name. */
  readonly finish: () => Promise<Archive>;
  /** Puts the zip in place of an earlier one, at once. */
  readonly commit: () => Promise<void>;
  readonly abort: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a zip beside `file`, an absolute path. An entry's data is ready before its header is written, so that sizes and CRC
 * stand before the data (docs/archive-format.md).
 */
export async function writeZip(file: string, options: ArchiveFileOptions): Promise<ZipWriter> {
  const output = await openArchiveFile(file, options);
  const central: Buffer[] = [];
  let size = 0;
  let pending: Uint8Array[] = [];

  return {
    directory: output.directory,
    unfinished: output.unfinished,
    ino: output.ino,
    openedMs: output.openedMs,
    begin: (entry) => {
      central.push(centralHeader(entry, size));
      append(localHeader(entry));
      return size;
    },
    append,
    drain,
    finish: async () => {
      const offset = size;
      for (const header of central) append(header);
      append(endRecords({ entries: central.length, offset, size: size - offset }));
      await drain();
      const sha256 = await output.end();
      return zipOf(file, { size, entries: central.length, sha256: sha256.toString("hex") });
    },
    commit: output.commit,
    abort: output.abort,
    close: output.close,
  };

  function append(data: Uint8Array): void {
    pending.push(data);
    size += data.length;
  }

  async function drain(): Promise<void> {
    const pieces = pending;
    pending = [];
    await output.append(pieces);
  }
}

/** A finished zip; its hash is given in Lambda's form as well. */
export function zipOf(file: string, zip: Pick<Archive, "size" | "entries" | "sha256">): Archive {
  return { file, ...zip, codeSha256: Buffer.from(zip.sha256, "hex").toString("base64") };
}
