import { addFoldersAbove, followPath, TASK_ROOT } from "@lambda-pack/model";
import type { BundleEntry, Destination } from "@lambda-pack/model";

/** Answers where a path leads, links followed as Linux does. It may hold `..`, and is absolute or begins at the bundle's root. */
export type BundlePaths = (path: string) => Destination;

export function openBundlePaths(entries: readonly BundleEntry[]): BundlePaths {
  const files = new Set<string>();
  const links = new Map<string, string>();
  const folders = new Set<string>([""]);
  for (const entry of entries) {
    if (entry.kind === "link") links.set(entry.path, entry.target);
    else files.add(entry.path);
    addFoldersAbove(entry.path, folders);
  }
  const tree = { files, folders, linkAt: (path: string) => links.get(path), rootPath: TASK_ROOT };
  return (path) => followPath(path, tree);
}
