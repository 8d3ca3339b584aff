import { dirname, join } from "node:path";

import { outputWriteFailed } from "../disk/file-errors.ts";
import type { FileSystem } from "../disk/file-system.ts";
import { ownerOfThis } from "./owner.ts";
import { temporaryPrefix } from "../walk/never-packed.ts";

/** Makes a directory beside an output, on the same disk, so that a rename puts its content in place at once. */
export async function makeTemporaryDirectory(output: string, fs: FileSystem): Promise<string> {
  try {
    await fs.mkdir(dirname(output), { recursive: true });
    const owner = ownerOfThis();
    const prefix = owner === undefined ? temporaryPrefix : `${temporaryPrefix}${owner}-`;
    return await fs.mkdtemp(join(dirname(output), prefix));
  } catch (error) {
    throw outputWriteFailed(output, error);
  }
}

/** Removes a directory with all that is in it. Tries twice: another process may look at it just then. */
export async function removeDirectory(path: string, fs: FileSystem): Promise<void> {
  const options = { recursive: true, force: true, maxRetries: 3 };
  await fs.rm(path, options).catch(() => fs.rm(path, options));
}
