import { ownerOfThis } from "@lambda-pack/archive";
import { openFunction, openRecorder, openSandbox, unpackBundle } from "@lambda-pack/runtime";
import type { FunctionOptions, FunctionPlace, LambdaFunction } from "@lambda-pack/runtime";
import type { InspectedBundle } from "../bundle/with-bundle.ts";
import { removeLeftSandboxes } from "./left-sandboxes.ts";
import { recordOpened } from "./record-opened.ts";

export interface UnpackRequest {
  readonly opened: InspectedBundle;
  readonly options: FunctionOptions;
  /** The name of the temporary directory, where it has to be the same each time. */
  readonly name?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with the log of its processes as it comes. */
  readonly onLog: FunctionPlace["onLog"];
  /** Absolute path of a file; what the function opens is added to it. */
  readonly record?: string | undefined;
  /** Whether what is asked for in vain is noted of a bundle that is trimmed. */
  readonly noteAbsent?: boolean | undefined;
  /** Called when a record cannot be written; without it, what has failed rejects. */
  readonly onUnrecorded?: ((error: unknown) => void) | undefined;
  /** Called when it is about to be unpacked. */
  readonly onUnpack?: () => void;
}

/** A function that can be invoked, and what it was made of. */
export interface RunningFunction {
  readonly opened: InspectedBundle;
  readonly options: FunctionOptions;
  /** Absolute real path of the unpacked bundle. */
  readonly taskRoot: string;
  readonly function: LambdaFunction;
  /** Paths of the bundle that its processes have asked for so far and that are not there; absent where that is not noted. */
  readonly readAbsent?: (() => Promise<ReadonlySet<string>>) | undefined;
}

/**
 * Unpacks a bundle into a temporary directory and opens its function, for one use; what interrupts it ends the function.
 * Afterwards, whatever happened, no process of it is left and the directory is gone.
 */
export async function withUnpacked<T>(
  request: UnpackRequest,
  use: (running: RunningFunction) => Promise<T>,
): Promise<T> {
  const { opened, name, signal, onUnpack } = request;
  onUnpack?.();
  await removeLeftSandboxes();
  const sandbox = await openSandbox({ name, owner: ownerOfThis() });
  try {
    await unpackBundle(opened, sandbox.taskRoot, { signal });
    return await useFunction(request, sandbox, use);
  } finally {
    await sandbox.remove();
  }
}

async function useFunction<T>(
  { opened, options, signal, onLog, record, noteAbsent, onUnrecorded }: UnpackRequest,
  sandbox: FunctionPlace["sandbox"],
  use: (running: RunningFunction) => Promise<T>,
): Promise<T> {
  const recording = record === undefined ? undefined : await recordOpened(record, opened, sandbox);
  const isNoted = noteAbsent === true && opened.source?.trim !== undefined && options.inspect === undefined;
  const recorder = recording?.recorder ?? (isNoted ? await openRecorder(sandbox) : undefined);
  const opening = openFunction(options, { sandbox, onLog, recorder });
  const readAbsent = recorder && (async (): Promise<ReadonlySet<string>> => (await recorder.read()).absent);
  const end = (): void => void opening.close();
  let isUsed = false;
  signal?.addEventListener("abort", end);
  try {
    const result = await use({ opened, options, taskRoot: sandbox.taskRoot, function: opening, readAbsent });
    isUsed = signal?.aborted !== true;
    return result;
  } finally {
    signal?.removeEventListener("abort", end);
    await opening.close();
    // What has failed before, or the interruption, says more.
    await recording?.save().catch(onUnrecorded ?? (isUsed ? rethrow : ignore));
  }
}

function rethrow(error: unknown): never {
  throw error;
}

function ignore(): void {
  // Something else is reported.
}
