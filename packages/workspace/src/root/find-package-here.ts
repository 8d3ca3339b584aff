import { dirname, relative } from "node:path";
import type { Disk } from "../disk/open-disk.ts";
import { openDisk } from "../disk/open-disk.ts";
import { upwards } from "../disk/paths.ts";
import { isPart } from "./choose-alone.ts";
import { readRootFiles } from "./read-root-files.ts";
import { findWorkspace, topOf } from "./find-workspace.ts";
import type { FoundWorkspace } from "./find-workspace.ts";

/**
 * The directory of the package that `cwd` is in, relative to its real path: what a command is about that names none. Undefined at
 * the root of a workspace, which has many. It may be one that cannot be packed, because it is no package of the workspace: then that is what
 * is wrong, and no other package is meant in its place.
 */
export async function findPackageHere(cwd: string): Promise<string | undefined> {
  const disk = openDisk();
  const found = await findWorkspace(disk, cwd);
  const start = disk.realPath(cwd) ?? cwd;
  for (const dir of upwards(start)) {
    const isOne = found.importers.some((each) => each.dir === dir) || (await isOther(disk, dir, found));
    const isRootOfMany = dir === topOf(found.root) && found.importerGlobs.length > 0;
    if (isOne && !isRootOfMany) return relative(start, dir) || ".";
    if (dir === topOf(found.root)) return undefined;
  }
  return undefined;
}

/** Whether the directory has a package.json that says of another package than the nearest one above. */
async function isOther(disk: Disk, dir: string, { importers }: FoundWorkspace): Promise<boolean> {
  const files = await readRootFiles(disk, dir);
  if (files?.packageJson === undefined || isPart(files)) return false;
  const above = new Set(upwards(dirname(dir)));
  const owner = importers.findLast((each) => above.has(each.dir));
  return owner?.name === undefined || owner.name !== files.packageJson["name"];
}
