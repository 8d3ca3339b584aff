import { defined } from "@lambda-pack/model";
import type { Bundle, BundleEntry, BundlePath } from "@lambda-pack/model";

/** A file or link of a package. */
export type ListedEntry = ListedFile | ListedLink;

export interface ListedFile {
  readonly kind: "file";
  /** From the package's directory. */
  readonly path: string;
  /** Bytes, unzipped. */
  readonly size: number;
  /** Bytes in the zip; only of a zip. */
  readonly zippedBytes?: number;
}

export interface ListedLink {
  readonly kind: "link";
  /** From the package's directory. */
  readonly path: string;
  /** As written. */
  readonly target: string;
}

/** What lies in each copy, that of packages below it left out. In the order of the bundle. */
export function listEntries({ entries }: Bundle): ReadonlyMap<BundlePath, readonly ListedEntry[]> {
  const listed = new Map<BundlePath, ListedEntry[]>();
  for (const entry of entries) {
    const known = listed.get(entry.place);
    if (known === undefined) listed.set(entry.place, [listedEntry(entry)]);
    else known.push(listedEntry(entry));
  }
  return listed;
}

/** A file that lies outside of its copy's directory, as above a prefix, keeps its whole path. */
function listedEntry(entry: BundleEntry): ListedEntry {
  const folder = entry.place === "" ? "" : `${entry.place}/`;
  const path = entry.path.startsWith(folder) ? entry.path.slice(folder.length) : entry.path;
  if (entry.kind === "link") return { kind: "link", path, target: entry.target };
  const { size, zipped } = entry;
  return { kind: "file", path, size, ...defined({ zippedBytes: zipped?.bytes }) };
}
