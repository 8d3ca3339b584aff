import { hash } from "node:crypto";
import { join } from "node:path";

import type { StagedEntry, StagedFile, StagedLink } from "@lambda-pack/model";

import { addToZip, dataOfCompressed, dataOfKnown, dataOfLink, type EntryData } from "./add-to-zip.ts";
import { cutSegments, type Segment } from "./cut-segments.ts";
import { throwIfAborted } from "../disk/file-errors.ts";
import type { SourceFileSystem } from "../disk/file-system.ts";
import type { WritingPlan } from "./plan-writing.ts";
import { processedFiles, type ProcessedFile } from "./processed-files.ts";
import { readUnchanged } from "../disk/read-unchanged.ts";
import type { IndexWriter } from "../reuse/index-writer.ts";
import { openZipDataReader } from "../reuse/read-zip-data.ts";
import type { StagingWriter } from "../staging/write-staging.ts";
import type { TarWriter } from "../tar/write-tar.ts";
import type { Threads } from "../threads/open-threads.ts";
import type { FileRequest, ProcessedBatch } from "../threads/batch.ts";
import { MAX_BYTES_WHOLE } from "../threads/process-file.mjs";
import type { ZipWriter } from "../zip/write-zip.ts";

/** What has been written so far. */
export interface Progress {
  readonly files: number;
  readonly bytes: number;
}

/** What is written, to where, and by whom. */
export interface EntriesToWrite {
  readonly entries: readonly StagedEntry[];
  readonly plan: WritingPlan;
  readonly zip: ZipWriter | undefined;
  readonly tar: TarWriter | undefined;
  readonly stage: StagingWriter | undefined;
  readonly index: IndexWriter;
  readonly threads: Threads;
  /** Knows nothing of earlier zips. */
  readonly ownThread: Threads;
  /** Files are read through it, and handed over; without it, threads read them from the disk. */
  readonly source: SourceFileSystem | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((done: Progress) => void) | undefined;
}

/** What had to be done. */
export interface WorkDone {
  /** Files that were read, and those of them that were compressed. */
  readonly read: number;
  readonly compressed: number;
}

/** Segments that are under way, and bytes in them, before the next one has to wait: what bounds the memory. */
const mostSegments = 8;
const mostBytes = 32 * 1024 * 1024;

interface SegmentUnderWay extends Segment {
  readonly processed: Promise<ProcessedBatch> | undefined;
}

/** Has segments processed, several at once, and writes them in the order of the list. */
export async function writeEntries(job: EntriesToWrite): Promise<WorkDone> {
  const writer = openEntryWriter(job);
  const underWay: SegmentUnderWay[] = [];
  let bytes = 0;
  try {
    for (const segment of cutSegments(job.entries, (file, position) => requestFor(job, file, position))) {
      throwIfAborted(job.signal);
      const processed = segment.requests.length === 0 ? undefined : job.threads.process(segment.requests);
      // A failure is told when it is this segment's turn, so that the first one in order is told, on every machine.
      void Promise.allSettled([processed]);
      underWay.push({ ...segment, processed });
      bytes += segment.bytes;
      while (underWay.length > mostSegments || (underWay.length > 1 && bytes > mostBytes)) await writeFirst();
    }
    while (underWay.length > 0) await writeFirst();
    return writer.workDone();
  } finally {
    writer.close();
  }

  async function writeFirst(): Promise<void> {
    const segment = underWay.shift();
    if (segment === undefined) return;
    await writer.write(segment, await segment.processed);
    await job.zip?.drain();
    bytes -= segment.bytes;
  }
}

/** Undefined for a file that need not be read. */
function requestFor(job: EntriesToWrite, file: StagedFile, position: number): FileRequest | undefined {
  const { plan, zip, tar, stage } = job;
  const isKnown = plan.knownAt(position) !== undefined;
  const compress = zip !== undefined && !isKnown;
  const isStaged = stage === undefined || plan.isStagedAt(position);
  if (isKnown && isStaged && tar === undefined) return undefined;
  const request = { ...newRequest(job, file, position), compress };
  if (isStaged) return request;
  const digest = plan.staged?.digestAt(position);
  // A copy: a view would take all that it is a view of along to another thread.
  return { ...request, stage: stage.request(file, digest && Uint8Array.from(digest)) };
}

