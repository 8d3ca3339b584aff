import { foldersAbove, isNodeModules } from "@lambda-pack/model";
import type { Bundle, BundleFile, BundlePackage, BundlePath, InstanceId } from "@lambda-pack/model";
import { isNativeFile } from "../rules/is-native-file.ts";

/** One copy of a package in the bundle. */
export interface PackageCopy {
  readonly place: BundlePath;
  readonly bundlePackage: BundlePackage;
  /** A package of the workspace: it is never trimmed. */
  readonly isOwn: boolean;
  readonly files: readonly BundleFile[];
  /** The first of its files that is native code. */
  readonly native: string | undefined;
}

export interface Packages {
  /** Ordered by place. */
  readonly copies: readonly PackageCopy[];
  readonly ofFile: (path: string) => PackageCopy | undefined;
  /** The copy that a path lies in, whatever is there. */
  readonly at: (path: string) => PackageCopy | undefined;
  readonly ofInstance: (id: InstanceId) => readonly PackageCopy[];
}

export function packagesOf({ entries, places, packages }: Bundle): Packages {
  const files = new Map<BundlePath, BundleFile[]>();
  const placeOf = new Map<string, BundlePath>();
  for (const entry of entries) {
    if (entry.kind !== "file") continue;
    placeOf.set(entry.path, entry.place);
    const list = files.get(entry.place);
    if (list === undefined) files.set(entry.place, [entry]);
    else list.push(entry);
  }
  const copies = new Map<BundlePath, PackageCopy>();
  const instances = new Map<InstanceId, PackageCopy[]>();
  for (const [place, own] of files) {
    const id = places.get(place);
    const bundlePackage = id === undefined ? undefined : packages.get(id);
    if (bundlePackage === undefined) continue;
    const native = own.find(({ path }) => isNativeFile(path))?.path;
    const copy = { place, bundlePackage, isOwn: bundlePackage.importer, files: own, native };
    copies.set(place, copy);
    instances.set(bundlePackage.id, [...(instances.get(bundlePackage.id) ?? []), copy]);
  }
  return {
    copies: [...copies.values()],
    ofFile: (path) => {
      const place = placeOf.get(path);
      return place === undefined ? undefined : copies.get(place);
    },
    at: (path) => {
      for (const folder of foldersAbove(path.replace(/\/$/u, ""))) {
        const copy = copies.get(folder as BundlePath);
        if (copy !== undefined || isNodeModules(folder)) return copy;
      }
      return undefined;
    },
    ofInstance: (id) => instances.get(id) ?? [],
  };
}
