import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import type { FunctionOptions } from "./function-options.ts";
import type { ErrorPayload } from "./error-payload.ts";
import { invokeOnce, loadOnce } from "./invoke-once.ts";
import type { InvokeRequest, InvokeResult, Runtime } from "./invoke-once.ts";
import { startRuntime } from "./runtime-process.ts";
import { openTemporary } from "./sandbox.ts";
import type { Sandbox } from "./sandbox.ts";

/** A function that can be invoked, several times and at once: each invoke has a process that works on nothing else. */
export interface LambdaFunction {
  /** Loads the handler without invoking it. Resolves with why it could not be loaded; undefined where it was. */
  readonly load: () => Promise<ErrorPayload | undefined>;
  readonly invoke: (request: InvokeRequest) => Promise<InvokeResult>;
  /** Ends all its processes. Invokes that are under way fail. */
  readonly close: () => Promise<void>;
}

export interface FunctionPlace {
  /** With the unpacked bundle in its task root. */
  readonly sandbox: Sandbox;
  /** Called with the log as it comes. */
  readonly onLog: (chunk: Buffer) => void;
}

/** Opens a function whose bundle is unpacked. Nothing is started before the first invoke. */
export function openFunction(options: FunctionOptions, { sandbox, onLog }: FunctionPlace): LambdaFunction {
  const idle: Runtime[] = [];
  const all = new Set<Runtime>();

  const start = async (): Promise<Runtime> => {
    const listener = { log: (chunk: Buffer) => onLog(chunk) };
    const begun = performance.now();
    const started = await startRuntime(options, {
      taskRoot: sandbox.taskRoot,
      temporary: await openTemporary(sandbox),
      logStream: randomUUID().replaceAll("-", ""),
      onLog: (chunk) => listener.log(chunk),
    });
    const ready = started.initialized.then(() => performance.now() - begun);
    const runtime = { worker: started, listener, ready, used: false };
    all.add(runtime);
    return runtime;
  };

  /** A process that is not ready yet takes invokes again when it is. */
  const release = (runtime: Runtime): void => {
    if (runtime.worker.isIdle()) {
      idle.push(runtime);
      return;
    }
    const ready = runtime.worker.idle().then(() => idle.push(runtime));
    void Promise.race([ready, runtime.worker.ended.then(async () => end(runtime))]);
  };

  const end = async (runtime: Runtime): Promise<void> => {
    all.delete(runtime);
    await runtime.worker.close();
  };

  const invoke = async (request: InvokeRequest): Promise<InvokeResult> => {
    const runtime = idle.pop() ?? (await start());
    const log: Buffer[] = [];
    runtime.listener.log = (chunk) => {
      log.push(chunk);
      onLog(chunk);
    };
    const write = (text: string) => runtime.listener.log(Buffer.from(text));
    const result = await invokeOnce(runtime, request, { options, write });
    runtime.listener.log = onLog;
    if (result.ended) await end(runtime);
    else release(runtime);
    return { ...result, log: Buffer.concat(log) };
  };

  const load = async (): Promise<ErrorPayload | undefined> => {
    const runtime = await start();
    const failure = await loadOnce(runtime);
    if (failure === undefined) idle.push(runtime);
    else await end(runtime);
    return failure;
  };

  return {
    load,
    invoke,
    close: async () => {
      await Promise.all([...all].map(end));
    },
  };
}
