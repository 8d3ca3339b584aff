import { dirname, join } from "node:path";

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
  /** Paths of files in the earlier directory that go into the new one. */
  readonly carried: readonly string[];
  readonly fs: FileSystem;
}

export interface Replacement {
  readonly commit: () => Promise<void>;
  /** Puts back what a commit replaced; does nothing without one. Whether what was there before is there again. */
  readonly undo: () => Promise<boolean>;
}

/**
 * 1. Rename what is at `dir` away, if anything is, and what is carried from it into the new directory.
 * 2. Rename the new directory in. When another run has put its own there meanwhile, start again: the last one wins,
 *    and at every moment there is one whole result or, between the renames, none.
 * 3. Any other failure puts back what was there.
 */
export function replaceDirectory({ dir, fresh, temporary, carried, fs }: ReplaceOptions): Replacement {
  let aside: string | undefined;
  let committed = false;
  const carrier = openCarrier({ fresh, carried, fs });

  return {
    commit: async () => {
      for (let attempt = 1; ; attempt += 1) {
        aside = await moveAway(join(temporary, `old-${attempt}`));
        if (aside !== undefined) await carryOver(aside);
        if (await moveIn(fresh, attempt === MAX_ATTEMPTS)) break;
      }
      committed = true;
    },
    undo: async () => {
      if (!committed) return true;
      const mine = join(temporary, "undone");
      await fs.rename(dir, mine);
      committed = false;
      if (aside !== undefined) await carrier.back(mine, aside);
      return aside === undefined || moveIn(aside, false);
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

  async function carryOver(from: string): Promise<void> {
    try {
      await carrier.over(from);
    } catch (error) {
      await carrier.back(fresh, from);
      await fs.rename(from, dir);
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
      if (aside !== undefined && from === fresh) {
        await carrier.back(fresh, aside);
        await fs.rename(aside, dir);
      }
      throw error;
    }
  }
}

/** Moves files from a directory into the fresh one, and back. */
function openCarrier({ fresh, carried, fs }: Pick<ReplaceOptions, "fresh" | "carried" | "fs">) {
  const done = new Set<string>();
  return {
    over: async (from: string): Promise<void> => {
      for (const path of carried) {
        const to = join(fresh, path);
        await fs.mkdir(dirname(to), { recursive: true });
        if (await isMoved(join(from, path), to)) done.add(path);
      }
    },
    back: async (from: string, to: string): Promise<void> => {
      for (const path of done) await fs.rename(join(from, path), join(to, path));
      done.clear();
    },
  };

  async function isMoved(from: string, to: string): Promise<boolean> {
    try {
      await fs.rename(from, to);
      return true;
    } catch (error) {
      if (isAbsent(error)) return false;
      throw error;
    }
  }
}
