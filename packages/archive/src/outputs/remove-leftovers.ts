import { basename, dirname, join } from "node:path";

import type { FileSystem } from "../disk/file-system.ts";
import { temporaryPrefix } from "../walk/never-packed.ts";
import { hasEnded, isOfThisUser, ownerPattern } from "./owner.ts";
import { removeDirectory } from "./temporary-directory.ts";

/** Whether an owner is gone, who has made something at `madeMs`, in milliseconds. */
export type IsOver = (owner: string, madeMs: number) => boolean;

/**
 * Removes the temporary directories in the directory of outputs, and beside outputs, whose processes were killed. One that may still be
 * in use stays, and so does whatever cannot be removed: that is no failure.
 */
export async function removeLeftovers(
  { outputs, pool }: { readonly outputs: readonly (string | undefined)[]; readonly pool: string | undefined },
  fs: FileSystem,
  isOver: IsOver = hasEnded,
): Promise<void> {
  const folders = new Set(outputs.flatMap((output) => (output === undefined ? [] : [dirname(output)])));
  if (pool !== undefined) folders.add(pool);
  const leftovers = [...folders].flatMap((folder) => findLeftovers(folder, { prefix: temporaryPrefix, fs, isOver }));
  await Promise.allSettled(leftovers.map((path) => removeDirectory(path, fs)));
}

export interface LeftoverOptions {
  /** What the names begin with; the owner follows. */
  readonly prefix: string;
  readonly fs: Pick<FileSystem, "readdirSync" | "lstatSync">;
  readonly isOver?: IsOver;
}

/**
 * Absolute paths of the directories of this user in a folder whose owners have ended. Asks without waiting: most folders have none, and a
 * pack that changes nothing waits for nothing else.
 */
export function findLeftovers(folder: string, { prefix, fs, isOver = hasEnded }: LeftoverOptions): readonly string[] {
  try {
    const entries = fs.readdirSync(folder, { withFileTypes: true });
    const directories = entries.filter((entry) => ownerIn(entry.name, prefix) !== undefined && entry.isDirectory());
    return directories.map(({ name }) => join(folder, name)).filter((path) => isLeft(path));
  } catch {
    return [];
  }

  function isLeft(path: string): boolean {
    const stats = fs.lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined || !isOfThisUser(stats)) return false;
    return isOver(ownerIn(basename(path), prefix) ?? "", stats.mtimeMs);
  }
}

function ownerIn(name: string, prefix: string): string | undefined {
  const [owner = "", random, ...rest] = name.startsWith(prefix) ? name.slice(prefix.length).split("-") : [];
  const isOurs =
    rest.length === 0 && wholeOwner.test(owner) && random !== undefined && /^[A-Za-z0-9]{6}$/u.test(random);
  return isOurs ? owner : undefined;
}

const wholeOwner = new RegExp(`^${ownerPattern.source}$`, "u");
