import { hash } from "node:crypto";

import { throwIfInterrupted } from "@lambda-pack/model";
import type { StagedFile, StagedLink } from "@lambda-pack/model";

import { readInPieces } from "../disk/read-unchanged.ts";
import type { ProcessedBatch } from "../threads/batch.ts";
import type { Segment } from "./cut-segments.ts";
import type { EntriesToWrite, WorkDone } from "./entries-to-write.ts";
import { openZipEntries } from "./open-zip-entries.ts";
import { processedFiles } from "./processed-files.ts";
import type { ProcessedFile } from "./processed-files.ts";

export interface EntryWriter {
  readonly write: (segment: Segment, processed: ProcessedBatch | undefined) => Promise<void>;
  readonly workDone: () => WorkDone;
  readonly close: () => void;
}

/** Writes entries wherever they are wanted, and notes in the index what they are. */
export function openEntryWriter(job: EntriesToWrite): EntryWriter {
  const { plan, tar, stage, index, source, signal, onProgress } = job;
  const zip = openZipEntries(job);
  let [files, bytes, read] = [0, 0, 0];

  return { write, workDone: () => ({ read, compressed: zip?.compressed() ?? 0 }), close: () => zip?.close() };

  async function write(
    { first, entries, positions, requests }: Segment,
    batch: ProcessedBatch | undefined,
  ): Promise<void> {
    const processed = batch === undefined ? [] : processedFiles(requests, batch);
    let next = 0;
    for (const [offset, entry] of entries.entries()) {
      throwIfInterrupted(signal);
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
    return zip === undefined ? tar?.add(link, undefined) : zip.addLink(link, position);
  }

  function writeFile({ entry, position, file }: FileToWrite): Promise<void> | undefined {
    const known = plan.knownAt(position);
    const digest = file?.digest ?? (known && { digests: known.zip.index.rows.digests, row: known.row });
    if (digest === undefined) throw new Error(`${entry.path} was neither read nor known`);
    if (file !== undefined) read += 1;
    index.setContent(position, digest);
    settleStaged(job, { entry, position, file });
    return zip === undefined ? tar?.add(entry, contentOf(entry, file)) : zip.addFile(entry, position, file);
  }

  function contentOf(entry: StagedFile, file: ProcessedFile | undefined): Iterable<Buffer> {
    const content = file?.request.content;
    return content === undefined ? readInPieces(entry, source) : [content];
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
