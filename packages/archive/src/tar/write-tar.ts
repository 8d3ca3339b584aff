import type { Archive, StagedEntry } from "@lambda-pack/model";

import { openArchiveFile } from "../outputs/open-archive-file.ts";
import type { ArchiveFileOptions } from "../outputs/open-archive-file.ts";
import { openGzip } from "./open-gzip.ts";
import { endBlocks, entryHeader, paddingOf } from "./tar-records.ts";

export interface TarOptions extends ArchiveFileOptions {
  readonly format: "tar" | "tar.gz";
  /** How hard a `tar.gz` is compressed, 0 to 9. */
  readonly level?: number | undefined;
}

/** A tar that is being written beside its final name. After any failure, and only then, `abort` is called. */
export interface TarWriter {
  /** Absolute path that the tar has until `commit`. */
  readonly unfinished: string;
  /** Entries are added in order, one at a time. A file comes with its content, whose pieces are needed one after another. */
  readonly add: (entry: StagedEntry, content: Iterable<Uint8Array> | undefined) => Promise<void>;
  /** Everything is written afterwards, though maybe not on the disk if the machine loses its power, still beside the final name. */
  readonly finish: () => Promise<Archive>;
  /** Puts the tar in place of an earlier one, at once. */
  readonly commit: () => Promise<void>;
  readonly abort: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a tar beside `file`, an absolute path; its bytes are those of docs/archive-format.md. Once a step has failed, each
 * later one fails with the same.
 */
export async function writeTar(file: string, options: TarOptions): Promise<TarWriter> {
  const output = await openArchiveFile(file, options);
  const { format, level = 6 } = options;
  const gzip = format === "tar" ? undefined : openGzip({ level, write: output.append });
  const append = gzip?.append ?? output.append;
  let entries = 0;
  let failure: { readonly error: unknown } | undefined;
  let underWay: Promise<unknown> = Promise.resolve();

  return {
    unfinished: output.unfinished,
    add: (entry, content) =>
      step(async () => {
        for (const piece of recordsOf(entry, content)) {
          throwFailure();
          await append([piece]);
        }
        entries += 1;
      }),
    finish: () =>
      step(async () => {
        await append([endBlocks()]);
        await gzip?.finish();
        const sha256 = await output.end();
        return { file, size: output.size(), entries, sha256: sha256.toString("hex") };
      }),
    commit: output.commit,
    abort: async () => {
      failure ??= { error: new Error("The tar was given up") };
      await Promise.allSettled([underWay]);
      await gzip?.abort();
      await output.abort();
    },
    close: output.close,
  };

  async function step<Result>(work: () => Promise<Result>): Promise<Result> {
    throwFailure();
    const working = work();
    underWay = working;
    try {
      const result = await working;
      throwFailure();
      return result;
    } catch (error) {
      failure ??= { error };
      throw failure.error;
    }
  }

  function throwFailure(): void {
    if (failure !== undefined) throw failure.error;
  }
}

/** All bytes of an entry. The header has the size before the content comes, so a content of another size is a bug. */
function* recordsOf(entry: StagedEntry, content: Iterable<Uint8Array> | undefined): Generator<Uint8Array, void, void> {
  yield entryHeader(entry);
  if (entry.kind === "link") return;
  if (content === undefined) throw new Error(`The content of ${entry.path} was not read`);
  let left = entry.size;
  for (const piece of content) {
    left -= piece.length;
    yield piece;
  }
  if (left !== 0) throw new Error(`The content of ${entry.path} is not as long as was listed`);
  yield paddingOf(entry.size);
}
