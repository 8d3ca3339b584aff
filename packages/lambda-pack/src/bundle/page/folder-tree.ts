import { defined, parentOf } from "@lambda-pack/model";
import type { Bundle, BundleEntry } from "@lambda-pack/model";
import type { PageFolder } from "@lambda-pack/report-page";

/** A trimmed bundle as it would be whole, and which sum of the trim a file that was left out belongs to. */
export interface LeftOut {
  readonly whole: Bundle;
  readonly sumOf: (path: string) => number | undefined;
}

/** The files and links of a bundle by folders, each name once; folders in the order of their first file, left out or not. */
export function folderTree({ entries, packages, origin }: Bundle, leftOut?: LeftOut): PageFolder {
  const indexes = new Map([...packages.keys()].map((id, index) => [id, index]));
  const copies = new Map<string, number>();
  for (const { id, paths } of packages.values()) {
    for (const path of paths) copies.set(path, indexes.get(id) ?? 0);
  }
  const root = emptyFolder("", copies.get(""), origin);
  const folders = new Map([["", root]]);
  const folderAt = (path: string): FolderDraft => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const made = emptyFolder(path.slice(path.lastIndexOf("/") + 1), copies.get(path), origin);
    folderAt(parentOf(path)).folders.push(made);
    folders.set(path, made);
    return made;
  };
  for (const entry of leftOut?.whole.entries ?? entries) {
    const folder = folderAt(parentOf(entry.path));
    const sum = leftOut?.sumOf(entry.path);
    if (sum === undefined) add(folder, entry);
    else addLeft(folder, entry, sum);
  }
  return root;
}

interface FolderDraft extends PageFolder {
  readonly folders: FolderDraft[];
  readonly files: string[];
  readonly sizes: number[];
  readonly zipped?: number[];
  left?: { readonly files: string[]; readonly sizes: number[]; readonly reasons: number[] };
}

function emptyFolder(name: string, found: number | undefined, origin: Bundle["origin"]): FolderDraft {
  return {
    name,
    ...defined({ package: found }),
    folders: [],
    files: [],
    sizes: [],
    ...(origin === "zip" ? { zipped: [] } : {}),
  };
}

/** The content of a link is where it leads, which is not counted as bytes of the bundle, but is in the zip. */
function add({ files, sizes, zipped }: FolderDraft, entry: BundleEntry): void {
  files.push(nameOf(entry));
  sizes.push(entry.kind === "file" ? entry.size : 0);
  zipped?.push(entry.zipped?.bytes ?? 0);
}

function addLeft(folder: FolderDraft, entry: BundleEntry, sum: number): void {
  folder.left ??= { files: [], sizes: [], reasons: [] };
  folder.left.files.push(nameOf(entry));
  folder.left.sizes.push(entry.kind === "file" ? entry.size : 0);
  folder.left.reasons.push(sum);
}

function nameOf({ path }: BundleEntry): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
