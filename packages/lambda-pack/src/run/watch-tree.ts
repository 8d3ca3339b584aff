import { lstatSync, readdirSync, watch } from "node:fs";
import type { FSWatcher } from "node:fs";
import { join, sep } from "node:path";
import { systemCode } from "@lambda-pack/model";

export interface TreeWatchOptions {
  /** Whether nothing at or below an absolute path matters. */
  readonly isIgnored: (path: string) => boolean;
  readonly onChange: () => void;
  /** Called when a directory cannot be watched, since the system limits how many can be. */
  readonly onFailed: (directory: string, error: unknown) => void;
  readonly watch?: typeof watch;
}

/**
 * Watches a directory with all that is below it, now and later, until what it returns is called. One watcher for each directory: the
 * recursive one of Node.js watches node_modules and every file too on Linux, and misses directories that are made later.
 */
export function watchTree(root: string, options: TreeWatchOptions): () => void {
  const tree: Tree = { options, watchers: new Map() };
  add(root, tree);
  return () => forget(root, tree);
}

interface Tree {
  readonly options: TreeWatchOptions;
  /** By absolute path of the directory. */
  readonly watchers: Map<string, FSWatcher>;
}

function add(directory: string, tree: Tree): void {
  const { options, watchers } = tree;
  try {
    const watcher = (options.watch ?? watch)(directory, (event, name) => changed(name, { event, directory, tree }));
    // This is how some systems report that it has been removed.
    watcher.on("error", () => forget(directory, tree));
    watchers.set(directory, watcher);
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name);
      if (entry.isDirectory() && !options.isIgnored(path)) add(path, tree);
    }
  } catch (error) {
    // What is gone again has been reported as a change of the directory above.
    if (!isGone(error)) options.onFailed(directory, error);
  }
}

interface Change {
  readonly event: string;
  readonly directory: string;
  readonly tree: Tree;
}

function changed(name: string | null, { event, directory, tree }: Change): void {
  const path = join(directory, name ?? "");
  if (tree.options.isIgnored(path)) return;
  if (event === "rename" && name !== null) {
    // Another one may have taken its place.
    forget(path, tree);
    if (isDirectory(path)) add(path, tree);
  }
  tree.options.onChange();
}

/** A directory and all below it. */
function forget(directory: string, { watchers }: Tree): void {
  for (const [path, watcher] of watchers) {
    if (path !== directory && !path.startsWith(directory + sep)) continue;
    watcher.close();
    watchers.delete(path);
  }
}

function isDirectory(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isGone(error: unknown): boolean {
  const code = systemCode(error);
  return code === "ENOENT" || code === "ENOTDIR";
}
