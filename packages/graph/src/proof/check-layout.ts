import { foldedName } from "@lambda-pack/model";
import type { BundlePath, Closure, InstanceId, Layout, LayoutFault, Placement } from "@lambda-pack/model";

const rootPath = "" as BundlePath;

/**
 * Walks every edge of every directory the way Node will, links followed, and looks whether every placement can be written where
 * it stands. An empty answer is the layout's whole contract; it runs in every pack: each edge leads to its instance, and each
 * instance has one directory, so that it is one module for all; a layout without links may have copies instead. A fault without a
 * name is about the placement itself. A sibling (`beside`) must lie in the same `node_modules`, unless the placement says that
 * it is apart. Names that differ only by case or normal form share a `node_modules` only where its owner requires both.
 */
export function checkLayout(closure: Closure, layout: Layout): readonly LayoutFault[] {
  const proof = { closure, layout, homes: findHomes(layout) };
  const root = copyAt(layout, rootPath);
  const faults: LayoutFault[] =
    root === closure.target ? [] : [{ at: rootPath, name: "", expected: closure.target, found: root }];
  for (const placement of layout.placements.values()) {
    faults.push(...checkPlacement(proof, placement));
    // Node looks up from a link's real path, so the edges of what it leads to are those of the directory there.
    if (placement.kind === "copy") faults.push(...checkEdges(proof, placement));
  }
  return [...faults, ...checkNames(proof)];
}

interface Proof {
  readonly closure: Closure;
  readonly layout: Layout;
  /** Of each instance the one directory that it may have. */
  readonly homes: ReadonlyMap<InstanceId, BundlePath>;
}

function checkPlacement(proof: Proof, placement: Placement): readonly LayoutFault[] {
  const { closure, layout } = proof;
  const { path: at, instance: expected } = placement;
  const faults: LayoutFault[] = [];
  if (!isWritable(closure, layout, placement)) faults.push({ at, name: "", expected, found: undefined });
  const found = copyAt(layout, directoryOf(placement));
  if (found !== expected || !leadsHome(proof, placement)) faults.push({ at, name: "", expected, found });
  return faults;
}

function checkEdges(proof: Proof, from: Extract<Placement, { kind: "copy" }>): readonly LayoutFault[] {
  const { closure, layout } = proof;
  const { path: at, apart = [] } = from;
  return (closure.instances.get(from.instance)?.edges ?? []).flatMap(({ name, to, beside }): readonly LayoutFault[] => {
    const placement = lookUp(closure, layout, { at, name });
    const found = placement && copyAt(layout, directoryOf(placement));
    if (placement?.instance !== to || found !== to || !leadsHome(proof, placement)) {
      return [{ at, name, expected: to, found }];
    }
    if (beside !== true || apart.includes(name)) return [];
    const sibling = layout.placements.get(nodeModulesPath(parentDirectory(at), name))?.instance;
    return sibling === to ? [] : [{ at, name, expected: to, found: sibling }];
  });
}

/** What lies where something lies already, for file systems that ignore case or normal form, and could lie elsewhere. */
function checkNames({ closure, layout }: Proof): readonly LayoutFault[] {
  const siblings = new Set<string>();
  for (const { edges } of closure.instances.values()) {
    for (const { beside, name } of edges) if (beside === true) siblings.add(name);
  }
  const taken = new Map<string, BundlePath>();
  return [...layout.placements.values()].flatMap(({ path: at, instance }): readonly LayoutFault[] => {
    if (at === rootPath) return [];
    const dir = parentDirectory(at);
    const start = nodeModulesPath(dir, "");
    const key = start + foldedName(at.slice(start.length));
    const earlier = taken.get(key);
    taken.set(key, at);
    if (earlier === undefined) return [];
    const owner = copyAt(layout, dir);
    const edges = (owner !== undefined && closure.instances.get(owner)?.edges) || [];
    const isNeeded = (path: BundlePath) => {
      const name = path.slice(start.length);
      return siblings.has(name) || edges.some((edge) => edge.name === name);
    };
    return isNeeded(earlier) && isNeeded(at) ? [] : [{ at, name: "", expected: instance, found: undefined }];
  });
}

function findHomes({ placements }: Layout): ReadonlyMap<InstanceId, BundlePath> {
  const homes = new Map<InstanceId, BundlePath>();
  for (const { kind, path, instance } of placements.values()) {
    if (kind === "copy" && !homes.has(instance)) homes.set(instance, path);
  }
  return homes;
}

/** Whether it is the one directory of its instance, or a link to it; without links, whether it is none. */
function leadsHome({ layout, homes }: Proof, placement: Placement): boolean {
  if (layout.links === "never") return placement.kind === "copy";
  return directoryOf(placement) === homes.get(placement.instance);
}

/** Where Node finds itself when it follows the placement. */
function directoryOf(placement: Placement): BundlePath {
  return placement.kind === "link" ? placement.target : placement.path;
}

/** Whether it lies in the `node_modules` of a copy, not of a link, and on nothing that the copy brings in its own folder. */
function isWritable(closure: Closure, layout: Layout, { path, instance }: Placement): boolean {
  if (!closure.instances.has(instance)) return false;
  if (path === rootPath) return true;
  const dir = parentDirectory(path);
  const owner = copyAt(layout, dir);
  const name = path.slice(nodeModulesPath(dir, "").length);
  return owner !== undefined && name !== "" && !closure.instances.get(owner)?.bundledNames.includes(name);
}

interface LookUp {
  readonly at: BundlePath;
  readonly name: string;
}

/**
 * Node's look-up (Node.js documentation, "Loading from node_modules folders"): this directory's `node_modules`, then that of
 * each directory above. A name that the directory's package carries in its own folder is found there and is no instance.
 */
export function lookUp(closure: Closure, layout: Layout, { at, name }: LookUp): Placement | undefined {
  for (let dir = at; ; dir = parentDirectory(dir)) {
    const found = layout.placements.get(nodeModulesPath(dir, name));
    if (found !== undefined) return found;
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

/** The planner has the same of its own: what proves its work shares no code with it. */
function nodeModulesPath(dir: BundlePath, name: string): BundlePath {
  return (dir === "" ? `node_modules/${name}` : `${dir}/node_modules/${name}`) as BundlePath;
}

function copyAt({ placements }: Layout, path: BundlePath): InstanceId | undefined {
  const placement = placements.get(path);
  return placement?.kind === "copy" ? placement.instance : undefined;
}
