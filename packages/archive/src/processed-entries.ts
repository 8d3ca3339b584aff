import type { PackError } from "@lambda-pack/model";

import type { Segment } from "./cut-segments.ts";
import { fileChanged, outputWriteFailed, readFailure } from "./file-errors.ts";
import { digestBytes } from "./reuse/bundle-index.ts";
import type { FailedFile, FileRequest, ProcessedBatch, ProcessedFile } from "./threads/process-batch.mjs";

/** What a thread has made of a file. */
export interface ProcessedEntry extends ProcessedFile {
  readonly request: FileRequest;
  readonly digest: Uint8Array;
  /** Its data, unless that was spilled. */
  readonly bytes: Uint8Array;
}

/** The answers for a segment by the positions of its entries. Throws the failure of the first file that failed. */
export function processedEntries(
  { requests, positions }: Pick<Segment, "requests" | "positions">,
  batch: ProcessedBatch,
): ReadonlyMap<number, ProcessedEntry> {
  if (batch.failed !== undefined) throw failureOf(requests[batch.failed.index], batch.failed);
  const entries = new Map<number, ProcessedEntry>();
  let start = 0;
  for (const [index, file] of batch.files.entries()) {
    const [request, position] = [requests[index], positions[index]];
    if (request === undefined || position === undefined) throw new Error("There are more answers than requests");
    const end = start + (file.data === undefined || file.data.isSpilled ? 0 : file.data.size);
    const digest = batch.digests.subarray(index * digestBytes, (index + 1) * digestBytes);
    entries.set(position, { ...file, request, digest, bytes: batch.data.subarray(start, end) });
    start = end;
  }
  return entries;
}

function failureOf(request: FileRequest | undefined, { step, error }: FailedFile): PackError {
  const { source = "", stage, spill = "" } = request ?? {};
  if (error === undefined) return fileChanged(source, "changed");
  const cause = Object.assign(new Error(error.message), { code: error.code });
  if (step === "read") return readFailure(source, cause);
  return outputWriteFailed(step === "stage" ? (stage?.shown ?? "") : spill, cause);
}
