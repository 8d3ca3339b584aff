import nodePath from "node:path";
import type { PlatformPath } from "node:path";

/**
 * A path of the disk as Windows takes it too: with forward slashes. What is below it can be joined and cut as on every other
 * system.
 */
export function withSlashes(path: string, { sep }: Pick<PlatformPath, "sep"> = nodePath): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}
