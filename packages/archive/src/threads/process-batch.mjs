// @ts-check
/** @import { BatchOptions, FailedFile, FileRequest, ProcessedBatch } from "./batch.ts" */
// Worker threads are started from this file as it stands, which TypeScript could not be: so it is plain JavaScript, with its
// types in comments, and imports nothing but Node's own modules and files of its kind.
import nodeDisk from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { DIGEST_BYTES, facts, factsOf } from "./batch-columns.mjs";
import { processFile } from "./process-file.mjs";
import { isStopped } from "./is-stopped.mjs";
import { ChangedError, StepFailure } from "./step-failure.mjs";

/**
 * Reads, digests, stages and compresses files. zlib gets a fresh stream for each: one that was reset may give other bytes. Never
 * throws for a file.
 *
 * @param {readonly FileRequest[]} requests
 * @param {BatchOptions} options
 * @returns {Promise<ProcessedBatch>}
 */
export async function processBatch(requests, { disk = nodeDisk, ...rest }) {
  const options = { disk, ...rest };
  const processed = {
    digests: new Uint8Array(requests.length * DIGEST_BYTES),
    facts: new Float64Array(requests.length * facts.length),
  };
  const pieces = [];
  for (const [index, request] of requests.entries()) {
    if (isStopped(options)) break;
    try {
      const file = await processFile(request, options);
      processed.digests.set(file.digest, index * DIGEST_BYTES);
      processed.facts.set(factsOf(file), index * facts.length);
      if (file.data?.piece !== undefined) pieces.push(file.data.piece);
    } catch (failure) {
      if (!(failure instanceof StepFailure)) throw failure;
      return { failed: { index, step: failure.step, error: plainError(failure.cause) } };
    }
  }
  return { ...processed, data: Buffer.concat(pieces) };
}

/**
 * Errors lose their codes on the way between threads.
 *
 * @param {unknown} error
 * @returns {FailedFile["error"]}
 */
function plainError(error) {
  if (error instanceof ChangedError) return undefined;
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  return { code, message };
}

/**
 * How long a thread rests before it ends. Node.js 20 waits in a thread that ends for whatever V8 still does for it
 * (`NodePlatform::DrainTasks`, `src/node_platform.cc`), and that may wait for a garbage collection of this thread: for ever. In a thread
 * that rests, V8 comes to an end.
 */
const REST_MS = 250;

// Somebody else's worker may load this module too, and its messages are not ours.
/** @type {{ readonly task?: unknown, readonly options: BatchOptions } | null} */
const started = workerData;
if (started?.task === "lambda-pack: process batches") {
  let last = Promise.resolve();
  parentPort?.on("message", (/** @type {readonly FileRequest[]} */ requests) => {
    last = last.then(async () => {
      const batch = await processBatch(requests, started.options);
      // Nobody waits for the answer any more. Without a port, a thread ends.
      if (isStopped(started.options)) setTimeout(() => parentPort?.close(), REST_MS);
      else answer(batch);
    });
  });
}

/** @param {ProcessedBatch} batch */
function answer(batch) {
  // Small buffers lie in a pool that other buffers share, and must not be handed over.
  const own = batch.failed === undefined ? [batch.data, batch.digests, batch.facts] : [];
  const whole = own.filter((bytes) => bytes.byteLength === bytes.buffer.byteLength);
  parentPort?.postMessage(
    batch,
    whole.map((bytes) => bytes.buffer),
  );
}
