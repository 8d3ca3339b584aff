import { PackError } from "@lambda-pack/model";
import { openFunction, openSandbox, unpackBundle } from "@lambda-pack/runtime";
import type { FunctionOptions, LambdaFunction } from "@lambda-pack/runtime";
import { functionOptions } from "./run-options.ts";
import type { RunOptions } from "./run-options.ts";
import { withBundle } from "./with-bundle.ts";
import type { BundleRequest, InspectedBundle } from "./with-bundle.ts";

export interface FunctionRequest extends BundleRequest {
  readonly run: RunOptions;
  /** Called with the log of its processes as it comes. */
  readonly onLog: (chunk: Buffer) => void;
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
    const sandbox = await openSandbox();
    const opening = openFunction(options, { sandbox, onLog });
    const end = (): void => void opening.close();
    signal?.addEventListener("abort", end);
    try {
      onUnpack();
      await unpackBundle(opened, sandbox.taskRoot, { signal });
      const result = await use({ opened, options, taskRoot: sandbox.taskRoot, function: opening });
      if (signal?.aborted === true) throw new PackError("INTERRUPTED", "The function was interrupted.");
      return result;
    } finally {
      signal?.removeEventListener("abort", end);
      await opening.close();
      await sandbox.remove();
    }
  });
}
