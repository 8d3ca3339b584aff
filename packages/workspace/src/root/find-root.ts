import { join } from "node:path";
import { isPackError, PackError } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { upwards } from "../disk/paths.ts";
import type { RootFiles } from "../package-managers/root-files.ts";
import { findRushRoot, markRushRoot } from "./find-rush-root.ts";
import { readRootFiles } from "./read-root-files.ts";

export interface FoundRoot {
  readonly root: RootFiles;
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
  let nearest: string | undefined;
  for (const dir of upwards(cwd)) {
    try {
      const root = await readRootFiles(disk, dir);
      const own = root !== undefined && isRoot(root) ? markRushRoot(disk, root) : undefined;
      const found = (await findRushRoot(disk, dir, { cwd, isRequired: own === undefined })) ?? own;
      if (found !== undefined) return { root: found, broken };
      if (root !== undefined) nearest ??= dir;
    } catch (error) {
      if (!isPackError(error) || error.code !== "MANIFEST_INVALID") throw error;
      if (isRootForSure(disk, dir)) throw error;
      broken.set(dir, error);
    }
  }
  const [first] = broken.values();
  throw first ?? notFound(cwd, nearest);
}

function isRoot({ lernaJson, workspaces, pnpmPackages }: RootFiles): boolean {
  return lernaJson !== undefined || workspaces !== undefined || pnpmPackages !== undefined;
}

/** Whether there is a file that only a root has, so that a broken package.json beside it is the root's. */
function isRootForSure(disk: Disk, dir: string): boolean {
  const names = disk.list(dir);
  return names?.has("lerna.json") === true || names?.has("pnpm-workspace.yaml") === true;
}

function notFound(cwd: string, nearest: string | undefined): PackError {
  const hint = "Run lambda-pack inside a monorepo, or name one with --cwd.";
  if (nearest === undefined) {
    return new PackError("WORKSPACE_NOT_FOUND", `There is no monorepo at or above ${cwd}.`, { hint, details: { cwd } });
  }
  return new PackError(
    "WORKSPACE_NOT_FOUND",
    `There is no monorepo at or above ${cwd}: ${join(nearest, "package.json")} has no "workspaces", and there is no lerna.json or pnpm-workspace.yaml.`,
    { hint: `${hint.slice(0, -1)}, or add "workspaces" to the root's package.json.`, details: { cwd, nearest } },
  );
}
