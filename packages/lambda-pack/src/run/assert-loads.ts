import { openZip } from "@lambda-pack/inspect";
import { interrupted, PackError } from "@lambda-pack/model";
import type { ErrorPayload, FunctionOptions } from "@lambda-pack/runtime";
import { ownNode } from "@lambda-pack/runtime";
import { explainFailure } from "./failure/explain-failure.ts";
import { handlerOf } from "./handler-of.ts";
import { functionNameOf } from "./run-options.ts";
import type { LeftOut } from "../bundle/left-out/left-out.ts";
import type { BundleOptions, InspectedBundle } from "../bundle/with-bundle.ts";
import { shownPaths } from "./failure/shown-paths.ts";
import { withUnpacked } from "./with-unpacked.ts";
import type { RunningFunction } from "./with-unpacked.ts";

export interface LoadRequest {
  /** Absolute path of a finished zip. */
  readonly zip: string;
  /** The target's name. */
  readonly label: string;
  readonly options: BundleOptions;
  readonly signal?: AbortSignal | undefined;
  /** What a trim has left out of the zip. */
  readonly leftOut?: LeftOut | undefined;
}

/** MB: Lambda's default is little for loading large functions, and is not what is tested here. */
const MEMORY = 1024;

/** The most characters of output that an error keeps. */
const MAX_LOG = 4096;

/** Throws unless each handler can be loaded from a zip, as Lambda would load it, in a process of its own. Nothing is invoked. */
export async function assertLoads({ zip, label, options, signal, leftOut }: LoadRequest): Promise<void> {
  const opened: InspectedBundle = {
    ...(await openZip(zip, { label, signal })),
    options,
    problems: [],
    findLeftOut: async () => leftOut,
  };
  try {
    for (const handler of [await handlerOf(opened), ...opened.options.otherHandlers])
      await assertHandlerLoads(opened, handler, signal);
  } finally {
    await opened.close();
  }
}

async function assertHandlerLoads(
  opened: InspectedBundle,
  handler: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  let log = "";
  const options: FunctionOptions = {
    name: functionNameOf(opened.bundle.label),
    handler,
    runtime: opened.options.runtime,
    memory: MEMORY,
    timeout: 3,
    env: {},
    node: ownNode,
  };
  const onLog = (chunk: Buffer): void => {
    log = (log + chunk.toString()).slice(-MAX_LOG);
  };
  await withUnpacked({ opened, options, signal, onLog }, async (running) => {
    try {
      const failure = await running.function.load();
      if (failure !== undefined) throw await cannotLoad(failure, running, log);
    } catch (error) {
      // What was being started when it was interrupted says so in other words.
      if (signal?.aborted !== true) throw error;
      throw interrupted(error);
    }
  });
}

async function cannotLoad(payload: ErrorPayload, running: RunningFunction, log: string): Promise<PackError> {
  const { opened, taskRoot } = running;
  const { handler } = running.options;
  const what = shownPaths(`${payload.errorType}: ${payload.errorMessage.split("\n")[0] ?? ""}`, taskRoot);
  const { label } = opened.bundle;
  return new PackError(
    "HANDLER_NOT_LOADED",
    `The handler ${handler} of ${label} cannot be loaded from the zip: ${what}.`,
    {
      hint:
        (await explainFailure({ payload, opened, taskRoot, handler })) ??
        "Run lambda-pack invoke to see what it prints.",
      details: { handler, error: payload, log },
    },
  );
}
