import { parentPort, workerData } from "node:worker_threads";
import { readFacts } from "./facts-reader.ts";
import type { FactsRequest } from "./facts-reader.ts";

/** As of the threads that compress, and for the same reason: `packages/archive/src/threads/process-batch.mjs`. */
const REST_MS = 250;

// Somebody else's worker may load this module too, and its messages are not ours.
const started: { readonly task?: unknown } | null = workerData;
if (started?.task === "lambda-pack: read facts") {
  parentPort?.on("message", (batch: readonly FactsRequest[] | "end") => {
    if (batch === "end") {
      setTimeout(() => parentPort?.close(), REST_MS);
      return;
    }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
    parentPort?.postMessage(batch.map((request) => readFacts(request)));
  });
}
