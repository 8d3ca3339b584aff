import type { Dirent, Stats } from "node:fs";
import type { FileSystem } from "./file-system.ts";

type Callback<T> = (error: NodeJS.ErrnoException | null, value: T) => void;

interface CallbackFileSystem {
  readonly lstat: (path: string, callback: Callback<Stats>) => void;
  readonly stat: (path: string, callback: Callback<Stats>) => void;
  readonly readdir: {
    (path: string, options: { withFileTypes: true }, callback: Callback<Dirent[]>): void;
    (path: string, callback: Callback<string[]>): void;
  };
}

/** The same file system, for fast-glob, which asks with callbacks. */
export function callbackFileSystem(fs: FileSystem): CallbackFileSystem {
  function readdir(path: string, options: { withFileTypes: true }, callback: Callback<Dirent[]>): void;
  function readdir(path: string, callback: Callback<string[]>): void;
  function readdir(
    path: string,
    first: { withFileTypes: true } | Callback<string[]>,
    second?: Callback<Dirent[]>,
  ): void {
    if (typeof first === "function") answer(fs.readdir(path), first);
    else if (second !== undefined) answer(fs.readdir(path, first), second);
  }
  return {
    lstat: (path, callback) => answer(fs.lstat(path), callback),
    stat: (path, callback) => answer(fs.stat(path), callback),
    readdir,
  };
}

/** A callback that gets an error never looks at the value. */
function answer<T>(promise: Promise<T>, callback: (error: NodeJS.ErrnoException | null, value: T) => void): void {
  const fail = callback as (error: NodeJS.ErrnoException) => void;
  promise.then(
    (value) => callback(null, value),
    (error: unknown) => fail(error instanceof Error ? error : new Error(String(error))),
  );
}
