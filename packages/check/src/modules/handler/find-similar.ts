import { posix } from "node:path";
import { byCodeUnit } from "@lambda-pack/model";
import type { ScanSource } from "@lambda-pack/scan";
import type { ModuleOptions } from "../module-options.ts";

const CODE = /\.(?:[cm]?[jt]sx?)$/u;

/**
 * The file that was most likely meant by a handler's module: first what differs in case or extension alone, then one of that name in
 * another folder, the nearest to the root first; of equals, one that is packed, then JavaScript.
 */
export function findSimilar(
  { opened: { bundle } }: ScanSource,
  base: string,
  options: ModuleOptions,
): { readonly path: string; readonly packed: boolean } | undefined {
  const target = bundle.packages.get(bundle.target);
  const packed = bundle.entries.flatMap(({ path, place }) => (place === bundle.root ? { path, packed: true } : []));
  const known = new Set(packed.map(({ path }) => path));
  const left = target === undefined ? [] : (options.listFiles?.(target) ?? []);
  const candidates = [
    ...packed.map((one) => ({ ...one, inPackage: one.path.slice(bundle.root === "" ? 0 : bundle.root.length + 1) })),
    ...left
      .filter(({ inPackage }) => !known.has(posix.join(bundle.root, inPackage)))
      .map((one) => ({ ...one, packed: false })),
  ].filter(({ path }) => CODE.test(path) && !/\.(?:d\.[cm]?ts|map)$/u.test(path));
  const wanted = base.slice(bundle.root === "" ? 0 : bundle.root.length + 1).toLowerCase();
  const [best] = candidates
    .map((one) => ({ one, distance: distanceOf(one.inPackage.replace(CODE, "").toLowerCase(), wanted) }))
    .filter(({ distance }) => distance < Infinity)
    .toSorted(
      (a, b) =>
        a.distance - b.distance ||
        Number(b.one.packed) - Number(a.one.packed) ||
        Number(/tsx?$/u.test(a.one.path)) - Number(/tsx?$/u.test(b.one.path)) ||
        byCodeUnit(a.one.path, b.one.path),
    );
  return best && { path: best.one.path, packed: best.one.packed };
}

/** 0 for the same path; for the same name elsewhere, by how deep that is. */
function distanceOf(path: string, wanted: string): number {
  if (path === wanted) return 0;
  return posix.basename(path) === posix.basename(wanted) ? 1 + path.split("/").length : Infinity;
}
