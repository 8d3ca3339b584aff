import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { behaviourOf, PackError, systemReason } from "@lambda-pack/model";
import { atExit } from "./at-exit.ts";
import { endProcesses } from "./end-processes.ts";
import { functionEnvironment } from "./function-environment.ts";
import type { FunctionOptions } from "../function-options.ts";
import { guardProcess } from "./guard-process.ts";
import { peakMemory, residentMemory } from "./process-memory.ts";
import { openRuntimeApi } from "../api/runtime-api.ts";
import type { RuntimeAnswer, RuntimeInvoke } from "../api/runtime-api.ts";
import { memoryFlags, runtimeFlags } from "./node-flags.ts";

/** What the function's process runs. */
const bootstrap = fileURLToPath(new URL("./bootstrap/main.mjs", import.meta.url));

export interface RuntimePlace {
  readonly taskRoot: string;
  readonly temporary: string;
  readonly logStream: string;
  /** What it has of NODE_OPTIONS beside its own, such as a recorder to preload. */
  readonly nodeOptions?: string | undefined;
  /** Called with whatever the process prints, as it comes. While what it returns is pending, the process has to wait. */
  readonly onLog: (chunk: Buffer) => void | Promise<void>;
}

/** How a process ended. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** It was ended because it took more memory than it has. */
  readonly outOfMemory: boolean;
}

/** Waits for the end of a process, until it is called off. */
export interface EndWatch {
  readonly ended: Promise<ProcessEnd>;
  readonly stop: () => void;
}

/** One process that runs a function, with a Runtime API of its own. */
export interface RuntimeProcess {
  /** Resolves with undefined when it is ready for invokes, or with the payload of the error that it could not start for. */
  readonly initialized: Promise<Buffer | undefined>;
  readonly invoke: (invoke: RuntimeInvoke) => Promise<RuntimeAnswer>;
  /** Whether it is ready for an invoke. */
  readonly isIdle: () => boolean;
  /** Resolves when it is. */
  readonly idle: () => Promise<void>;
  readonly ended: Promise<ProcessEnd>;
  /** For those who wait for many things meanwhile: what waits for `ended` is remembered as long as the process lives. */
  readonly watchEnd: () => EndWatch;
  /** How many times it has printed something. */
  readonly outputs: () => number;
  /** The most memory that it has taken, in bytes; undefined where the system does not report it. */
  readonly peakMemory: () => number | undefined;
  /** Ends it and all that it has started. */
  readonly close: () => Promise<void>;
}

/** Starts a process in the unpacked bundle. */
export async function startRuntime(options: FunctionOptions, place: RuntimePlace): Promise<RuntimeProcess> {
  const api = await openRuntimeApi();
  const child = spawnRuntime(options, place, api.address);
  const { pid } = child;
  if (pid === undefined) {
    api.close();
    throw await notStarted(child, options);
  }
  const callOff = [guardProcess(pid), atExit(() => endProcesses(pid, api.address))];
  const memory = watchMemory(pid, options.memory);
  let outputs = 0;
  for (const stream of [child.stdout, child.stderr]) {
    hear(stream, (chunk) => {
      outputs++;
      return place.onLog(chunk);
    });
  }
  const ended = endOf(child).then((end): ProcessEnd => {
    memory.stop();
    return { ...end, outOfMemory: memory.exceeded() };
  });
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    endProcesses(pid, api.address);
    await ended;
    for (const each of callOff) each();
    api.close();
  };
  return {
    initialized: api.initialized,
    invoke: (invoke) => api.invoke(invoke),
    isIdle: () => api.isIdle(),
    idle: () => api.idle(),
    ended,
    watchEnd: endWatches(ended),
    outputs: () => outputs,
    peakMemory: () => memory.peak(),
    close: async () => (closing ??= close()),
  };
}

