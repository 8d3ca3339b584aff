import type { BundlePackage } from "@lambda-pack/model";
import type { BinaryTarget } from "./binary-target.ts";

/**
 * Whether the function may well do without a package's native code: all who need the package say that they do without it, or it has
 * a `fallback.js`, as packages that are built by node-gyp-build call the same in JavaScript.
 */
export function isDispensable({ id, paths }: BundlePackage, { bundle }: BinaryTarget): boolean {
  if (id === bundle.target) return false;
  const edges = [...bundle.packages.values()].flatMap((one) => one.edges.filter(({ to }) => to === id));
  if (edges.length > 0 && edges.every(({ optional }) => optional)) return true;
  const fallbacks = new Set(paths.map((path) => `${path}/fallback.js`));
  return bundle.entries.some(({ path }) => fallbacks.has(path));
}
