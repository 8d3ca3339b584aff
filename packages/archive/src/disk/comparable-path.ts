import nodePath from "node:path";
import type { PlatformPath } from "node:path";

import { withSlashes } from "./with-slashes.ts";

/**
 * An absolute path as text that can be compared with others: on Windows neither the kind of slashes nor case makes two paths of
 * one, and shells there hand on the case in which a directory, or the letter of its drive, was typed.
 */
export function comparablePath(path: string, { sep }: Pick<PlatformPath, "sep"> = nodePath): string {
  return sep === "/" ? path : withSlashes(path, { sep }).toLowerCase();
}
