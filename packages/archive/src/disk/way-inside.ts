import nodePath from "node:path";
import type { PlatformPath } from "node:path";

import { comparablePath } from "./comparable-path.ts";
import { withSlashes } from "./with-slashes.ts";

/**
 * The way from a directory of the disk to something in it, with forward slashes and empty for itself; undefined when that lies
 * elsewhere. Both are absolute.
 */
export function wayInside(
  dir: string,
  path: string,
  platform: Pick<PlatformPath, "sep"> = nodePath,
): string | undefined {
  const start = comparablePath(dir, platform).replace(/\/$/u, "");
  const at = comparablePath(path, platform);
  if (at === start || at === `${start}/`) return "";
  return at.startsWith(`${start}/`) ? withSlashes(path, platform).slice(start.length + 1) : undefined;
}
