import { isPackError } from "@lambda-pack/model";
import type { PackError } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { upwards } from "../disk/paths.ts";
import type { RootFiles } from "../package-managers/root-files.ts";
import { findRushRoot, markRushRoot } from "./find-rush-root.ts";
import { readRootFiles } from "./read-root-files.ts";

export interface FoundRoot {
  /** Undefined where there is none up to the root of the file system. */
  readonly root: RootFiles | undefined;
  /** Directories with a package.json that make no root, passed on the way up, nearest first. */
  readonly passed: readonly RootFiles[];
  /** Directories below the root whose package.json was passed on the way up and could not be read, nearest first. */
  readonly broken: ReadonlyMap<string, PackError>;
}

/**
 * The nearest directory, from `cwd` upwards, that is the root of a monorepo: its package.json has `workspaces`, its
 * pnpm-workspace.yaml has `packages`, or it has a lerna.json; or there is a rush.json, and the root is below. A broken package.json on the way is kept: it may belong to a
 * package that does not matter.
 */
export async function findRoot(disk: Disk, cwd: string): Promise<FoundRoot> {
  const broken = new Map<string, PackError>();
  const passed: RootFiles[] = [];
  for (const dir of upwards(cwd)) {
    try {
      const root = await readRootFiles(disk, dir);
      const own = root !== undefined && isRoot(root) ? markRushRoot(disk, root) : undefined;
      const found = (await findRushRoot(disk, dir, { cwd, isRequired: own === undefined })) ?? own;
      if (found !== undefined) return { root: found, passed, broken };
      if (root?.packageJson !== undefined) passed.push(root);
    } catch (error) {
      if (!isPackError(error) || error.code !== "MANIFEST_INVALID") throw error;
      if (isRootForSure(disk, dir)) throw error;
      broken.set(dir, error);
    }
  }
  return { root: undefined, passed, broken };
}

function isRoot({ lernaJson, workspaces, pnpmPackages }: RootFiles): boolean {
  return lernaJson !== undefined || workspaces !== undefined || pnpmPackages !== undefined;
}

/** Whether there is a file that only a root has, so that a broken package.json beside it is the root's. */
function isRootForSure(disk: Disk, dir: string): boolean {
  const names = disk.list(dir);
  return names?.has("lerna.json") === true || names?.has("pnpm-workspace.yaml") === true;
}
