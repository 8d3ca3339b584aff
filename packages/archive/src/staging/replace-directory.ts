import { join } from "node:path";

import { isAbsent, systemCode } from "@lambda-pack/model";

import type { FileSystem } from "../disk/file-system.ts";

/** Other runs that may put their result in place between two renames of this one. */
const MAX_ATTEMPTS = 1000;

interface ReplaceOptions {
  readonly dir: string;
  /** The directory that is to stand at `dir`. */
  readonly fresh: string;
  /** Where an earlier directory is kept until the run is over. */
  readonly temporary: string;
  readonly fs: FileSystem;
}

export interface Replacement {
  readonly commit: () => Promise<void>;
  /** Puts back what a commit replaced; does nothing without one. */
  readonly undo: () => Promise<void>;
}

/**
 * 1. Rename what is at `dir` away, if anything is.
 * 2. Rename the new directory in. When another run has put its own there meanwhile, start again: the last one wins,
 *    and at every moment there is one whole result or, between the renames, none.
 * 3. Any other failure puts back what was there.
 */
export function replaceDirectory({ dir, fresh, temporary, fs }: ReplaceOptions): Replacement {
  let aside: string | undefined;
  let committed = false;

  return {
    commit: async () => {
      for (let attempt = 1; ; attempt += 1) {
        aside = await moveAway(join(temporary, `old-${attempt}`));
        if (await moveIn(fresh, attempt === MAX_ATTEMPTS)) break;
      }
      committed = true;
    },
    undo: async () => {
      if (!committed) return;
      const mine = join(temporary, "undone");
      await fs.rename(dir, mine);
      committed = false;
      if (aside !== undefined) await moveIn(aside, false);
    },
  };

  async function moveAway(to: string): Promise<string | undefined> {
    try {
      await fs.rename(dir, to);
      return to;
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  }

  /** False when another run has been first. */
  async function moveIn(from: string, isLast: boolean): Promise<boolean> {
    try {
      await fs.rename(from, dir);
      return true;
    } catch (error) {
      const code = systemCode(error);
      if (!isLast && (code === "ENOTEMPTY" || code === "EEXIST")) return false;
      if (aside !== undefined && from === fresh) await fs.rename(aside, dir);
      throw error;
    }
  }
}
