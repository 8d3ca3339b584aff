import { join } from "node:path";
import type { Disk } from "./disk/open-disk.ts";
import { isBelow, upwards } from "./disk/paths.ts";

/**
 * Each node_modules at or above the directories, up to the root, that is a link: where it leads to → its own path. What lies there is
 * installed like anything else: a cache of CI, another checkout, a volume.
 */
export function readLinkedModules(disk: Disk, root: string, dirs: Iterable<string>): ReadonlyMap<string, string> {
  const linked = new Map<string, string>();
  const asked = new Set<string>();
  for (const start of dirs) {
    for (const dir of upwards(start)) {
      if (asked.has(dir) || isBelow(dir, root)) break;
      asked.add(dir);
      const path = join(dir, "node_modules");
      const real = disk.isLink(path) === true ? disk.realPath(path) : undefined;
      if (real !== undefined && !linked.has(real)) linked.set(real, path);
    }
  }
  return linked;
}
