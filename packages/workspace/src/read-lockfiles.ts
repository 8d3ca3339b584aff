import { join } from "node:path";
import { isPackError } from "@lambda-pack/model";
import type { Lockfile, PackageManager } from "@lambda-pack/model";
import type { Disk } from "./disk/open-disk.ts";
import type { LockfileParser } from "./lockfile/lockfile-parser.ts";
import { packageManagers } from "./package-managers/package-managers.ts";

/**
 * The lockfiles that say what should be installed: the root's, which is the first of `dirs`, and those of the others where
 * each is installed on its own. There, a broken one is kept with its error, because its package may not matter.
 */
export async function readLockfiles(
  disk: Disk,
  packageManager: PackageManager,
  dirs: ReadonlySet<string>,
): Promise<readonly Lockfile[]> {
  const { lockfiles: formats, installsEachImporter } = packageManagers[packageManager];
  const [root = "", ...others] = dirs;
  const first = await readLockfile(disk, root, formats);
  if (first?.error !== undefined) throw first.error;
  const found = [first];
  for (const dir of installsEachImporter ? others : []) found.push(await readLockfile(disk, dir, formats));
  return found.filter((lockfile) => lockfile !== undefined);
}

/** The first of the formats that is there. */
async function readLockfile(
  disk: Disk,
  dir: string,
  formats: ReadonlyMap<string, LockfileParser>,
): Promise<Lockfile | undefined> {
  for (const [name, parse] of formats) {
    const file = join(dir, name);
    const text = disk.readText(file);
    if (text === undefined) continue;
    try {
      const locked = await parse(text, file);
      if (locked !== undefined) return { file, dir, locked };
    } catch (error) {
      if (!isPackError(error)) throw error;
      return { file, dir, locked: new Map(), error };
    }
  }
  return undefined;
}
