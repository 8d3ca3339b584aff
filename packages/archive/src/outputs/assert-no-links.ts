import { dirname, join } from "node:path";

import { statsOf } from "./assert-file-replaceable.ts";
import type { FileSystem } from "../disk/file-system.ts";
import { wayInside } from "../disk/way-inside.ts";
import { outputInvalid } from "./output-invalid.ts";

/**
 * Fails for a link in the place of the directory of outputs, or of one below it on the way to these paths: a workspace that comes with
 * one would have outputs written wherever it leads. All paths are absolute.
 */
export function assertNoLinks(pool: string, paths: readonly string[], fs: FileSystem): void {
  const directories = new Set([pool]);
  for (const path of paths) {
    const way = wayInside(pool, dirname(path)) ?? "";
    let at = pool;
    for (const name of way.split("/").filter(Boolean)) {
      at = join(at, name);
      directories.add(at);
    }
  }
  for (const directory of directories) {
    const stats = statsOf(directory, fs);
    if (stats?.isSymbolicLink() === true)
      throw outputInvalid(directory, "is a link, through which outputs would be written elsewhere", "Remove the link.");
  }
}
