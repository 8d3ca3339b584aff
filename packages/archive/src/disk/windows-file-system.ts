import type { PathLike, Stats } from "node:fs";
import { setTimeout } from "node:timers/promises";

import { isAbsent, systemCode } from "@lambda-pack/model";

/** The calls of a disk that a rename needs. */
export interface RenamingDisk {
  readonly rename: (from: PathLike, to: PathLike) => Promise<void>;
  readonly lstat: (path: PathLike) => Promise<Pick<Stats, "isDirectory">>;
}

/** What Windows answers while another process has a file open, or a file in a directory, and to other things. */
const REFUSED: ReadonlySet<string | undefined> = new Set(["EACCES", "EBUSY", "EPERM"]);

/** Milliseconds until the next attempt; a virus scanner or an indexer is done with a new file in a fraction of their sum. */
const PAUSES = [10, 20, 50, 100, 200, 400, 800];

/** A disk of Windows, whose renames do what they do elsewhere, as far as that can be had there. */
export function windowsFileSystem<Disk extends RenamingDisk>(
  disk: Disk,
  pause: (ms: number) => Promise<unknown> = async (ms) => setTimeout(ms),
): Disk {
  const rename: RenamingDisk["rename"] = async (from, to) => {
    for (const ms of PAUSES) {
      try {
        await disk.rename(from, to);
        return;
      } catch (error) {
        if (!REFUSED.has(systemCode(error))) throw error;
        await assertNoDirectory(to, error, disk);
      }
      await pause(ms);
    }
    await disk.rename(from, to);
  };
  return { ...disk, rename };
}

/** A directory is not replaced there, which other systems say in other words, and at once. */
async function assertNoDirectory(
  path: PathLike,
  cause: unknown,
  { lstat }: Pick<RenamingDisk, "lstat">,
): Promise<void> {
  try {
    if (!(await lstat(path)).isDirectory()) return;
  } catch (error) {
    if (isAbsent(error)) return;
    throw error;
  }
  throw Object.assign(new Error("EEXIST: a directory is there", { cause }), { code: "EEXIST" });
}
