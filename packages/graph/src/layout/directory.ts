import { nodeModulesPath } from "@lambda-pack/model";
import type { BundlePath, Instance, InstanceId, Placement } from "@lambda-pack/model";

/** A directory of an instance in the layout that is being planned: what lies in its `node_modules`, and what has been looked for there. */
export interface Directory {
  readonly path: BundlePath;
  readonly parent: Directory | undefined;
  readonly instance: Instance;
  readonly entries: Map<string, InstanceId>;
  /** Names that a settled look-up did not find here, and what it found higher up; another one placed here would shadow it. */
  readonly passed: Map<string, InstanceId>;
}

/** Stands for a package that travels inside of its owner's folder: it hides what lies higher, and is no instance. */
export const bundledName = Symbol("bundled");

export function newDirectory({ instance, parent, name = "" }: NewDirectory): Directory {
  const path = (parent === undefined ? "" : nodeModulesPath(parent.path, name)) as BundlePath;
  return { path, parent, instance, entries: new Map(), passed: new Map() };
}

interface NewDirectory {
  readonly instance: Instance;
  readonly parent?: Directory;
  readonly name?: string;
}

/** The directory itself, then each one that holds it, up to the root: the order of Node's look-up. */
export function* directoriesAbove(from: Directory): Generator<Directory> {
  for (let directory: Directory | undefined = from; directory !== undefined; directory = directory.parent)
    yield directory;
}

/** What Node finds of that name in the directory's own `node_modules`. */
export function instanceAt(
  { entries, instance }: Directory,
  name: string,
): InstanceId | typeof bundledName | undefined {
  return entries.get(name) ?? (instance.bundledNames.includes(name) ? bundledName : undefined);
}

/** Names of the siblings that should lie beside the instance in the directory's `node_modules`, and do not. */
export function missingSiblings({ entries }: Directory, { edges }: Instance): readonly string[] {
  return edges.filter(({ name, to, beside }) => beside === true && entries.get(name) !== to).map(({ name }) => name);
}

/** The directory as the layout says it. */
export function placementOf({ path, instance, parent }: Directory): Placement {
  const copy = { kind: "copy", path, instance: instance.id } as const;
  // Nothing lies beside the target, and its edges know no siblings.
  const apart = parent === undefined ? [] : missingSiblings(parent, instance);
  return apart.length === 0 ? copy : { ...copy, apart };
}
