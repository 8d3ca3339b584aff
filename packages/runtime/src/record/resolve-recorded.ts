import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";

export interface ResolvedPath {
  /** The real path from the task root; undefined where nothing is there. */
  readonly path: string | undefined;
  /** The links on the way. */
  readonly links: readonly string[];
  /** Of a tree, its files. */
  readonly files: readonly string[];
}

export interface ResolveOptions {
  /** Absolute and real. */
  readonly taskRoot: string;
  /** All below it is meant. */
  readonly isTree: boolean;
}

/** Where a path that was noted leads. */
export async function resolveRecorded(noted: string, { taskRoot, isTree }: ResolveOptions): Promise<ResolvedPath> {
  const links: string[] = [];
  let at = taskRoot;
  try {
    for (const segment of noted.slice(taskRoot.length + 1).split(sep)) {
      const next = join(at, segment);
      const isLink = (await lstat(next)).isSymbolicLink();
      if (isLink) links.push(relative(taskRoot, next));
      at = isLink ? await realpath(next) : next;
    }
  } catch {
    return { path: undefined, links, files: [] };
  }
  return { path: relative(taskRoot, at), links, files: isTree ? await filesBelow(at, taskRoot) : [] };
}

async function filesBelow(path: string, taskRoot: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [relative(taskRoot, path)];
  const found = await readdir(path, { withFileTypes: true, recursive: true });
  return found
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(taskRoot, join(entry.parentPath, entry.name)));
}
