import { dirname, join } from "node:path";
import { isPackError } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { upwards } from "../disk/paths.ts";
import { readRootFiles } from "./read-root-files.ts";
import { listNestedImporters } from "../importers/list-nested-importers.ts";
import { isBerryLockfile } from "../lockfile/is-berry-lockfile.ts";
import { packageManagers } from "../package-managers/package-managers.ts";
import type { RootFiles } from "../package-managers/root-files.ts";

const lockfileNames = Object.values(packageManagers).flatMap(({ lockfiles }) => [...lockfiles.keys()]);

/**
 * The true root of what looks like one, and is an importer that has `workspaces` of its own: Yarn 2 and newer goes by the
 * nearest yarn.lock. Undefined for a root that stands for itself.
 */
export async function findEnclosingRoot(disk: Disk, { dir, workspaces }: RootFiles): Promise<RootFiles | undefined> {
  const names = disk.list(dir);
  if (workspaces === undefined || lockfileNames.some((name) => names?.has(name))) return undefined;
  for (const above of upwards(dirname(dir))) {
    const text = disk.readText(join(above, "yarn.lock"));
    if (text === undefined) continue;
    const root = isBerryLockfile(text) ? await readAbove(disk, above) : undefined;
    if (root?.workspaces === undefined) return undefined;
    const { dirs } = await listNestedImporters(disk, { root: above, globs: root.workspaces });
    return dirs.includes(dir) ? root : undefined;
  }
  return undefined;
}

/** Undefined for one that is broken, too: it may have nothing to do with what is below it. */
async function readAbove(disk: Disk, dir: string): Promise<RootFiles | undefined> {
  try {
    return await readRootFiles(disk, dir);
  } catch (error) {
    if (isPackError(error) && error.code === "MANIFEST_INVALID") return undefined;
    throw error;
  }
}
