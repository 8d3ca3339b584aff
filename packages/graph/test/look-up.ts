import type { BundlePath, Closure, Layout, Placement } from "@lambda-pack/model";

/**
 * Node's look-up, written once more and in another way than in src: all directories that are asked, nearest first, are cut
 * out of the path. The answer is the placement; undefined for a bundled name and for nothing.
 */
export function lookUp(
  { closure, layout }: { closure: Closure; layout: Layout },
  from: BundlePath,
  name: string,
): Placement | undefined {
  const parts = from === "" ? [] : from.split("/node_modules/");
  const dirs = parts.map((_, index) => parts.slice(0, parts.length - index).join("/node_modules/"));
  for (const dir of [...dirs, ""]) {
    const found = layout.placements.get(
      [dir, "node_modules", name].filter((part) => part !== "").join("/") as BundlePath,
    );
    if (found !== undefined) return found;
    const owner = layout.placements.get(dir as BundlePath);
    if (owner !== undefined && closure.instances.get(owner.instance)?.bundledNames.includes(name)) return undefined;
  }
  return undefined;
}
