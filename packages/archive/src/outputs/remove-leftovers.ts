import { dirname, join } from "node:path";

import type { FileSystem } from "../disk/file-system.ts";
import { temporaryPrefix } from "../walk/never-packed.ts";
import { hasEnded } from "./owner.ts";
import { removeDirectory } from "./temporary-directory.ts";

/**
 * Removes the temporary directories beside outputs whose processes were killed. One that may still be in use stays, and so does whatever
 * cannot be removed: that is no failure.
 */
export async function removeLeftovers(
  outputs: readonly (string | undefined)[],
  fs: FileSystem,
  isOver: (owner: string) => boolean = hasEnded,
): Promise<void> {
  const folders = new Set(outputs.flatMap((output) => (output === undefined ? [] : [dirname(output)])));
  await Promise.allSettled([...folders].map(clean));

  async function clean(folder: string): Promise<void> {
    for (const entry of await fs.readdir(folder, { withFileTypes: true })) {
      const owner = ownerIn(entry.name);
      if (owner !== undefined && entry.isDirectory() && isOver(owner))
        await removeDirectory(join(folder, entry.name), fs);
    }
  }
}

function ownerIn(name: string): string | undefined {
  if (!name.startsWith(temporaryPrefix)) return undefined;
  return /^(\d+\.\d+\.[0-9a-f]{8})-[A-Za-z0-9]{6}$/u.exec(name.slice(temporaryPrefix.length))?.[1];
}
