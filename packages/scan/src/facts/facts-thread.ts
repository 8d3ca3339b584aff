import { parentPort, workerData } from "node:worker_threads";
import { readFacts } from "./facts-reader.ts";
import type { FactsRequest } from "./facts-reader.ts";

// Somebody else's worker may load this module too, and its messages are not ours.
const started: { readonly task?: unknown } | null = workerData;
if (started?.task === "lambda-pack: read facts") {
  parentPort?.on("message", (batch: readonly FactsRequest[]) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
    parentPort?.postMessage(batch.map((request) => readFacts(request)));
  });
}
