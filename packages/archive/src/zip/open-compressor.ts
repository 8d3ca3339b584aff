import { Worker } from "node:worker_threads";

import { compressBatch, type CompressedBatch, type CompressRequest } from "./compress-batch.mjs";

export interface Compressor {
  /** Batches may be under way at once; each answer is that of its batch, whenever it is ready. */
  readonly compress: (batch: readonly CompressRequest[]) => Promise<CompressedBatch>;
  /** Ends the threads, also in the middle of a batch, which is refused then. */
  readonly close: () => Promise<void>;
}

/** A compressor with so many threads; with none, it works in the caller's own. */
export function openCompressor(threads: number): Compressor {
  if (threads === 0) return { compress: async (batch) => compressBatch(batch), close: async () => {} };
  const workers = Array.from({ length: threads }, openWorker);
  return {
    compress: async (batch) => {
      const [idlest] = workers.toSorted((a, b) => a.waiting() - b.waiting());
      if (idlest === undefined) throw new Error("There is no thread to compress in");
      return idlest.compress(batch);
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.end()));
    },
  };
}

interface Waiting {
  readonly resolve: (batch: CompressedBatch) => void;
  readonly reject: (error: unknown) => void;
}

interface CompressWorker {
  readonly compress: Compressor["compress"];
  /** Batches that are not answered yet. */
  readonly waiting: () => number;
  readonly end: () => Promise<unknown>;
}

/** A thread answers batch by batch, in order. */
function openWorker(): CompressWorker {
  const worker = new Worker(new URL("./compress-batch.mjs", import.meta.url), {
    workerData: { task: "lambda-pack: compress batches" },
  });
  const waiting: Waiting[] = [];
  let failure: { readonly error: unknown } | undefined;
  worker.on("message", (batch: CompressedBatch) => waiting.shift()?.resolve(batch));
  worker.on("error", fail);
  worker.on("exit", () => {
    fail(new Error("The thread that compresses has ended"));
  });
  return {
    compress: (batch) =>
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
    end: () => worker.terminate(),
  };

  function fail(error: unknown): void {
    failure ??= { error };
    for (const each of waiting.splice(0)) each.reject(error);
  }
}
