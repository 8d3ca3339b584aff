import { addFoldersAbove, followPath } from "@lambda-pack/model";
import type { BundlePath } from "@lambda-pack/model";
import type { DirectoryEntry } from "../zip/directory/directory-entry.ts";
import { zipTooLarge } from "../zip/zip-faults.ts";
import { MAX_ENTRIES } from "../zip/zip-limits.ts";

/** What a zip unpacks to. */
export interface ZipTree {
  /** Path → entry. */
  readonly files: ReadonlyMap<string, DirectoryEntry>;
  readonly links: ReadonlyMap<string, LinkEntry>;
  /** Folders that something lies in, the root, which is empty, included. */
  readonly folders: ReadonlySet<string>;
  /** The folder that a path leads to by links that stay in the zip; undefined where there is none. */
  readonly realFolder: (path: string) => BundlePath | undefined;
}

export interface LinkEntry extends DirectoryEntry {
  /** As written. */
  readonly target: string;
}

/** The tree of these entries. `readTarget` gives the text of a link. */
export function zipTree(
  entries: readonly DirectoryEntry[],
  { label, readTarget }: { readonly label: string; readonly readTarget: (link: DirectoryEntry) => string },
): ZipTree {
  const files = new Map<string, DirectoryEntry>();
  const links = new Map<string, LinkEntry>();
  const folders = new Set<string>([""]);
  for (const entry of entries) {
    if (entry.kind === "directory") continue;
    if (entry.kind === "file") files.set(entry.path, entry);
    else links.set(entry.path, { ...entry, target: readTarget(entry) });
    addFoldersAbove(entry.path, folders);
    if (folders.size > MAX_ENTRIES) throw zipTooLarge(label, `it has more than ${MAX_ENTRIES} folders`);
  }
  const tree = { files, folders, linkAt: (path: string) => links.get(path)?.target };
  const realFolder = (path: string): BundlePath | undefined => {
    const end = followPath(path, tree);
    return end.kind === "directory" ? (end.path as BundlePath) : undefined;
  };
  return { files, links, folders, realFolder };
}
