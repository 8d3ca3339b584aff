import type { PackageFile } from "@lambda-pack/model";

import { interrupted } from "./file-errors.ts";
import type { SourceFileSystem } from "./file-system.ts";
import { readUnchanged } from "./read-unchanged.ts";

export interface ReadAheadOptions {
  readonly fs: SourceFileSystem;
  readonly signal?: AbortSignal | undefined;
  /** Files that are read at once. */
  readonly width?: number;
  /** Bytes that are read and not yet consumed; one file may be larger. */
  readonly maxBytes?: number;
}

/**
 * The contents of files in the order given, read ahead of the consumer. What the consumer holds while it asks for the
 * next one counts as free: it bounds that itself.
 */
export async function* readAhead(
  files: Iterable<PackageFile>,
  { fs, signal, width = 16, maxBytes = 32 * 1024 * 1024 }: ReadAheadOptions,
): AsyncGenerator<Buffer, void, void> {
  const source = files[Symbol.iterator]();
  const underWay: { readonly size: number; readonly content: Promise<Buffer> }[] = [];
  let bytes = 0;
  let next = source.next();

  try {
    while (true) {
      while (
        next.done !== true &&
        underWay.length < width &&
        (underWay.length === 0 || bytes + next.value.size <= maxBytes)
      ) {
        start(next.value);
        next = source.next();
      }
      const first = underWay.shift();
      if (first === undefined) return;
      if (signal?.aborted === true) throw interrupted(signal.reason);
      const content = await first.content;
      yield content;
      bytes -= first.size;
    }
  } finally {
    await Promise.allSettled(underWay.map(({ content }) => content));
  }

  function start(file: PackageFile): void {
    const content = readUnchanged(file, fs);
    // A failure is told when it is this file's turn, so that the first one in order is told, on every machine.
    void Promise.allSettled([content]);
    underWay.push({ size: file.size, content });
    bytes += file.size;
  }
}
