import { dirname, join } from "node:path";
import { isPackError } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { upwards } from "../disk/paths.ts";
import { readRootFiles } from "./read-root-files.ts";
import { listImporterDirs } from "../importers/list-importer-dirs.ts";
import { listNestedImporters } from "../importers/list-nested-importers.ts";
import { isBerryLockfile } from "../lockfile/is-berry-lockfile.ts";
import { declaredGlobs } from "../package-managers/declared-globs.ts";
import { packageManagers } from "../package-managers/package-managers.ts";
import type { RootFiles } from "../package-managers/root-files.ts";

const lockfileNames = [
  ...Object.values(packageManagers).flatMap(({ lockfiles }) => [...lockfiles.keys()]),
  "bun.lockb",
];
const plugAndPlayNames = [".pnp.cjs", ".pnp.js", ".pnp.data.json"];
/** What package managers leave in the node_modules of the root that they installed, and in no other. */
const markNames = [".package-lock.json", ".yarn-integrity", ".yarn-state.yml", ".modules.yaml", ".bun", ".store"];

/**
 * The true root of what looks like one, and is a package of another workspace above: the one whose install is there. Another install
 * in the inner one would hide packages of the first. Where nothing is installed, Yarn 2 and newer goes by the nearest yarn.lock.
 * Undefined for a root that stands for itself.
 */
export async function findEnclosingRoot(disk: Disk, inner: RootFiles): Promise<RootFiles | undefined> {
  const trust = trustIn(disk, inner.dir);
  if (trust === "installed") return undefined;
  const enclosing: RootFiles[] = [];
  for (const above of upwards(dirname(inner.dir))) {
    const found = trustIn(disk, above);
    const isWanted = found === "installed" || (found === "locked" && trust === "none" && isOfBerry(disk, above));
    const root = isWanted ? await readAbove(disk, above) : undefined;
    if (root === undefined || !(await listsDirectory(disk, root, inner.dir))) continue;
    if (found === "installed") return root;
    enclosing.push(root);
  }
  return enclosing[0];
}

function isOfBerry(disk: Disk, dir: string): boolean {
  return isBerryLockfile(disk.readText(join(dir, "yarn.lock")) ?? "");
}

/** How much shows that something was installed from here. */
function trustIn(disk: Disk, dir: string): "installed" | "locked" | "none" {
  const names = disk.list(dir);
  const modules = disk.list(join(dir, "node_modules"));
  const isLocked = lockfileNames.some((name) => names?.has(name));
  const isMarked = plugAndPlayNames.some((name) => names?.has(name)) || markNames.some((name) => modules?.has(name));
  if (isMarked || (isLocked && modules !== undefined && modules.size > 0)) return "installed";
  return isLocked ? "locked" : "none";
}

/** Whether the globs of a root lead to a directory; those of Yarn 2 and newer, by way of other packages too. */
export async function listsDirectory(disk: Disk, root: RootFiles, dir: string): Promise<boolean> {
  const globs = [...(root.pnpmPackages ?? []), ...declaredGlobs(root)];
  const listed = { root: root.dir, globs };
  const dirs = isOfBerry(disk, root.dir)
    ? (await listNestedImporters(disk, listed)).dirs
    : await listImporterDirs(disk, listed);
  return dirs.includes(dir);
}

/** Undefined for one that is broken, too: it may have nothing to do with what is below it. */
export async function readAbove(disk: Disk, dir: string): Promise<RootFiles | undefined> {
  try {
    return await readRootFiles(disk, dir);
  } catch (error) {
    if (isPackError(error) && error.code === "MANIFEST_INVALID") return undefined;
    throw error;
  }
}
