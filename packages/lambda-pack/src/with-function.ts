import { PackError } from "@lambda-pack/model";
import { openFunction, openSandbox, unpackBundle } from "@lambda-pack/runtime";
import type { FunctionOptions, FunctionPlace, LambdaFunction } from "@lambda-pack/runtime";
import { assertPortFree } from "./assert-port-free.ts";
import { functionOptions } from "./run-options.ts";
import type { RunOptions } from "./run-options.ts";
import { withBundle } from "./with-bundle.ts";
import type { BundleRequest, InspectedBundle } from "./with-bundle.ts";

export interface FunctionRequest extends BundleRequest {
  readonly run: RunOptions;
  /** Called with the log of its processes as it comes. */
  readonly onLog: FunctionPlace["onLog"];
  /** Called when it is about to be unpacked. */
  readonly onUnpack: () => void;
}

/** A function that can be invoked, and what it was made of. */
export interface RunningFunction {
  readonly opened: InspectedBundle;
  readonly options: FunctionOptions;
  /** Absolute real path of the unpacked bundle. */
  readonly taskRoot: string;
  readonly function: LambdaFunction;
}

/**
 * Unpacks what a word names into a temporary directory, for one use. Afterwards, whatever happened, no process of the function is
 * left and the directory is gone.
 */
export async function withFunction<T>(
  request: FunctionRequest,
  use: (running: RunningFunction) => Promise<T>,
): Promise<T> {
  const { signal, run, onLog, onUnpack } = request;
  return withBundle(request, async (opened) => {
    const options = await functionOptions(opened, run);
    if (run.inspect !== undefined) await assertPortFree(run.inspect);
    // A debugger's settings hold the path of the sources, so that it has to be the same each time.
    const name = run.inspect === undefined ? undefined : `lambda-pack-inspect-${run.inspect}`;
    const sandbox = await openSandbox({ name });
    try {
      onUnpack();
      await unpackBundle(opened, sandbox.taskRoot, { signal });
      return await useFunction({ opened, options, taskRoot: sandbox.taskRoot }, { sandbox, onLog, signal, use });
    } finally {
      await sandbox.remove();
    }
  });
}

interface Use<T> extends FunctionPlace {
  readonly signal: AbortSignal | undefined;
  readonly use: (running: RunningFunction) => Promise<T>;
}

async function useFunction<T>(
  unpacked: Omit<RunningFunction, "function">,
  { sandbox, onLog, signal, use }: Use<T>,
): Promise<T> {
  const opening = openFunction(unpacked.options, { sandbox, onLog });
  const end = (): void => void opening.close();
  signal?.addEventListener("abort", end);
  try {
    const result = await use({ ...unpacked, function: opening });
    if (signal?.aborted === true) throw new PackError("INTERRUPTED", "The function was interrupted.");
    return result;
  } finally {
    signal?.removeEventListener("abort", end);
    await opening.close();
  }
}
