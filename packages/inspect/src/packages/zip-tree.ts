import type { BundlePath } from "@lambda-pack/model";
import type { DirectoryEntry } from "../zip/directory-entry.ts";
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

/** As Linux: more links than that lead in a circle. */
const MAX_LINKS = 40;

/** The tree of these entries. `readTarget` gives the text of a link. */
export function zipTree(
  entries: readonly DirectoryEntry[],
  { label, readTarget }: { readonly label: string; readonly readTarget: (link: DirectoryEntry) => string },
): ZipTree {
  const files = new Map<string, DirectoryEntry>();
  const links = new Map<string, LinkEntry>();
  const folders = new Set([""]);
  for (const entry of entries) {
    if (entry.kind === "directory") continue;
    if (entry.kind === "file") files.set(entry.path, entry);
    else links.set(entry.path, { ...entry, target: readTarget(entry) });
    for (let folder = parentOf(entry.path); !folders.has(folder); folder = parentOf(folder)) folders.add(folder);
    if (folders.size > MAX_ENTRIES) throw zipTooLarge(label, `it has more than ${MAX_ENTRIES} folders`);
  }
  return { files, links, folders, realFolder: (path) => followLinks(path, { links, folders }) };
}

/** The folder that a path lies in; empty at the top, and of the top. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

/** A path below a folder, which may be the top. */
export function below(folder: string, path: string): string {
  return folder === "" ? path : `${folder}/${path}`;
}

function followLinks(path: string, { links, folders }: Pick<ZipTree, "links" | "folders">): BundlePath | undefined {
  if (links.size === 0) return folders.has(path) ? (path as BundlePath) : undefined;
  const rest = segmentsOf(path).toReversed();
  let real = "";
  let followed = 0;
  for (let segment = rest.pop(); segment !== undefined; segment = rest.pop()) {
    if (segment === "..") {
      if (real === "") return undefined;
      real = parentOf(real);
      continue;
    }
    const next = below(real, segment);
    const link = links.get(next);
    if (link === undefined) {
      if (!folders.has(next)) return undefined;
      real = next;
    } else {
      if (link.target.startsWith("/") || followed++ === MAX_LINKS) return undefined;
      rest.push(...segmentsOf(link.target).toReversed());
    }
  }
  return real as BundlePath;
}

function segmentsOf(path: string): readonly string[] {
  return path.split("/").filter((segment) => segment !== "" && segment !== ".");
}