/** The system has no room for another process, or does not let the program run. */
async function notStarted(child: ChildProcess, { node }: FunctionOptions): Promise<PackError> {
  const cause = await new Promise((resolve) => child.once("error", resolve));
  return new PackError("NODE_UNUSABLE", `${node.path} could not be started: ${systemReason(cause)}.`, {
    hint: "Close other programs and try again, or pass another Node.js to --node.",
    details: { path: node.path },
    cause,
  });
}

/** Characters are not cut into pieces. */
function hear(stream: Readable | null, onLog: RuntimePlace["onLog"]): void {
  stream?.setEncoding("utf8").on("data", (text: string) => {
    const taken = onLog(Buffer.from(text));
    if (taken === undefined) return;
    stream.pause();
    const goOn = () => stream.resume();
    taken.then(goOn, goOn);
  });
}

function endWatches(ended: Promise<ProcessEnd>): () => EndWatch {
  const waiting = new Set<(end: ProcessEnd) => void>();
  let known: ProcessEnd | undefined;
  void ended.then((end) => {
    known = end;
    for (const resolve of waiting) resolve(end);
  });
  return () => {
    let wake: (end: ProcessEnd) => void = resolveNothing;
    const end = new Promise<ProcessEnd>((resolve) => {
      wake = resolve;
    });
    if (known === undefined) waiting.add(wake);
    else wake(known);
    return { ended: end, stop: () => waiting.delete(wake) };
  };
}

function resolveNothing(): void {
  // Until the promise is settled.
}

function spawnRuntime(
  options: FunctionOptions,
  { taskRoot, temporary, logStream, nodeOptions }: RuntimePlace,
  api: string,
): ChildProcess {
  const { node, runtime, memory, inspect, env } = options;
  const flags = [
    ...runtimeFlags(node.major, env["NODE_OPTIONS"] ?? ""),
    ...memoryFlags(memory),
    ...(inspect === undefined ? [] : [`--inspect-brk=127.0.0.1:${inspect}`]),
  ];
  return spawn(node.path, [...flags, bootstrap, behaviourOf(runtime).contract], {
    cwd: taskRoot,
    env: {
      ...functionEnvironment(options, { taskRoot, temporary, api, logStream }),
      ...(nodeOptions === undefined ? {} : { NODE_OPTIONS: `${nodeOptions} ${env["NODE_OPTIONS"] ?? ""}`.trimEnd() }),
    },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own: what it starts is ended with it, and Ctrl-C reaches lambda-pack alone.
    detached: true,
  });
}

/** Milliseconds that the last output of a process that has ended may take; what it has left behind may hold its pipes for ever. */
const LAST_OUTPUT = 200;

function endOf(child: ChildProcess): Promise<Omit<ProcessEnd, "outOfMemory">> {
  return new Promise((resolve) => {
    const end = async (code: number | null, signal: NodeJS.Signals | null): Promise<void> => {
      // What it has sent to its Runtime API just before is read first.
      await setImmediate();
      resolve({ code, signal });
    };
    child.on("close", (code, signal) => void end(code, signal));
    child.on("exit", (code, signal) => setTimeout(() => void end(code, signal), LAST_OUTPUT).unref());
  });
}

/** Milliseconds between two looks at the memory of a process. */
const LOOK_EVERY = 50;

/** Lambda ends a process that takes more memory than its function has. */
function watchMemory(pid: number, megabytes: number) {
  let exceeded = false;
  let peak: number | undefined;
  let stopped = false;
  const look = (): void => {
    // Its number may be another process's by then.
    if (stopped) return;
    peak = Math.max(peak ?? 0, peakMemory(pid) ?? 0) || undefined;
    if ((residentMemory(pid) ?? 0) <= megabytes * 1024 * 1024) return;
    exceeded = true;
    endProcesses(pid);
  };
  const timer = setInterval(look, LOOK_EVERY);
  return {
    stop: () => {
      stopped = true;
      clearInterval(timer);
    },
    exceeded: () => exceeded,
    peak: () => {
      look();
      return peak;
    },
  };
}
