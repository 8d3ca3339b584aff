import type { Archive, StagedEntry } from "@lambda-pack/model";

import { openArchiveFile, type ArchiveFileOptions } from "../outputs/open-archive-file.ts";
import { hideSystem } from "./hide-system.ts";
import { tarEntry } from "./tar-entry.ts";

export interface TarOptions extends ArchiveFileOptions {
  readonly format: "tar" | "tar.gz";
  /** How hard a `tar.gz` is compressed, 0 to 9. */
  readonly level?: number | undefined;
}

/** A tar that is being written beside its final name. After any failure, and only then, `abort` is called. */
export interface TarWriter {
  /** Absolute path that the tar has until `commit`. */
  readonly unfinished: string;
  /** Entries are added in order. A file comes with its content. */
  readonly add: (entry: StagedEntry, content: Buffer | undefined) => Promise<void>;
  /** Everything is on the disk afterwards, still beside the final name. */
  readonly finish: () => Promise<Archive>;
  /** Puts the tar in place of an earlier one, at once. */
  readonly commit: () => Promise<void>;
  readonly abort: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a tar beside `file`, an absolute path; its bytes are those of docs/archive-format.md. Contents are always handed
 * over. One entry is under way at a time, so that memory holds no more than it and what the streams buffer.
 */
export async function writeTar(file: string, options: TarOptions): Promise<TarWriter> {
  // Only who writes a tar pays for the loading of archiver.
  const { openTarStream } = await import("./open-tar-stream.ts");
  const output = await openArchiveFile(file, options);
  const { format, level = 6 } = options;
  const finished = format === "tar" ? (piece: Buffer) => piece : hideSystem();
  const stream = openTarStream({
    level: format === "tar" ? undefined : level,
    write: (piece) => output.append([finished(piece)]),
  });
  let entries = 0;

  return {
    unfinished: output.unfinished,
    add: async (entry, content) => {
      await stream.add(contentOf(entry, content), tarEntry(entry));
      entries += 1;
    },
    finish: async () => {
      await stream.finish();
      const sha256 = await output.end();
      return { file, size: output.size(), entries, sha256: sha256.toString("hex") };
    },
    commit: output.commit,
    abort: async () => {
      await stream.abort();
      await output.abort();
    },
    close: output.close,
  };
}

function contentOf(entry: StagedEntry, content: Buffer | undefined): Buffer {
  if (entry.kind === "link") return Buffer.alloc(0);
  if (content === undefined) throw new Error(`The content of ${entry.path} was not read`);
  return content;
}
