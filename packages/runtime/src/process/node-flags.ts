import { lambdaRuntimes } from "@lambda-pack/model";

/**
 * What Lambda switches off that Node.js has on by default, in the runtime that has this Node.js, or the one before it. A function that
 * switches it on by NODE_OPTIONS gets it.
 */
export function runtimeFlags(nodeMajor: number, nodeOptions: string): readonly string[] {
  const runtime = lambdaRuntimes.findLast(({ major }) => major <= nodeMajor);
  if (runtime === undefined) return [];
  const { requireOfModules, moduleDetection } = runtime;
  return Object.entries({ "require-module": requireOfModules, "detect-module": moduleDetection }).flatMap(
    ([feature, state]) =>
      state === "absent" || nodeOptions.includes(`--experimental-${feature}`) ? [] : [`--no-experimental-${feature}`],
  );
}

/** Part of the memory that goes to the heap; the rest is for buffers, code and stacks. */
const HEAP_SHARE = 0.9;

/** V8's limits for a function with so many MB of memory, as Lambda's bootstrap sets them. */
export function memoryFlags(megabytes: number): readonly string[] {
  return [`--max-old-space-size=${Math.floor(megabytes * HEAP_SHARE)}`];
}
