import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { endProcesses } from "./end-processes.ts";
import { functionEnvironment } from "./function-environment.ts";
import type { FunctionOptions } from "./function-options.ts";
import { peakMemory, residentMemory } from "./process-memory.ts";
import { openRuntimeApi } from "./runtime-api.ts";
import type { RuntimeAnswer, RuntimeApi, RuntimeInvoke } from "./runtime-api.ts";
import { contractOf, memoryFlags, runtimeFlags } from "./runtimes.ts";

/** What the function's process runs. */
const bootstrap = fileURLToPath(new URL("./bootstrap/main.mjs", import.meta.url));

export interface RuntimePlace {
  readonly taskRoot: string;
  readonly temporary: string;
  readonly logStream: string;
  /** Called with whatever the process prints, as it comes. */
  readonly onLog: (chunk: Buffer) => void;
}

/** How a process ended. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** It was ended because it took more memory than it has. */
  readonly outOfMemory: boolean;
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
  /** The most memory that it has taken, in bytes; undefined where the system does not tell. */
  readonly peakMemory: () => number | undefined;
  /** Ends it and all that it has started. */
  readonly close: () => Promise<void>;
}

/** Starts a process in the unpacked bundle. */
export async function startRuntime(options: FunctionOptions, place: RuntimePlace): Promise<RuntimeProcess> {
  const api = await openRuntimeApi();
  const child = spawnRuntime(options, place, api.address);
  const ended = endOf(child);
  const watch = watchMemory(child, options.memory);
  child.stdout?.on("data", place.onLog);
  child.stderr?.on("data", place.onLog);
  const end = ended.then(({ code, signal }): ProcessEnd => {
    watch.stop();
    return { code, signal, outOfMemory: watch.exceeded() };
  });
  return {
    initialized: api.initialized,
    invoke: (invoke) => api.invoke(invoke),
    isIdle: () => api.isIdle(),
    idle: () => api.idle(),
    ended: end,
    peakMemory: () => watch.peak(),
    close: async () => close({ child, api, ended: end }),
  };
}

function spawnRuntime(
  options: FunctionOptions,
  { taskRoot, temporary, logStream }: RuntimePlace,
  api: string,
): ChildProcess {
  const { node, runtime, memory, inspect, env } = options;
  const flags = [
    ...runtimeFlags(node.major, env["NODE_OPTIONS"] ?? ""),
    ...memoryFlags(memory),
    ...(inspect === undefined ? [] : [`--inspect-brk=127.0.0.1:${inspect}`]),
  ];
  return spawn(node.path, [...flags, bootstrap, contractOf(runtime)], {
    cwd: taskRoot,
    env: { ...functionEnvironment(options, { taskRoot, temporary, api, logStream }) },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own: what it starts is ended with it, and Ctrl-C reaches nobody but us.
    detached: true,
  });
}

/** Milliseconds that the last output of a process that has ended may take; what it has left behind may hold its pipes for ever. */
const LAST_OUTPUT = 200;

function endOf(child: ChildProcess): Promise<Omit<ProcessEnd, "outOfMemory">> {
  return new Promise((resolve) => {
    child.on("error", () => resolve({ code: 127, signal: null }));
    child.on("close", (code, signal) => resolve({ code, signal }));
    child.on("exit", (code, signal) => setTimeout(() => resolve({ code, signal }), LAST_OUTPUT).unref());
  });
}

/** Milliseconds between two looks at the memory of a process. */
const LOOK_EVERY = 50;

/** Lambda ends a process that takes more memory than its function has. */
function watchMemory(child: ChildProcess, megabytes: number) {
  let exceeded = false;
  let peak: number | undefined;
  const look = (): void => {
    const { pid } = child;
    if (pid === undefined) return;
    peak = Math.max(peak ?? 0, peakMemory(pid) ?? 0) || undefined;
    if ((residentMemory(pid) ?? 0) <= megabytes * 1024 * 1024) return;
    exceeded = true;
    endProcesses(pid);
  };
  const timer = setInterval(look, LOOK_EVERY);
  return {
    stop: () => clearInterval(timer),
    exceeded: () => exceeded,
    peak: () => {
      look();
      return peak;
    },
  };
}

interface Closing {
  readonly child: ChildProcess;
  readonly api: RuntimeApi;
  readonly ended: Promise<ProcessEnd>;
}

async function close({ child, api, ended }: Closing): Promise<void> {
  if (child.pid !== undefined) endProcesses(child.pid, api.address);
  await ended;
  api.close();
}
