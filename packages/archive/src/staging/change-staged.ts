import { join } from "node:path";

import { isAbsent, systemCode } from "@lambda-pack/model";

import type { FileSystem } from "../disk/file-system.ts";
import { besideIndex, indexStamp, isBeside } from "../reuse/index-file.ts";
import { OutdatedStaging } from "./outdated-staging.ts";
import type { Staged } from "./read-staged.ts";
import { replaceDirectory } from "./replace-directory.ts";
import { updateDirectory } from "./update-directory.ts";

/** A change of a staging directory that can be undone. */
export interface StagedChange {
  readonly commit: () => Promise<void>;
  readonly undo: () => Promise<void>;
}

export interface ReplaceStaged {
  /** Absolute path of the staging directory. */
  readonly dir: string;
  /** Absolute path of its index. */
  readonly indexFile: string;
  /** Absolute path of what was written for it. */
  readonly fresh: string;
  /** Absolute path of a directory on the same disk. */
  readonly temporary: string;
  /** Paths of files in `dir` that no run has put there. */
  readonly foreign: readonly string[];
  readonly fs: FileSystem;
}

/** Puts a new directory in the place of an earlier one, and into it what is not ours to remove. */
export function replaceStaged({ dir, indexFile, fresh, temporary, foreign, fs }: ReplaceStaged): StagedChange {
  const index = setIndexAside({ indexFile, temporary, fs });
  const replacement = replaceDirectory({ dir, fresh, temporary, carried: foreign, fs });
  return {
    commit: async () => {
      await index.commit();
      await replacement.commit();
    },
    undo: async () => {
      if (await replacement.undo()) await index.undo();
    },
  };
}

export interface UpdateStaged extends ReplaceStaged {
  /** What is in `dir`. */
  readonly earlier: Staged;
  /** Paths of what was written. */
  readonly added: readonly string[];
  /** Told where the changed directory is, while no other run sees it. */
  readonly onChanged: (dir: string) => void;
}

/**
 * Goes on from what is there. The directory is taken away while it changes: of two runs at once, one finds that there is
 * none, that its index has gone, or that another stands there, and throws `OutdatedStaging`.
 */
export function updateStaged(options: UpdateStaged): StagedChange {
  const { dir, indexFile, fresh, temporary, fs, earlier, added, onChanged } = options;
  const taken = join(temporary, "taken");
  const undoSteps: (() => Promise<void>)[] = [];
  const index = setIndexAside({ indexFile, temporary, fs });
  return {
    commit: async () => {
      await fs.rename(dir, taken).catch(outdatedIf(isAbsent));
      undoSteps.push(putBack);
      const stamp = indexStamp(indexFile, fs);
      if (stamp?.ino !== earlier.indexStamp.ino || stamp.ctimeMs !== earlier.indexStamp.ctimeMs)
        throw new OutdatedStaging();
      await index.commit();
      const { extra: removed, wrongDirectories } = earlier;
      const aside = join(temporary, "replaced");
      undoSteps.push(await updateDirectory({ dir: taken, fresh, added, removed, wrongDirectories, aside, fs }));
      onChanged(taken);
      await fs.rename(taken, dir).catch(outdatedIf(isTaken));
      undoSteps.push(() => fs.rename(dir, taken));
    },
    undo: async () => {
      for (const step of undoSteps.splice(0).toReversed()) await step();
    },
  };

  /** Where another run has put its own directory there meanwhile, the index that was taken away says nothing of that. */
  async function putBack(): Promise<void> {
    try {
      await fs.rename(taken, dir);
    } catch (error) {
      if (isTaken(error)) return;
      throw error;
    }
    await index.undo();
  }
}

/**
 * Takes away the index of the directory: a run that changes the directory does so first, and writes a new one last. So where the
 * index is still the one that was read, the directory is, too.
 */
function setIndexAside({
  indexFile,
  temporary,
  fs,
}: Pick<ReplaceStaged, "indexFile" | "temporary" | "fs">): StagedChange {
  const aside = besideIndex(indexFile, temporary, "earlier-index");
  let isAside = false;
  return {
    commit: async () => {
      try {
        // No index of ours, and not ours to remove.
        if (fs.lstatSync(indexFile).isDirectory()) return;
        await fs.rename(indexFile, aside);
        isAside = true;
      } catch (error) {
        // Where the directory of outputs cannot be written, an output elsewhere still can: what is staged is compared with it anyway.
        if (!isAbsent(error) && isBeside(indexFile, temporary)) throw error;
      }
    },
    undo: async () => {
      if (!isAside) return;
      try {
        // A rename would replace the index that another run has written meanwhile.
        fs.linkSync(aside, indexFile);
      } catch (error) {
        // Another run may have cleaned up, too. A disk without hard links has nothing better than a rename.
        if (isAbsent(error) || systemCode(error) === "EEXIST") return;
        await fs.rename(aside, indexFile);
        return;
      }
      if (!isBeside(indexFile, temporary)) await fs.rm(aside, { force: true });
    },
  };
}

function isTaken(error: unknown): boolean {
  const code = systemCode(error);
  return code === "ENOTEMPTY" || code === "EEXIST";
}

function outdatedIf(isOutdated: (error: unknown) => boolean): (error: unknown) => never {
  return (error) => {
    throw isOutdated(error) ? new OutdatedStaging() : error;
  };
}
