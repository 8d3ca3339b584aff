import { basename, dirname, join } from "node:path";

import { outputWriteFailed } from "../disk/file-errors.ts";
import type { FileSystem } from "../disk/file-system.ts";
import { wayInside } from "../disk/way-inside.ts";
import { ownerOfThis } from "./owner.ts";
import { temporaryPrefix } from "../walk/never-packed.ts";

export interface TemporaryPlace {
  /** Absolute path of the directory of outputs, if there is to be one. */
  readonly pool?: string | undefined;
  readonly fs: FileSystem;
}

/**
 * Makes a directory on the same disk as an output, so that a rename puts its content in place at once: in the directory of outputs where
 * that is possible, or else beside the output.
 */
export async function makeTemporaryDirectory(output: string, { pool, fs }: TemporaryPlace): Promise<string> {
  const folder = dirname(output);
  const prefix = `${temporaryPrefix}${ownerOfThis()}-`;
  try {
    await fs.mkdir(folder, { recursive: true });
    const inPool = pool === undefined || wayInside(pool, folder) !== undefined ? undefined : await tryIn(pool, folder);
    return inPool ?? (await fs.mkdtemp(join(folder, prefix)));
  } catch (error) {
    throw outputWriteFailed(output, error);
  }

  /** Undefined where nothing can be renamed from there to the folder, which only a try says: one disk may be mounted twice. */
  async function tryIn(other: string, target: string): Promise<string | undefined> {
    let made: string | undefined;
    try {
      if (fs.lstatSync(other).dev !== fs.lstatSync(target).dev) return undefined;
      made = await fs.mkdtemp(join(other, prefix));
      const away = join(target, basename(made));
      await fs.rename(made, away);
      await fs.rename(away, made);
      return made;
    } catch {
      if (made !== undefined) await Promise.allSettled([removeDirectory(made, fs)]);
      return undefined;
    }
  }
}

/** Removes a directory with all that is in it. Tries twice: another process may look at it just then. */
export async function removeDirectory(path: string, fs: FileSystem): Promise<void> {
  const options = { recursive: true, force: true, maxRetries: 3 };
  await fs.rm(path, options).catch(() => fs.rm(path, options));
}
