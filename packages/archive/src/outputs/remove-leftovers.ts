import { basename, dirname, join } from "node:path";

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
  const leftovers = [...folders].flatMap((folder) => namesIn(folder, fs).map((name) => join(folder, name)));
  const ended = leftovers.filter((path) => isOver(ownerIn(basename(path)) ?? ""));
  await Promise.allSettled(ended.map((path) => removeDirectory(path, fs)));
}

/** Without waiting: most folders have none, and a pack that changes nothing waits for nothing else. */
function namesIn(folder: string, fs: FileSystem): readonly string[] {
  try {
    const entries = fs.readdirSync(folder, { withFileTypes: true });
    return entries
      .filter((entry) => ownerIn(entry.name) !== undefined && entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}

function ownerIn(name: string): string | undefined {
  if (!name.startsWith(temporaryPrefix)) return undefined;
  return /^(\d+\.\d+\.[0-9a-f]{8})-[A-Za-z0-9]{6}$/u.exec(name.slice(temporaryPrefix.length))?.[1];
}
