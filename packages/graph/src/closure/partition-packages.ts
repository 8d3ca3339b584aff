// How duplicates are found:
// 1. Packages of equal name, version and content start in one class.
// 2. Members of a class part when an edge of the same name leads them to different classes. The largest part stays, every
//    other one becomes a class of its own.
// 3. Classes of packages that depend on one that left are looked at again, until none leaves any more.
// What is left is the greatest equivalence, in whatever order the classes are looked at. A package that leaves lands in a
// class of at most half the size, so it leaves only a few times, however long a chain of duplicates is.

import type { PackageId, SelectedPackage, Selection } from "@lambda-pack/model";
import { atKey } from "./at-key.ts";
import { findDuplicates } from "./find-duplicates.ts";

/** Packages that cannot be told apart, in the order of the selection. */
export type EqualPackages = readonly [SelectedPackage, ...SelectedPackage[]];

interface PackageClass {
  readonly number: number;
  members: EqualPackages;
}

/** For every selected package all that equal it, itself included. Equal packages share one list. */
export function partitionPackages(
  selection: Selection,
  digests: ReadonlyMap<PackageId, string>,
): ReadonlyMap<PackageId, EqualPackages> {
  const classOf = initialClasses(selection, digests);
  const dependents = findDependents(selection, (id) => atKey(classOf, id).members.length > 1);
  const edgesKey = ({ edges }: SelectedPackage) =>
    JSON.stringify(edges.map(({ name, to }) => [name, atKey(classOf, to).number]));

  const unsettled = new Set(classOf.values());
  let count = unsettled.size;
  // A Set also visits what is added while it is walked, even what has been visited and taken out before.
  for (const parting of unsettled) {
    unsettled.delete(parting);
    if (parting.members.length === 1) continue;
    const [staying, ...leaving] = groupBy(parting.members, edgesKey).toSorted((a, b) => b.length - a.length);
    if (staying === undefined || leaving.length === 0) continue;
    parting.members = staying;
    for (const members of leaving) setClass(classOf, { number: count++, members });
    for (const { installed } of leaving.flat()) {
      for (const dependent of dependents.get(installed.id) ?? []) unsettled.add(atKey(classOf, dependent));
    }
  }
  return new Map([...classOf].map(([id, { members }]) => [id, members]));
}

/** By name, version and, where these do not suffice, content. */
function initialClasses(selection: Selection, digests: ReadonlyMap<PackageId, string>): Map<PackageId, PackageClass> {
  const duplicates = new Set(findDuplicates(selection));
  const contentKey = ({ installed: { id, name, version } }: SelectedPackage) =>
    JSON.stringify(duplicates.has(id) ? [name, version, atKey(digests, id)] : [name, version]);
  const classOf = new Map<PackageId, PackageClass>();
  for (const [number, members] of groupBy(selection.packages.values(), contentKey).entries()) {
    setClass(classOf, { number, members });
  }
  return classOf;
}

function setClass(classOf: Map<PackageId, PackageClass>, packageClass: PackageClass): void {
  for (const { installed } of packageClass.members) classOf.set(installed.id, packageClass);
}

/** Of those packages that may leave their classes: the others' dependents need not be looked at again. */
function findDependents(
  { packages }: Selection,
  mayLeave: (id: PackageId) => boolean,
): ReadonlyMap<PackageId, readonly PackageId[]> {
  const dependents = new Map<PackageId, PackageId[]>();
  for (const [id, { edges }] of packages) {
    for (const { to } of edges) {
      if (!mayLeave(to)) continue;
      const known = dependents.get(to);
      if (known === undefined) dependents.set(to, [id]);
      else known.push(id);
    }
  }
  return dependents;
}

function groupBy(members: Iterable<SelectedPackage>, keyOf: (member: SelectedPackage) => string): EqualPackages[] {
  const groups = new Map<string, [SelectedPackage, ...SelectedPackage[]]>();
  for (const member of members) {
    const key = keyOf(member);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [member]);
    else group.push(member);
  }
  return [...groups.values()];
}
