import { byCodeUnit, packageLabel } from "@lambda-pack/model";
import type { InstanceId } from "@lambda-pack/model";
import type { EqualCopies } from "./merge-copies.ts";
import type { ZipPackage } from "./zip-package.ts";

export interface Merged {
  readonly root: string;
  readonly byDir: ReadonlyMap<string, ZipPackage>;
  readonly equals: ReadonlyMap<string, EqualCopies>;
}

/**
 * `name@version`; further ones of the same name and version are numbered from 2 in the order in which a walk from the target
 * meets them, breadth first and by names, as in a planned bundle; extraneous ones follow in the order of their paths.
 */
export function instanceIds({ root, byDir, equals }: Merged): ReadonlyMap<EqualCopies, InstanceId> {
  const labelOf = ([{ dir }]: EqualCopies): string => {
    const found = byDir.get(dir);
    if (found === undefined) throw new Error(`No package lies at ${dir}`);
    return packageLabel(found);
  };
  const labels = new Set([...equals.values()].map(labelOf));
  const ids = new Map<EqualCopies, InstanceId>();
  const given = new Set<string>();
  for (const members of inOrder(root, equals)) {
    const label = labelOf(members);
    let id = label;
    // A version is any text, so another package may have the numbered id as its own label.
    for (let number = 2; given.has(id) || (id !== label && labels.has(id)); number++) id = `${label}#${number}`;
    given.add(id);
    ids.set(members, id as InstanceId);
  }
  return ids;
}

function inOrder(root: string, equals: ReadonlyMap<string, EqualCopies>): ReadonlySet<EqualCopies> {
  const met = new Set<EqualCopies>();
  const meet = (dir: string): void => {
    const members = equals.get(dir);
    if (members !== undefined) met.add(members);
  };
  meet(root);
  // A Set also visits what is added while it is walked, so this loop is the whole walk.
  for (const [{ edges }] of met) for (const { to } of edges) meet(to);
  for (const dir of [...equals.keys()].toSorted(byCodeUnit)) meet(dir);
  return met;
}
