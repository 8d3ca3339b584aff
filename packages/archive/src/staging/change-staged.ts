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
  readonly fs: FileSystem;
}

/** Puts a new directory in the place of an earlier one. */
export function replaceStaged({ dir, indexFile, fresh, temporary, fs }: ReplaceStaged): StagedChange {
  const index = setIndexAside({ indexFile, temporary, fs });
  const replacement = replaceDirectory({ dir, fresh, temporary, fs });
  return {
    commit: async () => {
      await index.commit();
      await replacement.commit();
    },
    undo: async () => {
      await replacement.undo();
      await index.undo();
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
  return {
    commit: async () => {
      await fs.rename(dir, taken).catch(outdatedIf(isAbsent));
      undoSteps.push(() => fs.rename(taken, dir).catch(ignoreIf(isTaken)));
      const stamp = indexStamp(indexFile, fs);
      if (stamp?.ino !== earlier.indexStamp.ino || stamp.ctimeMs !== earlier.indexStamp.ctimeMs)
        throw new OutdatedStaging();
      const index = setIndexAside({ indexFile, temporary, fs });
      undoSteps.push(index.undo);
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
      // Another run may have cleaned up meanwhile.
      if (isAside) await fs.rename(aside, indexFile).catch(ignoreIf(isAbsent));
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

function ignoreIf(isExpected: (error: unknown) => boolean): (error: unknown) => void {
  return (error) => {
    if (!isExpected(error)) throw error;
  };
}
