import type { BundlePath, Closure, InstanceId, Layout, LayoutFault, Placement } from "@lambda-pack/model";

const rootPath = "" as BundlePath;

/**
 * Walks every edge of every copy the way Node will, and looks whether every placement can be written where it stands. An
 * empty answer is the layout's whole contract; it runs in every pack. A fault without a name is about the placement itself.
 * A sibling (`beside`) must lie in the same `node_modules`, unless the placement says that it is apart.
 */
export function checkLayout(closure: Closure, layout: Layout): readonly LayoutFault[] {
  const root = copyAt(layout, rootPath);
  const faults: LayoutFault[] =
    root === closure.target ? [] : [{ at: rootPath, name: "", expected: closure.target, found: root }];
  for (const placement of layout.placements.values()) {
    const { path: at, instance: expected } = placement;
    if (!isWritable(closure, layout, placement)) faults.push({ at, name: "", expected, found: undefined });
    if (placement.kind === "link") {
      // Node looks up from a link's real path, so the edges of what it leads to are those of the copy there.
      const found = copyAt(layout, placement.target);
      if (found !== expected) faults.push({ at, name: "", expected, found });
      continue;
    }
    for (const { name, to, beside } of closure.instances.get(expected)?.edges ?? []) {
      const found = resolveFrom(closure, layout, { at, name });
      if (found !== to) faults.push({ at, name, expected: to, found });
      else if (beside === true && placement.apart?.includes(name) !== true) {
        const sibling = layout.placements.get(nodeModulesPath(parentDirectory(at), name))?.instance;
        if (sibling !== to) faults.push({ at, name, expected: to, found: sibling });
      }
    }
  }
  return faults;
}

/** Whether it lies in the `node_modules` of a copy, not of a link, and on nothing that the copy has in its own folder. */
function isWritable(closure: Closure, layout: Layout, { path, instance }: Placement): boolean {
  if (!closure.instances.has(instance)) return false;
  if (path === rootPath) return true;
  const dir = parentDirectory(path);
  const owner = copyAt(layout, dir);
  const name = path.slice(nodeModulesPath(dir, "").length);
  return owner !== undefined && name !== "" && !closure.instances.get(owner)?.bundledNames.includes(name);
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
    const found = layout.placements.get(nodeModulesPath(dir, name));
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

/** The planner takes it from `model`: what proves its work shares no code with it. */
function nodeModulesPath(dir: BundlePath, name: string): BundlePath {
  return (dir === "" ? `node_modules/${name}` : `${dir}/node_modules/${name}`) as BundlePath;
}

function copyAt({ placements }: Layout, path: BundlePath): InstanceId | undefined {
  const placement = placements.get(path);
  return placement?.kind === "copy" ? placement.instance : undefined;
}
