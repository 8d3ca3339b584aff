import { hash } from "node:crypto";
import { join } from "node:path";

import type { Archive, StagedEntry, StagedFile, StagedLink } from "@lambda-pack/model";

import { addToZip, dataOfBatch, dataOfKnown, dataOfLink, dataOfSpilled, type EntryData } from "./add-to-zip.ts";
import { cutSegments, type Segment } from "./cut-segments.ts";
import { throwIfAborted } from "./file-errors.ts";
import type { SourceFileSystem } from "./file-system.ts";
import type { WritingPlan } from "./plan-writing.ts";
import { processedEntries, type ProcessedEntry } from "./processed-entries.ts";
import { readUnchanged } from "./read-unchanged.ts";
import type { IndexWriter } from "./reuse/index-writer.ts";
import { digestOf } from "./reuse/known-contents.ts";
import { openZipDataReader } from "./reuse/read-zip-data.ts";
import type { Sink } from "./sink.ts";
import type { StagingWriter } from "./staging/write-staging.ts";
import type { Threads } from "./threads/open-threads.ts";
import type { FileRequest, ProcessedBatch } from "./threads/process-batch.mjs";
import type { ZipWriter } from "./write-zip.ts";

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
  readonly tar: Sink<Archive> | undefined;
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
  const { entries, threads } = job;
  const writer = openEntryWriter(job);
  const underWay: SegmentUnderWay[] = [];
  let bytes = 0;
  try {
    for (const segment of cutSegments(entries, (file, position) => requestFor(job, file, position))) {
      throwIfAborted(job.signal);
      const processed = segment.requests.length === 0 ? undefined : threads.process(segment.requests);
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
    const batch = await segment.processed;
    const processed = batch === undefined ? undefined : processedEntries(segment, batch);
    for (const [index, entry] of segment.entries.entries()) {
      throwIfAborted(job.signal);
      const position = segment.first + index;
      await writer.write(entry, position, processed?.get(position));
    }
    await job.zip?.drain();
    bytes -= segment.bytes;
  }
}

/** Undefined for a file that need not be read. */
function requestFor(job: EntriesToWrite, file: StagedFile, position: number): FileRequest | undefined {
  const { plan, zip, tar, stage } = job;
  const compress = zip !== undefined && plan.knownAt(position) === undefined;
  const isStaged = stage === undefined || plan.isStagedAt(position);
  if (!compress && isStaged && tar === undefined) return undefined;
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
  const request = { source, size, mtimeMs, spill: zip === undefined ? "" : join(zip.directory, `data-${position}`) };
  return fs === undefined ? request : { ...request, content: readUnchanged(file, fs) };
}

interface EntryWriter {
  readonly write: (entry: StagedEntry, position: number, processed: ProcessedEntry | undefined) => Promise<void>;
  readonly workDone: () => WorkDone;
  readonly close: () => void;
}

function openEntryWriter(job: EntriesToWrite): EntryWriter {
  const { plan, zip, tar, stage, index, onProgress } = job;
  const earlier = openZipDataReader();
  let [files, bytes, read, compressed] = [0, 0, 0, 0];

  return {
    write: async (entry, position, processed) => {
      if (entry.kind === "link") await writeLink(entry, position);
      else await writeFile(entry, position, processed);
      files += 1;
      bytes += entry.kind === "file" ? entry.size : 0;
      onProgress?.({ files, bytes });
    },
    workDone: () => ({ read, compressed }),
    close: earlier.close,
  };

  async function writeLink(link: StagedLink, position: number): Promise<void> {
    index.setContent(position, hash("sha256", link.target, "buffer"));
    if (zip !== undefined) index.setData(position, await addToZip(zip, link, dataOfLink(link.target)));
    if (!plan.isStagedAt(position)) stage?.addLink(link);
    await tar?.add(link, undefined);
  }

  async function writeFile(file: StagedFile, position: number, processed: ProcessedEntry | undefined): Promise<void> {
    if (processed !== undefined) read += 1;
    const known = plan.knownAt(position);
    const digest = processed?.digest ?? (known === undefined ? undefined : digestOf(known));
    if (digest === undefined) throw new Error(`${file.path} was neither read nor known`);
    index.setContent(position, digest);
    if (zip !== undefined) index.setData(position, await addToZip(zip, file, await dataOf(file, position, processed)));
    settleStaged(job, { file, position, processed });
    await tar?.add(file, processed?.request.content);
  }

  async function dataOf(file: StagedFile, position: number, processed: ProcessedEntry | undefined): Promise<EntryData> {
    const number = processed?.known;
    const content = plan.knownAt(position) ?? (number === undefined ? undefined : plan.contents.byNumber(number));
    const known = content === undefined ? undefined : dataOfKnown(content, earlier);
    if (known !== undefined) return known;
    compressed += 1;
    // Earlier zips may have been damaged or replaced since their indexes were read.
    const fresh = content === undefined ? processed : await compressAgain(file, position);
    if (fresh?.data === undefined) throw new Error(`${file.path} was not compressed`);
    const { data, request, bytes: piece } = fresh;
    return data.isSpilled ? dataOfSpilled(data, request.spill) : dataOfBatch(data, piece);
  }

  async function compressAgain(file: StagedFile, position: number): Promise<ProcessedEntry | undefined> {
    const request = { ...newRequest(job, file, position), compress: true };
    const batch = await job.ownThread.process([request]);
    return processedEntries({ requests: [request], positions: [position] }, batch).get(position);
  }
}

interface FileToSettle {
  readonly file: StagedFile;
  readonly position: number;
  readonly processed: ProcessedEntry | undefined;
}

/** Notes what is staged now: what was written, or what was right already. */
function settleStaged({ stage, plan, index }: EntriesToWrite, { file, position, processed }: FileToSettle): void {
  if (stage === undefined) return;
  const written = processed?.staged;
  if (written !== undefined) stage.add(file, position);
  const stamp = written ?? plan.staged?.stampAt(position);
  if (stamp !== undefined) index.setStaged(position, stamp);
}
