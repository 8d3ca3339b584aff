import { Worker } from "node:worker_threads";
import { factsOf } from "./file-facts.ts";
import type { FactsDepth, FileFacts, TextFormat } from "./file-facts.ts";

/** A text whose facts are asked for. */
export interface FactsRequest {
  /** UTF-8. Handed over to a thread: of no use to the caller afterwards. */
  readonly content: Uint8Array;
  readonly format: TextFormat;
  readonly depth: FactsDepth;
}

export interface FactsReader {
  readonly read: (request: FactsRequest) => Promise<FileFacts>;
  /** Threads end a little later, and keep no process alive. */
  readonly close: () => void;
}

/** Reads facts in at most so many threads of the published package; with none, or where the tool runs from its sources, in the caller's own. */
export function openFactsReader(count: number): FactsReader {
  const isSource = import.meta.url.endsWith(".ts");
  return count === 0 || isSource ? ownThread : openThreads(count);
}

/** The facts of one text, in the thread that asks. */
export function readFacts({ content, format, depth }: FactsRequest): FileFacts {
  // The decoder drops a byte order mark, as Node does.
  return factsOf(decoder.decode(content), format, depth);
}

const decoder = new TextDecoder();

const ownThread: FactsReader = { read: async (request) => readFacts(request), close: () => {} };

/** What is handed over at once: enough that it costs little, little enough that all threads have work. */
const BATCH_BYTES = 2 ** 17;

/** What parsing leaves behind is collected less often so. */
const YOUNG_MEGABYTES = 32;

interface Asked {
  readonly request: FactsRequest;
  readonly resolve: (facts: FileFacts) => void;
  readonly reject: (error: unknown) => void;
}

function openThreads(count: number): FactsReader {
  const threads: FactsThread[] = [];
  let waiting: Asked[] = [];
  let bytes = 0;
  const send = (): void => {
    const batch = waiting;
    [waiting, bytes] = [[], 0];
    if (batch.length > 0) idlestOf(threads, count).ask(batch);
  };
  return {
    read: (request) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(send);
        waiting.push({ request, resolve, reject });
        bytes += request.content.byteLength;
        if (bytes >= BATCH_BYTES) send();
      }),
    close: () => {
      for (const thread of threads) thread.close();
    },
  };
}

/** One is started where all others have work, and not before: what is remembered needs none. */
function idlestOf(threads: FactsThread[], count: number): FactsThread {
  const [idlest] = threads.toSorted((a, b) => a.load() - b.load());
  if (idlest !== undefined && (idlest.load() === 0 || threads.length === count)) return idlest;
  const started = openThread();
  threads.push(started);
  return started;
}

interface FactsThread {
  readonly ask: (batch: readonly Asked[]) => void;
  /** How many texts are not answered yet. */
  readonly load: () => number;
  readonly close: () => void;
}

/** Answers batch by batch, in order. */
function openThread(): FactsThread {
  const worker = new Worker(new URL("./facts-thread.js", import.meta.url), {
    workerData: { task: "lambda-pack: read facts" },
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  const batches: (readonly Asked[])[] = [];
  let load = 0;
  let failure: { readonly error: unknown } | undefined;
  const fail = (error: unknown): void => {
    failure ??= { error };
    for (const { reject } of batches.splice(0).flat()) reject(error);
  };
  worker.on("message", (facts: readonly FileFacts[]) => {
    const batch = batches.shift() ?? [];
    load -= batch.length;
    for (const [index, { resolve, reject }] of batch.entries()) {
      const one = facts[index];
      if (one === undefined) reject(new Error("The thread that reads modules has left one out"));
      else resolve(one);
    }
  });
  worker.on("error", fail);
  worker.on("exit", () => fail(new Error("The thread that reads modules has ended")));
  return {
    ask: (batch) => {
      if (failure !== undefined) {
        for (const { reject } of batch) reject(failure.error);
        return;
      }
      batches.push(batch);
      load += batch.length;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
      worker.postMessage(batch.map(({ request }) => request));
    },
    load: () => load,
    close: () => {
      failure ??= { error: new Error("The thread that reads modules has been closed") };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
      worker.postMessage("end");
      worker.unref();
    },
  };
}
