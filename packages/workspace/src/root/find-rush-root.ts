import { dirname, join } from "node:path";
import { PackError } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { isBelow } from "../disk/paths.ts";
import { listImporterDirs } from "../importers/list-importer-dirs.ts";
import type { RootFiles } from "../package-managers/root-files.ts";
import { readRootFiles } from "./read-root-files.ts";

/** Where Rush makes its workspace, from the folder of rush.json: there, or in a folder for each subspace. */
const RUSH_TEMP = join("common", "temp");

export interface RushSearch {
  /** Absolute real path of the working directory. */
  readonly cwd: string;
  /** Whether a rush.json without its workspace is an error: nothing else makes a root there. */
  readonly isRequired: boolean;
}

/**
 * The workspace that Rush has made for the monorepo whose rush.json lies in a directory: a folder below it, whose globs lead back
 * up. Of several subspaces the one that names the working directory, or a directory above it. Undefined without a rush.json.
 */
export async function findRushRoot(
  disk: Disk,
  dir: string,
  { cwd, isRequired }: RushSearch,
): Promise<RootFiles | undefined> {
  if (disk.list(dir)?.has("rush.json") !== true) return undefined;
  const roots = await readRushRoots(disk, dir);
  const [only, ...others] = roots;
  if (only === undefined && isRequired) throw notInstalled(dir);
  if (others.length === 0) return only;
  for (const root of roots) {
    const importers = await listImporterDirs(disk, { root: root.dir, globs: root.pnpmPackages ?? [] });
    if (root.dir === cwd || importers.some((importer) => importer === cwd || isBelow(importer, cwd))) return root;
  }
  throw severalSubspaces(dir, roots);
}

/** The same root with what says that it is Rush's, where it is. */
export function markRushRoot(disk: Disk, root: RootFiles): RootFiles {
  const above = [dirname(dirname(root.dir)), dirname(dirname(dirname(root.dir)))];
  const rushDir = above.find(
    (dir) => isInTemp(dir, root.dir) && root.pnpmPackages !== undefined && disk.list(dir)?.has("rush.json") === true,
  );
  return rushDir === undefined ? root : { ...root, rushDir };
}

function isInTemp(rushDir: string, dir: string): boolean {
  return dir === join(rushDir, RUSH_TEMP) || dirname(dir) === join(rushDir, RUSH_TEMP);
}

async function readRushRoots(disk: Disk, rushDir: string): Promise<readonly RootFiles[]> {
  const temp = join(rushDir, RUSH_TEMP);
  const names = [...(disk.list(temp) ?? [])].filter(([, kind]) => kind === "directory").map(([name]) => name);
  const dirs = [temp, ...names.filter((name) => name !== "node_modules").map((name) => join(temp, name))];
  const roots: RootFiles[] = [];
  for (const dir of dirs.filter((each) => disk.isFile(join(each, "pnpm-workspace.yaml")))) {
    const root = await readRootFiles(disk, dir);
    if (root?.pnpmPackages !== undefined) roots.push({ ...root, rushDir });
  }
  return roots;
}

function notInstalled(rushDir: string): PackError {
  const file = join(rushDir, "rush.json");
  return new PackError(
    "WORKSPACE_NOT_FOUND",
    `${file} defines a monorepo, but there is no ${join(RUSH_TEMP, "pnpm-workspace.yaml")} beside it.`,
    {
      hint: "Run 'rush install', which writes it; lambda-pack packs monorepos of Rush that use workspaces of pnpm.",
      details: { cwd: rushDir, nearest: rushDir },
    },
  );
}

function severalSubspaces(rushDir: string, roots: readonly RootFiles[]): PackError {
  const dirs = roots.map(({ dir }) => dir);
  return new PackError(
    "WORKSPACE_NOT_FOUND",
    `${join(rushDir, "rush.json")} defines a monorepo of several subspaces: ${dirs.join(", ")}.`,
    {
      hint: "Run lambda-pack in the folder of a package, or name one of the subspaces with --cwd.",
      details: { cwd: rushDir, nearest: rushDir },
    },
  );
}
