/** How handlers are loaded and answer: until nodejs22.x with callbacks, from nodejs24.x on without (Lambda Developer Guide, "Define Lambda function handler in Node.js"). */
export type Contract = "callback" | "promise";

/** The contract of a runtime such as `nodejs22.x`. */
export function contractOf(runtime: string): Contract {
  return majorOf(runtime) >= 24 ? "promise" : "callback";
}

/** The major version of Node.js in a runtime's name. */
export function majorOf(runtime: string): number {
  return Number(/^nodejs(\d+)/u.exec(runtime)?.[1] ?? 0);
}

/**
 * What Lambda switches off that Node.js has on by default: `require()` of ES modules and the detection of module syntax
 * (Lambda Developer Guide, "Building Lambda functions with Node.js", experimental features). Whoever switches it on by
 * NODE_OPTIONS gets it. Node.js 18 knows neither flag.
 */
export function runtimeFlags(nodeMajor: number, nodeOptions: string): readonly string[] {
  if (nodeMajor < 20) return [];
  return ["require-module", "detect-module"].flatMap((feature) =>
    nodeOptions.includes(`--experimental-${feature}`) ? [] : [`--no-experimental-${feature}`],
  );
}

/** Part of the memory that goes to the heap; the rest is for buffers, code and stacks. */
const HEAP_SHARE = 0.9;

/** V8's limits for a function with so many MB of memory, as Lambda's bootstrap sets them. */
export function memoryFlags(megabytes: number): readonly string[] {
  return [`--max-old-space-size=${Math.floor(megabytes * HEAP_SHARE)}`];
}
