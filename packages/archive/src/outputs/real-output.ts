import { basename, dirname, join } from "node:path";

import { isAbsent } from "@lambda-pack/model";

import { outputWriteFailed } from "../disk/file-errors.ts";
import { diskFileSystem } from "../disk/file-system.ts";
import type { FileSystem } from "../disk/file-system.ts";

/** The real path of an output, also of one that does not exist yet: that of the nearest directory above, and the rest. */
export function realOutput(path: string, fs: Pick<FileSystem, "realpathSync"> = diskFileSystem): string {
  try {
    return fs.realpathSync(path);
  } catch (error) {
    if (!isAbsent(error)) throw outputWriteFailed(path, error);
    return dirname(path) === path ? path : join(realOutput(dirname(path), fs), basename(path));
  }
}
