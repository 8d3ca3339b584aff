import { formatCount } from "./format-count.ts";

/** What is read as a text. Lockfiles and the data of Plug'n'Play are the largest; those of the largest monorepos have a tenth of it. */
export const MAX_TEXT_BYTES = 128 * 1024 * 1024;

/** What the disk says of a path. */
export interface FileStats {
  readonly size: number;
  readonly isFile: () => boolean;
  readonly isDirectory: () => boolean;
  readonly isFIFO: () => boolean;
  readonly isSocket: () => boolean;
}

/**
 * Why something is not to be read as a whole, as a phrase: a pipe is waited for without end, a device may never end. A directory has
 * no fault here: the system refuses to read it.
 */
export function fileFault(stats: FileStats): string | undefined {
  if (stats.isDirectory()) return undefined;
  if (!stats.isFile()) return `it is ${kindOf(stats)}, not a regular file`;
  if (stats.size <= MAX_TEXT_BYTES) return undefined;
  return `it has ${formatCount(stats.size)} bytes, and may have ${formatCount(MAX_TEXT_BYTES)}`;
}

function kindOf(stats: FileStats): string {
  if (stats.isFIFO()) return "a named pipe";
  return stats.isSocket() ? "a socket" : "a device";
}
