import type { FileHandle } from "node:fs/promises";

import { diskFileSystem, type FileSystem } from "@lambda-pack/archive";

export interface FailingFileSystem {
  readonly fs: FileSystem;
  /** Calls so far, those of open files included. */
  readonly calls: () => number;
  /** What failed: `rename /tmp/a`. */
  readonly failed: () => string | undefined;
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
 * The disk, but call number `at` fails with `code`. `ENOSPC` is what only a write may say, and it goes on: a disk stays
 * full. Closing a file really closes it, also when it says that it failed. With `only`, calls of other names do not count.
 */
export function failingFileSystem(at: number, code: string, only?: string): FailingFileSystem {
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

  function wrapHandle(handle: FileHandle, path: string): FileHandle {
    return new Proxy(handle, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key, target);
        if (typeof value !== "function") return value;
        return async (...parameters: unknown[]) => {
          if (key === "close") await target.close();
          mayFail(String(key), path);
          return key === "close" ? undefined : await Reflect.apply(value, target, parameters);
        };
      },
    });
  }

  const fs = new Proxy(diskFileSystem, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== "function") return value;
      if (String(key).endsWith("Sync")) {
        return (...parameters: unknown[]): unknown => {
          // Closing really closes, as with handles.
          const result: unknown = key === "closeSync" ? Reflect.apply(value, target, parameters) : undefined;
          mayFail(String(key), String(parameters[0]));
          return key === "closeSync" ? result : Reflect.apply(value, target, parameters);
        };
      }
      return async (...parameters: unknown[]) => {
        const path = String(parameters[0]);
        mayFail(key === "open" && parameters[1] !== "r" ? "open w" : String(key), path);
        const result: unknown = await Reflect.apply(value, target, parameters);
        return key === "open" ? wrapHandle(result as FileHandle, path) : result;
      };
    },
  });
  return { fs, calls: () => calls, failed: () => failed };
}
