import type { StagedEntry } from "@lambda-pack/model";

import type { CompressedBatch, CompressRequest } from "./compress-batch.mjs";
import type { Compressor } from "./open-compressor.ts";

/** What is compressed at once: enough that handing it over costs little, little enough that all threads have work. */
const mostBytes = 1024 * 1024;
const mostEntries = 256;

/** Batches that are under way, and bytes in them, before the caller has to wait: what bounds the memory. */
const mostBatches = 8;
const mostBytesUnderWay = 64 * 1024 * 1024;

export interface EntryBatches {
  /** Without content, the entry's file is read by whoever compresses it. */
  readonly add: (entry: StagedEntry, content: Buffer | undefined) => Promise<void>;
  readonly finish: () => Promise<void>;
}

interface Batch {
  readonly entries: StagedEntry[];
  readonly requests: CompressRequest[];
  bytes: number;
}

/** Collects entries to batches, has them compressed, and hands the answers on in the order of the entries. */
export function batchEntries(
  compressor: Compressor,
  write: (entries: readonly StagedEntry[], compressed: CompressedBatch) => Promise<void>,
): EntryBatches {
  const underWay: { readonly batch: Batch; readonly compressed: Promise<CompressedBatch> }[] = [];
  let bytesUnderWay = 0;
  let open: Batch = newBatch();

  return {
    add: async (entry, content) => {
      const size = content?.length ?? (entry.kind === "file" ? entry.size : 0);
      open.entries.push(entry);
      open.requests.push(requestFor(entry, content));
      open.bytes += size;
      if (open.bytes < mostBytes && open.entries.length < mostEntries) return;
      start();
      while (underWay.length > mostBatches || (underWay.length > 1 && bytesUnderWay > mostBytesUnderWay)) {
        await writeFirst();
      }
    },
    finish: async () => {
      if (open.entries.length > 0) start();
      while (underWay.length > 0) await writeFirst();
    },
  };

  function start(): void {
    const compressed = compressor.compress(open.requests);
    // A failure is told when it is this batch's turn, so that the first one in order is told, on every machine.
    void Promise.allSettled([compressed]);
    underWay.push({ batch: open, compressed });
    bytesUnderWay += open.bytes;
    open = newBatch();
  }

  async function writeFirst(): Promise<void> {
    const first = underWay.shift();
    if (first === undefined) return;
    bytesUnderWay -= first.batch.bytes;
    await write(first.batch.entries, await first.compressed);
  }
}

function newBatch(): Batch {
  return { entries: [], requests: [], bytes: 0 };
}

/** Some readers understand links only when they are stored. */
function requestFor(entry: StagedEntry, content: Buffer | undefined): CompressRequest {
  const listed = entry.kind === "file" ? entry : { source: "", size: 0, mtimeMs: 0 };
  const { source, size, mtimeMs } = listed;
  const request = { source, size, mtimeMs, isStored: entry.kind === "link" };
  return content === undefined ? request : { ...request, content };
}
