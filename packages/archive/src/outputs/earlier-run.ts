import { join } from "node:path";

import { isAbsent } from "@lambda-pack/model";

import type { FileSystem } from "../disk/file-system.ts";
import { wayInside } from "../disk/way-inside.ts";
import { STAGED_SECONDS } from "../threads/stage-file.mjs";

/** The modification time of every staged file, and of no other file that anybody has. */
export const stagedTime = new Date(STAGED_SECONDS * 1000);

/** `<root>/.lambda-pack`, where outputs go unless they are wanted elsewhere. */
export function outputRoot(root: string): string {
  return join(root, ".lambda-pack");
}

/**
 * Whether a directory was made by an earlier run: it lies in the output root, or its package.json has the staged time. The
 * directory of a scope in the output root is none: it holds the outputs of several packages.
 */
export async function isOfEarlierRun(dir: string, { root, prefix, fs }: EarlierRunOptions): Promise<boolean> {
  const way = wayInside(outputRoot(root), dir) ?? "";
  if (way !== "" && !/^@[^/]*$/u.test(way)) return true;
  for (const place of new Set([join(dir, prefix), dir])) {
    if (await hasStagedTime(join(place, "package.json"), fs)) return true;
  }
  return false;
}

interface EarlierRunOptions {
  readonly root: string;
  readonly prefix: string;
  readonly fs: FileSystem;
}

async function hasStagedTime(file: string, fs: FileSystem): Promise<boolean> {
  try {
    return (await fs.lstat(file)).mtimeMs === stagedTime.getTime();
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}
