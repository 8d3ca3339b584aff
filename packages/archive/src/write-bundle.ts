import { availableParallelism } from "node:os";

import type { Archive, StagedEntry, StagedFile, Staging } from "@lambda-pack/model";

import { interrupted } from "./file-errors.ts";
import { diskFileSystem, type FileSystem, type SourceFileSystem } from "./file-system.ts";
import { readAhead } from "./read-ahead.ts";
import type { Sink } from "./sink.ts";
import { writeArchive } from "./write-archive.ts";
import { writeStaging } from "./write-staging.ts";

/** What has been written so far. */
export interface Progress {
  readonly files: number;
  readonly bytes: number;
}

export interface BundleOptions {
  /** Absolute path of the zip; without it none is written. */
  readonly zip?: string | undefined;
  /** Absolute path of the staging directory; without it none is written. */
  readonly stageDir?: string | undefined;
  /** The archive is given up as soon as it is larger. */
  readonly maxArchiveBytes?: number | undefined;
  /** Throws to reject a finished archive before it is put in place; `file` is where it would be. */
  readonly assertArchive?: ((archive: Archive) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: Progress) => void) | undefined;
  /** Where the outputs are written. */
  readonly fs?: FileSystem | undefined;
  /** Where the files of packages are read from; as `fs` unless given. */
  readonly source?: SourceFileSystem | undefined;
}

/**
 * Writes the zip and the staging directory of one list; each file is read once for both. Both are put in place when both
 * are complete: after a failure or an abort, what was there before is there still, and nothing else.
 */
export async function writeBundle(staging: Staging, options: BundleOptions): Promise<Archive | undefined> {
  const { zip, stageDir, maxArchiveBytes, fs = diskFileSystem } = options;
  const opened: Sink<unknown>[] = [];
  let archive: Archive | undefined;
  try {
    throwIfAborted(options.signal);
    const stage = stageDir === undefined ? undefined : await writeStaging(stageDir, { fs });
    if (stage !== undefined) opened.push(stage);
    const zipped =
      zip === undefined
        ? undefined
        : await writeArchive(zip, { fs, maxBytes: maxArchiveBytes, threads: threadsFor(staging) });
    if (zipped !== undefined) opened.push(zipped);

    await addEntries(staging, opened, options);
    await stage?.finish();
    archive = await zipped?.finish();
    if (archive !== undefined) options.assertArchive?.(archive);
    throwIfAborted(options.signal);
    // The archive last: its rename happens at once or not at all, the staging directory's can be undone.
    await stage?.commit();
    await zipped?.commit();
  } catch (error) {
    await Promise.allSettled(opened.map((sink) => sink.abort()));
    throw error;
  }
  for (const sink of opened) await sink.close();
  return archive;
}

async function addEntries(
  { entries }: Staging,
  sinks: readonly Sink<unknown>[],
  { stageDir, signal, onProgress, fs = diskFileSystem, source = fs }: BundleOptions,
): Promise<void> {
  // A file of the disk that only the zip needs is read where it is compressed.
  const isReadHere = stageDir !== undefined || source !== diskFileSystem;
  const contents = readAhead(isReadHere ? entries.filter(isFile) : [], { fs: source, signal });
  let files = 0;
  let bytes = 0;
  try {
    for (const entry of entries) {
      throwIfAborted(signal);
      const content = isReadHere && isFile(entry) ? await nextOf(contents) : undefined;
      await Promise.all(sinks.map((sink) => sink.add(entry, content)));
      files += 1;
      bytes += isFile(entry) ? entry.size : 0;
      onProgress?.({ files, bytes });
    }
  } finally {
    await contents.return();
  }
}

/** Below this, starting threads takes longer than they save. */
const fewFiles = 2800;
const fewBytes = 6 * 1024 * 1024;

/** More would wait: so many batches are under way at once. */
const mostThreads = 8;

function threadsFor({ entries, bytes }: Staging): number {
  return entries.length < fewFiles && bytes < fewBytes ? 0 : Math.min(availableParallelism(), mostThreads);
}

async function nextOf(contents: AsyncGenerator<Buffer, void, void>): Promise<Buffer> {
  const { done, value } = await contents.next();
  if (done === true) throw new Error("There are fewer contents than files.");
  return value;
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw interrupted(signal.reason);
}

function isFile(entry: StagedEntry): entry is StagedFile {
  return entry.kind === "file";
}
