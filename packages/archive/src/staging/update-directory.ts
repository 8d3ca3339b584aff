import { dirname, join } from "node:path";

import { isAbsent } from "@lambda-pack/model";

import type { FileSystem } from "../disk/file-system.ts";

export interface DirectoryChanges {
  /** Absolute path of the directory that is changed. */
  readonly dir: string;
  /** Absolute path of a directory that holds what is new, at the same paths. */
  readonly fresh: string;
  /** Paths of files and links below `fresh`. */
  readonly added: readonly string[];
  /** Paths of what has to go, directories with all that is in them. */
  readonly removed: readonly string[];
  /** Paths of directories that are to get the permissions 0755. */
  readonly wrongDirectories: readonly string[];
  /** Absolute path of a directory for what is removed or replaced, until the run is over. */
  readonly aside: string;
  readonly fs: FileSystem;
}

/**
 * Changes a directory by renames alone: at every moment each file in it is the whole old or the whole new one. Resolves to
 * what undoes the changes; where one of them fails, those before it are undone first.
 */
export async function updateDirectory(changes: DirectoryChanges): Promise<() => Promise<void>> {
  const { dir, fresh, added, removed, wrongDirectories, aside, fs } = changes;
  const undoSteps: (() => Promise<unknown>)[] = [];
  let kept = 0;
  try {
    for (const path of wrongDirectories) await fs.chmod(join(dir, path), 0o755);
    if (removed.length + added.length > 0) await fs.mkdir(aside);
    for (const path of removed) await moveAside(join(dir, path));
    for (const path of added) {
      const to = join(dir, path);
      await makeDirectory(dirname(to));
      await moveAside(to);
      await move(join(fresh, path), to);
    }
  } catch (error) {
    await undo();
    throw error;
  }
  return undo;

  async function undo(): Promise<void> {
    for (const step of undoSteps.splice(0).toReversed()) await step();
  }

  async function move(from: string, to: string): Promise<void> {
    await fs.rename(from, to);
    undoSteps.push(() => fs.rename(to, from));
  }

  async function moveAside(path: string): Promise<void> {
    try {
      await move(path, join(aside, String(kept)));
      kept += 1;
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
  }

  async function makeDirectory(path: string): Promise<void> {
    // The first one that had to be made, if any had to.
    const made = await fs.mkdir(path, { recursive: true });
    if (made === undefined) return;
    undoSteps.push(() => fs.rm(made, { recursive: true, force: true }));
    for (let each = path; each.length >= made.length; each = dirname(each)) await fs.chmod(each, 0o755);
  }
}