function newRequest(
  { zip, source: fs }: EntriesToWrite,
  file: StagedFile,
  position: number,
): Omit<FileRequest, "compress"> {
  const { source, size, mtimeMs } = file;
  if (fs !== undefined) return { source, size, mtimeMs, content: readUnchanged(file, fs) };
  if (zip === undefined || size <= MAX_BYTES_WHOLE) return { source, size, mtimeMs };
  return { source, size, mtimeMs, spill: join(zip.directory, `data-${position}`) };
}

interface EntryWriter {
  readonly write: (segment: Segment, processed: ProcessedBatch | undefined) => Promise<void>;
  readonly workDone: () => WorkDone;
  readonly close: () => void;
}

function openEntryWriter(job: EntriesToWrite): EntryWriter {
  const { plan, zip, tar, stage, index, signal, onProgress } = job;
  const earlier = openZipDataReader();
  let [files, bytes, read, compressed] = [0, 0, 0, 0];

  return { write, workDone: () => ({ read, compressed }), close: earlier.close };

  async function write(
    { first, entries, positions, requests }: Segment,
    batch: ProcessedBatch | undefined,
  ): Promise<void> {
    const processed = batch === undefined ? [] : processedFiles(requests, batch);
    let next = 0;
    for (const [offset, entry] of entries.entries()) {
      throwIfAborted(signal);
      const position = first + offset;
      const file = positions[next] === position ? processed[next] : undefined;
      if (file !== undefined) next += 1;
      await (entry.kind === "link" ? writeLink(entry, position) : writeFile({ entry, position, file }));
      files += 1;
      bytes += entry.kind === "file" ? entry.size : 0;
      onProgress?.({ files, bytes });
    }
  }

  /** A promise only where there is something to wait for: a bundle has tens of thousands of entries. */
  function writeLink(link: StagedLink, position: number): Promise<void> | undefined {
    index.setContent(position, { digests: hash("sha256", link.target, "buffer"), row: 0 });
    if (!plan.isStagedAt(position)) stage?.addLink(link);
    return zip === undefined ? tar?.add(link, undefined) : addData({ entry: link, position }, dataOfLink(link.target));
  }

  function writeFile({ entry, position, file }: FileToWrite): Promise<void> | undefined {
    const known = plan.knownAt(position);
    const digest = file?.digest ?? (known && { digests: known.zip.index.rows.digests, row: known.row });
    if (digest === undefined) throw new Error(`${entry.path} was neither read nor known`);
    if (file !== undefined) read += 1;
    index.setContent(position, digest);
    settleStaged(job, { entry, position, file });
    if (zip === undefined) return tar?.add(entry, file?.request.content);
    const data = dataAtHand(position, file);
    return data === undefined ? compressAgain(entry, position) : addData({ entry, position }, data);
  }

  function dataAtHand(position: number, file: ProcessedFile | undefined): EntryData | undefined {
    if (file?.data !== undefined) {
      compressed += 1;
      return dataOfCompressed(file.data, file.request.spill);
    }
    const number = file?.known;
    const content = number === undefined ? plan.knownAt(position) : plan.memory.contents.byNumber(number);
    return content && dataOfKnown(content, earlier);
  }

  /** An earlier zip has been damaged or replaced since its index was read. */
  async function compressAgain(entry: StagedFile, position: number): Promise<void> {
    const request = { ...newRequest(job, entry, position), compress: true };
    const [file] = processedFiles([request], await job.ownThread.process([request]));
    if (file?.data === undefined) throw new Error(`${entry.path} was not compressed`);
    compressed += 1;
    await addData({ entry, position }, dataOfCompressed(file.data, request.spill));
  }

  function addData(
    { entry, position }: Pick<FileToWrite, "position"> & { readonly entry: StagedEntry },
    data: EntryData,
  ) {
    if (zip === undefined) return undefined;
    const packed = addToZip(zip, entry, data);
    if (!(packed instanceof Promise)) {
      index.setData(position, packed);
      return undefined;
    }
    return packed.then((place) => index.setData(position, place));
  }
}

interface FileToWrite {
  readonly entry: StagedFile;
  readonly position: number;
  /** What a thread has made of it, where one was asked to. */
  readonly file: ProcessedFile | undefined;
}

/** Notes what is staged now: what was written, or what was right already. */
function settleStaged({ stage, plan, index }: EntriesToWrite, { entry, position, file }: FileToWrite): void {
  if (stage === undefined) return;
  if (file?.staged !== undefined) stage.add(entry, position);
  const stamp = file?.staged ?? plan.staged?.stampAt(position);
  if (stamp !== undefined) index.setStaged(position, stamp);
}
