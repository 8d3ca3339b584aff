import { byCodeUnit, parentOf } from "@lambda-pack/model";
import type { BundleEntry, BundlePath } from "@lambda-pack/model";
import { ownerOf } from "./find-packages.ts";
import type { ZipTree } from "./zip-tree.ts";

/** Files and links with the copy that each belongs to, the nearest one around it, ordered by path. */
export function placeEntries(
  { files, links }: ZipTree,
  copies: ReadonlySet<string>,
  root: BundlePath,
): readonly BundleEntry[] {
  const owners = new Map<string, BundlePath>();
  const placeOf = (path: string): BundlePath => {
    const folder = parentOf(path);
    const known = owners.get(folder);
    if (known !== undefined) return known;
    const owner = (ownerOf(folder, copies) ?? root) as BundlePath;
    owners.set(folder, owner);
    return owner;
  };
  const entries: BundleEntry[] = [];
  for (const { path, mode, size, zipped } of files.values()) {
    entries.push({ kind: "file", path, mode, size, place: placeOf(path), zipped });
  }
  for (const { path, target, zipped } of links.values()) {
    entries.push({ kind: "link", path, target, place: placeOf(path), zipped });
  }
  return entries.toSorted((a, b) => byCodeUnit(a.path, b.path));
}
