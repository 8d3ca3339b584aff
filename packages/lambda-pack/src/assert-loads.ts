import { openZip } from "@lambda-pack/inspect";
import { PackError } from "@lambda-pack/model";
import type { ErrorPayload, Sandbox } from "@lambda-pack/runtime";
import { openFunction, openSandbox, ownNode, unpackBundle } from "@lambda-pack/runtime";
import { explainFailure } from "./explain-failure.ts";
import { handlerOf } from "./handler-of.ts";
import { functionNameOf } from "./run-options.ts";
import type { BundleOptions, InspectedBundle } from "./with-bundle.ts";

export interface LoadRequest {
  /** Absolute path of a finished zip. */
  readonly zip: string;
  /** The target's name. */
  readonly label: string;
  readonly options: BundleOptions;
  readonly signal?: AbortSignal | undefined;
}

/** MB: what Lambda gives unless it is told more is little for loading large functions, and is not what is tested here. */
const MEMORY = 1024;

/** Most characters of what was printed meanwhile that an error holds. */
const MOST_LOG = 4096;

/** Throws unless the handler can be loaded out of a zip, as Lambda would load it. Nothing is invoked. */
export async function assertLoads({ zip, label, options, signal }: LoadRequest): Promise<void> {
  const opened: InspectedBundle = { ...(await openZip(zip, { label, signal })), options, problems: [] };
  try {
    const sandbox = await openSandbox();
    try {
      await unpackBundle(opened, sandbox.taskRoot, { signal });
      await assertLoadsIn(sandbox, opened, signal);
    } finally {
      await sandbox.remove();
    }
  } finally {
    await opened.close();
  }
}

async function assertLoadsIn(
  sandbox: Sandbox,
  opened: InspectedBundle,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { taskRoot } = sandbox;
  const { runtime } = opened.options;
  const handler = await handlerOf(opened);
  let log = "";
  const name = functionNameOf(opened.bundle.label);
  const loaded = openFunction(
    { name, handler, runtime, memory: MEMORY, timeout: 3, env: {}, node: ownNode },
    {
      sandbox,
      onLog: (chunk) => {
        log = (log + chunk.toString()).slice(-MOST_LOG);
      },
    },
  );
  const end = (): void => void loaded.close();
  signal?.addEventListener("abort", end);
  try {
    const failure = await loaded.load();
    if (failure !== undefined) throw cannotLoad(failure, { opened, taskRoot, handler, log });
  } catch (error) {
    // What was being started when it was interrupted says so in other words.
    if (signal?.aborted !== true) throw error;
    throw new PackError("INTERRUPTED", "The pack was interrupted; nothing was written.", { cause: error });
  } finally {
    signal?.removeEventListener("abort", end);
    await loaded.close();
  }
}

interface Failure {
  readonly opened: InspectedBundle;
  readonly taskRoot: string;
  readonly handler: string;
  readonly log: string;
}

function cannotLoad(payload: ErrorPayload, { opened, taskRoot, handler, log }: Failure): PackError {
  const what = `${payload.errorType}: ${payload.errorMessage.split("\n")[0] ?? ""}`.replaceAll(taskRoot, "/var/task");
  const { label } = opened.bundle;
  return new PackError(
    "HANDLER_NOT_LOADED",
    `The handler ${handler} of ${label} cannot be loaded out of the zip: ${what}.`,
    {
      hint: explainFailure({ payload, opened, taskRoot, handler }) ?? "See what it prints with lambda-pack invoke.",
      details: { handler, error: payload, log },
    },
  );
}
