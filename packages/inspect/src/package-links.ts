import type { Bundle, BundleEntry, BundlePath, InstanceId } from "@lambda-pack/model";

/** Of each package that has some, the paths of links to its directories, ordered: places at which it is found without lying there. */
export function packageLinks({ places, packages }: Bundle): ReadonlyMap<InstanceId, readonly BundlePath[]> {
  const directories = new Set([...packages.values()].flatMap(({ paths }) => paths));
  const links = new Map<InstanceId, BundlePath[]>();
  for (const [path, id] of places) {
    if (directories.has(path)) continue;
    const known = links.get(id);
    if (known === undefined) links.set(id, [path]);
    else known.push(path);
  }
  return links;
}

/** The package that a link in a `node_modules` leads to; undefined of files, and of links that are content of a package. */
export function linkedPackage(entry: BundleEntry, { places }: Bundle): InstanceId | undefined {
  return entry.kind === "link" ? places.get(entry.path as BundlePath) : undefined;
}
