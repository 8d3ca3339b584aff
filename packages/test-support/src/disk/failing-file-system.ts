import { aroundCalls } from "./around-calls.ts";
import type { Call } from "./around-calls.ts";

export interface FailingFileSystem<FileSystem> {
  readonly fs: FileSystem;
  /** Calls so far, those of open files included. */
  readonly calls: () => number;
  /** What failed: `rename /tmp/a`. */
  readonly failed: () => string | undefined;
}

export interface Failure {
  /** The number of the call that fails, from 1 on. */
  readonly at: number;
  readonly code: string;
  /** The name of the only calls that count. */
  readonly only?: string;
}

const isWrite = new Set([
  "chmodSync",
  "copyFileSync",
  "linkSync",
  "mkdir",
  "mkdirSync",
  "mkdtemp",
  "open w",
  "symlinkSync",
  "utimesSync",
  "writeFile",
  "writeFileSync",
]);

/**
 * The disk, but one call fails. `ENOSPC` is what only a write may say, and it goes on: a disk stays full. Closing a file
 * really closes it, also when it says that it failed.
 */
export function failingFileSystem<FileSystem extends object>(
  disk: FileSystem,
  { at, code, only }: Failure,
): FailingFileSystem<FileSystem> {
  let calls = 0;
  let failed: string | undefined;

  function mayFail(name: string, path: string): void {
    if (code === "ENOSPC" && !isWrite.has(name)) return;
    if (only !== undefined && name.split(" ")[0] !== only) return;
    calls += 1;
    if (calls !== at && !(code === "ENOSPC" && calls > at)) return;
    failed ??= `${name} ${path}`;
    throw Object.assign(new Error(`${code}: injected, ${name} '${path}'`), { code });
  }

  async function runInFile({ name, run }: Call, path: string): Promise<unknown> {
    if (name === "close") await run();
    mayFail(name, path);
    return name === "close" ? undefined : run();
  }

  function runSync({ name, parameters, run }: Call): unknown {
    if (name === "closeSync") run();
    mayFail(name, String(parameters[0]));
    return name === "closeSync" ? undefined : run();
  }

  async function runLater({ name, parameters, run }: Call): Promise<unknown> {
    const path = String(parameters[0]);
    mayFail(name === "open" && parameters[1] !== "r" ? "open w" : name, path);
    const result = await run();
    return name === "open" ? aroundCalls(result as object, async (call) => runInFile(call, path)) : result;
  }

  const fs = aroundCalls(disk, (call) => (call.name.endsWith("Sync") ? runSync(call) : runLater(call)));
  return { fs, calls: () => calls, failed: () => failed };
}
