import { defined, parentOf } from "@lambda-pack/model";
import type { Bundle, BundleEntry } from "@lambda-pack/model";
import type { PageFolder } from "@lambda-pack/report-page";

/** The files and links of a bundle by folders, each name once; folders in the order of their first file. */
export function folderTree({ entries, packages, origin }: Bundle): PageFolder {
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
  for (const entry of entries) add(folderAt(parentOf(entry.path)), entry);
  return root;
}

interface FolderDraft extends PageFolder {
  readonly folders: FolderDraft[];
  readonly files: string[];
  readonly sizes: number[];
  readonly zipped?: number[];
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
  files.push(entry.path.slice(entry.path.lastIndexOf("/") + 1));
  sizes.push(entry.kind === "file" ? entry.size : 0);
  zipped?.push(entry.zipped?.bytes ?? 0);
}
