import type { BundlePath, Closure, InstanceId, Layout, LayoutFault } from "@lambda-pack/model";

/** Walks every edge of every copy the way Node will. An empty answer is the layout's whole contract; it runs in every pack. */
export function checkLayout(closure: Closure, layout: Layout): readonly LayoutFault[] {
  const faults: LayoutFault[] = [];
  for (const { kind, path, instance, ...placement } of layout.placements.values()) {
    if (kind === "link") {
      // Node looks up from a link's real path, so the edges of what it leads to are those of the copy there.
      const found = "target" in placement ? copyAt(layout, placement.target) : undefined;
      if (found !== instance) faults.push({ at: path, name: "", expected: instance, found });
      continue;
    }
    for (const { name, to } of closure.instances.get(instance)?.edges ?? []) {
      const found = resolveFrom(closure, layout, { at: path, name });
      if (found !== to) faults.push({ at: path, name, expected: to, found });
    }
  }
  if (copyAt(layout, "" as BundlePath) !== closure.target) {
    faults.push({ at: "" as BundlePath, name: "", expected: closure.target, found: copyAt(layout, "" as BundlePath) });
  }
  return faults;
}

export interface LookUp {
  readonly at: BundlePath;
  readonly name: string;
}

/**
 * Node's look-up (Node.js documentation, "Loading from node_modules folders"): this directory's `node_modules`, then that of
 * each directory above. A name that the directory's package carries in its own folder is found there and is no instance.
 */
export function resolveFrom(closure: Closure, layout: Layout, { at, name }: LookUp): InstanceId | undefined {
  for (let dir = at; ; dir = parentDirectory(dir)) {
    const path = dir === "" ? `node_modules/${name}` : `${dir}/node_modules/${name}`;
    const found = layout.placements.get(path as BundlePath);
    if (found !== undefined) return found.instance;
    const owner = copyAt(layout, dir);
    const bundled = owner !== undefined && closure.instances.get(owner)?.bundledNames.includes(name);
    if (dir === "" || bundled) return undefined;
  }
}

/** `node_modules/a/node_modules/@s/b` → `node_modules/a` → the root. */
function parentDirectory(dir: BundlePath): BundlePath {
  const end = dir.lastIndexOf("/node_modules/");
  return (end === -1 ? "" : dir.slice(0, end)) as BundlePath;
}

function copyAt({ placements }: Layout, path: BundlePath): InstanceId | undefined {
  const placement = placements.get(path);
  return placement?.kind === "copy" ? placement.instance : undefined;
}
