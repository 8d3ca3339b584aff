import { performance } from "node:perf_hooks";
import { assert, asyncProperty, oneof } from "fast-check";
import { isPackError } from "@lambda-pack/model";
import { mutated } from "./mutated.ts";
import type { FuzzTarget } from "./targets.ts";

export interface FuzzOptions {
  readonly inputs: number;
  readonly seed: number;
}

export interface FuzzResult {
  readonly name: string;
  readonly inputs: number;
  /** Refused with a `PackError`. */
  readonly refused: number;
  /** Milliseconds of the slowest. */
  readonly slowest: number;
}

/** Milliseconds that one input may take, on a busy machine. */
const MAX_TIME = 5000;

/** Reads mutated files of one format. Rejects with the smallest input that is answered by anything but a result or a `PackError`, or too late. */
export async function fuzzTarget(
  { name, seeds, structured, read }: FuzzTarget,
  { inputs, seed }: FuzzOptions,
): Promise<FuzzResult> {
  let refused = 0;
  let slowest = 0;
  const property = asyncProperty(
    structured === undefined ? mutated(seeds) : oneof(mutated(seeds), structured),
    async (bytes) => {
      const begun = performance.now();
      try {
        await read(bytes);
      } catch (error) {
        if (!isPackError(error)) throw error;
        refused += 1;
      }
      slowest = Math.max(slowest, performance.now() - begun);
      if (slowest > MAX_TIME) throw new Error(`${name} took ${Math.round(slowest)} ms`);
    },
  );
  await assert(property, { numRuns: inputs, seed, endOnFailure: true });
  return { name, inputs, refused, slowest: Math.round(slowest) };
}
