import { throwIfInterrupted } from "@lambda-pack/model";
import type { StagedFile } from "@lambda-pack/model";

import type { FileRequest, ProcessedBatch } from "../threads/batch.ts";
import { cutSegments } from "./cut-segments.ts";
import type { Segment } from "./cut-segments.ts";
import type { EntriesToWrite, WorkDone } from "./entries-to-write.ts";
import { newRequest } from "./new-request.ts";
import { openEntryWriter } from "./open-entry-writer.ts";

/** Segments that are under way, and bytes in them, before the next one has to wait: what bounds the memory. */
const MAX_SEGMENTS = 8;
const MAX_BYTES = 32 * 1024 * 1024;

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
      throwIfInterrupted(job.signal);
      const processed = segment.requests.length === 0 ? undefined : job.threads.process(segment.requests);
      // A failure is thrown when it is this segment's turn, so that the first one in order is thrown, on every machine.
      void Promise.allSettled([processed]);
      underWay.push({ ...segment, processed });
      bytes += segment.bytes;
      while (underWay.length > MAX_SEGMENTS || (underWay.length > 1 && bytes > MAX_BYTES)) await writeFirst();
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
