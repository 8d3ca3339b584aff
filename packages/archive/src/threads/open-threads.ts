import { Worker } from "node:worker_threads";

import type { BatchOptions, FileRequest, ProcessedBatch } from "./batch.ts";
import { processBatch } from "./process-batch.mjs";

export interface Threads {
  /** Batches may be under way at once; each answer is that of its batch, whenever it is ready. */
  readonly process: (batch: readonly FileRequest[]) => Promise<ProcessedBatch>;
  /**
   * Ends the threads after the file that each is at, also in the middle of a batch, which is refused then. Resolves when nothing is under
   * way: threads that have rested end a little later, and keep no process alive.
   */
  readonly close: () => Promise<void>;
}

/** So many threads that read, stage and compress; with none, the caller's own does. */
export function openThreads(count: number, options: BatchOptions): Threads {
  if (count === 0) return { process: (batch) => processBatch(batch, options), close: async () => {} };
  const workers = Array.from({ length: count }, () => openWorker(options));
  return {
    process: async (batch) => {
      const [idlest] = workers.toSorted((a, b) => a.waiting() - b.waiting());
      if (idlest === undefined) throw new Error("There is no thread to work in");
      return idlest.process(batch);
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.end()));
    },
  };
}

interface Waiting {
  readonly resolve: (batch: ProcessedBatch) => void;
  readonly reject: (error: unknown) => void;
}

interface BatchWorker {
  readonly process: Threads["process"];
  /** Batches that are not answered yet. */
  readonly waiting: () => number;
  readonly end: () => Promise<void>;
}

/**
 * A thread answers batch by batch, in order. It ends by itself: one that is terminated while it makes a stream of zlib aborts the
 * process (`CompressionStream::Close`, `src/node_zlib.cc` of Node.js).
 */
function openWorker(options: BatchOptions): BatchWorker {
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(new URL("./process-batch.mjs", import.meta.url), {
    workerData: { task: "lambda-pack: process batches", options: { ...options, stop } },
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  const waiting: Waiting[] = [];
  let failure: { readonly error: unknown } | undefined;
  worker.on("message", (batch: ProcessedBatch) => waiting.shift()?.resolve(batch));
  worker.on("error", fail);
  const ended = new Promise<void>((resolve) => {
    worker.on("exit", () => {
      fail(new Error("The thread that compresses has ended"));
      resolve();
    });
  });
  return {
    process: (batch) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) {
          reject(failure.error);
          return;
        }
        waiting.push({ resolve, reject });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
        worker.postMessage(batch);
      }),
    waiting: () => waiting.length,
    end: async () => {
      const isIdle = waiting.length === 0;
      failure ??= { error: new Error("The thread that compresses has been closed") };
      Atomics.store(stop, 0, 1);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
      worker.postMessage([]);
      if (isIdle) worker.unref();
      else await ended;
    },
  };

  function fail(error: unknown): void {
    failure ??= { error };
    for (const each of waiting.splice(0)) each.reject(error);
  }
}
