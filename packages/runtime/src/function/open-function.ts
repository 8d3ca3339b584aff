import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import type { ErrorPayload } from "../error-payload.ts";
import type { FunctionOptions } from "../function-options.ts";
import { invokeOnce, loadOnce } from "./invoke-once.ts";
import type { InvokeRequest, InvokeResult, Runtime } from "./invoke-once.ts";
import { logTail } from "./log-tail.ts";
import { poolLimits, ProcessPool } from "../process/process-pool.ts";
import { startRuntime } from "../process/runtime-process.ts";
import type { RuntimePlace } from "../process/runtime-process.ts";
import type { Recorder } from "../record/open-recorder.ts";
import { openTemporary } from "../sandbox/sandbox.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";

/** A function that can be invoked, several times and at once: each invoke has a process that works on nothing else. */
export interface LambdaFunction {
  /** Loads the handler without invoking it. Resolves with why it could not be loaded; undefined where it was. */
  readonly load: () => Promise<ErrorPayload | undefined>;
  readonly invoke: (request: InvokeRequest) => Promise<InvokeResult>;
  /** Ends all its processes. Invokes that are under way fail, and later ones are refused. */
  readonly close: () => Promise<void>;
}

export interface FunctionPlace {
  /** With the unpacked bundle in its task root. */
  readonly sandbox: Sandbox;
  /**
   * Called with the log as it comes: whole characters of UTF-8. While what it returns is pending, the process that has printed it
   * waits.
   */
  readonly onLog: RuntimePlace["onLog"];
  /** Notes what its processes open. */
  readonly recorder?: Pick<Recorder, "nextOptions"> | undefined;
}

/** Most bytes of a log that are kept of an invoke: those that Lambda sends on request, with room for its last lines. */
const MAX_LOG = 64 * 1024;

/** Opens a function whose bundle is unpacked. Nothing is started before the first invoke. */
export function openFunction(options: FunctionOptions, place: FunctionPlace): LambdaFunction {
  // A debugger's port is for one process: invokes wait for one another.
  const limits = options.inspect === undefined ? poolLimits : { starting: 1, processes: 1 };
  const pool = new ProcessPool(async () => startOne(options, place), limits);

  return {
    load: async () => {
      const runtime = await pool.take();
      const failure = await loadOnce(runtime);
      if (failure === undefined) pool.giveBack(runtime);
      else await pool.end(runtime);
      return failure;
    },
    invoke: async (request) => {
      const runtime = await pool.take();
      const log = logTail(MAX_LOG);
      runtime.listener.log = (chunk) => {
        log.add(chunk);
        return place.onLog(chunk);
      };
      const write = (text: string) => void runtime.listener.log(Buffer.from(text));
      try {
        const { ended, ...result } = await invokeOnce(runtime, request, { options, write });
        runtime.listener.log = place.onLog;
        if (ended) await pool.end(runtime);
        else pool.giveBack(runtime);
        return { ...result, log: log.content() };
      } catch (error) {
        await pool.end(runtime);
        throw error;
      }
    },
    close: async () => pool.close(),
  };
}

async function startOne(options: FunctionOptions, { sandbox, onLog, recorder }: FunctionPlace): Promise<Runtime> {
  const listener = { log: onLog };
  const temporary = await openTemporary(sandbox);
  const begun = performance.now();
  const worker = await startRuntime(options, {
    taskRoot: sandbox.taskRoot,
    temporary,
    logStream: randomUUID().replaceAll("-", ""),
    nodeOptions: recorder?.nextOptions(),
    onLog: (chunk) => listener.log(chunk),
  });
  const ready = worker.initialized.then(() => performance.now() - begun);
  return { worker, listener, ready, used: false };
}
