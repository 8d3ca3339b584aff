import type { PackError } from "@lambda-pack/model";

import { fileChanged, linkFailed, outputWriteFailed, readFailure } from "../disk/file-errors.ts";
import type { DigestRow } from "../reuse/bundle-index.ts";
import type { FileStamp } from "../reuse/file-stamp.ts";
import { facts, outcomes } from "../threads/batch-columns.mjs";
import type { FailedFile, FileRequest, ProcessedBatch } from "../threads/batch.ts";
import { MAX_BYTES_WHOLE } from "../threads/process-file.mjs";
import { zipMethods } from "../zip/zip-records.ts";
import type { ZipMethod } from "../zip/zip-records.ts";

/** What a thread has made of a file. */
export interface ProcessedFile {
  readonly request: FileRequest;
  /** SHA-256 of the content. */
  readonly digest: DigestRow;
  /** Its number in the table of known digests; undefined where it is not known, or no data was asked for. */
  readonly known: number | undefined;
  /** Undefined where it is known, or no data was asked for. */
  readonly data: CompressedData | undefined;
  /** By which a later run knows the staged file; undefined where none was written. */
  readonly staged: FileStamp | undefined;
}

export interface CompressedData {
  readonly method: ZipMethod;
  /** CRC-32 of the content, and of the data. */
  readonly crc: number;
  readonly dataCrc: number;
  readonly size: number;
  /** Undefined where it lies in the file that the request names. */
  readonly bytes: Uint8Array | undefined;
}

/** The answers, in the order of the requests. Throws the failure of the first file that failed. */
export function processedFiles(requests: readonly FileRequest[], batch: ProcessedBatch): readonly ProcessedFile[] {
  if (batch.failed !== undefined) throw failureOf(requests[batch.failed.index], batch.failed);
  const { digests, facts: columns, data } = batch;
  let start = 0;
  return requests.map((request, row) => {
    const first = row * facts.length;
    const outcome = columns[first + facts.outcome];
    const size = columns[first + facts.dataSize] ?? 0;
    const isCompressed = outcome === outcomes.stored || outcome === outcomes.deflated;
    const isSpilled = request.content === undefined && request.size > MAX_BYTES_WHOLE;
    const bytes = isCompressed && !isSpilled ? data.subarray(start, (start += size)) : undefined;
    const ino = columns[first + facts.stagedInode] ?? 0;
    return {
      request,
      digest: { digests, row },
      known: outcome === outcomes.known ? columns[first + facts.known] : undefined,
      data: isCompressed
        ? {
            method: outcome === outcomes.stored ? zipMethods.stored : zipMethods.deflated,
            crc: columns[first + facts.crc] ?? 0,
            dataCrc: columns[first + facts.dataCrc] ?? 0,
            size,
            bytes,
          }
        : undefined,
      staged: ino === 0 ? undefined : { ino, ctimeMs: columns[first + facts.stagedCtime] ?? 0 },
    };
  });
}

function failureOf(request: FileRequest | undefined, { step, error }: FailedFile): PackError {
  const { source = "", stage, spill = "" } = request ?? {};
  if (error === undefined) return fileChanged(source, "changed");
  const cause = Object.assign(new Error(error.message), { code: error.code });
  if (step === "read") return readFailure(source, cause);
  if (step === "spill" || stage === undefined) return outputWriteFailed(spill, cause);
  return stage.how === "link" ? linkFailed(stage.shown, source, cause) : outputWriteFailed(stage.shown, cause);
}
