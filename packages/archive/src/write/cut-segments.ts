import type { StagedEntry, StagedFile } from "@lambda-pack/model";

import type { FileRequest } from "../threads/batch.ts";

/** Some entries in a row, and what has to be asked of a thread before they can be written. */
export interface Segment {
  /** Position of the first one. */
  readonly first: number;
  readonly entries: readonly StagedEntry[];
  /** Position of the entry by request. */
  readonly positions: readonly number[];
  readonly requests: readonly FileRequest[];
  /** Of the files that are read. */
  readonly bytes: number;
}

/** What is read at once: enough that handing it over costs little, little enough that all threads have work. */
const MAX_BYTES = 1024 * 1024;
const MAX_REQUESTS = 256;
const MAX_ENTRIES = 2048;

/** Cuts a list so that each segment is a batch for a thread. `requestFor` gives undefined for what need not be read. */
export function* cutSegments(
  entries: readonly StagedEntry[],
  requestFor: (file: StagedFile, position: number) => FileRequest | undefined,
): Generator<Segment, void, void> {
  let first = 0;
  let positions: number[] = [];
  let requests: FileRequest[] = [];
  let bytes = 0;
  for (const [position, entry] of entries.entries()) {
    const request = entry.kind === "file" ? requestFor(entry, position) : undefined;
    if (request !== undefined) {
      positions.push(position);
      requests.push(request);
      bytes += request.size;
    }
    const next = position + 1;
    if (bytes < MAX_BYTES && requests.length < MAX_REQUESTS && next - first < MAX_ENTRIES && next < entries.length)
      continue;
    yield { first, entries: entries.slice(first, next), positions, requests, bytes };
    [first, positions, requests, bytes] = [next, [], [], 0];
  }
}
