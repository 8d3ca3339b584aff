import { byCodeUnit } from "@lambda-pack/model";
import type { Bundle, BundlePackage, InstanceId } from "@lambda-pack/model";
import { byVersion } from "./by-version.ts";

export interface PackagePairs {
  readonly pairs: readonly PackagePair[];
  /** Packages of the first bundle that none of the second stands for. */
  readonly removed: readonly BundlePackage[];
  /** Packages of the second bundle that none of the first stands for. */
  readonly added: readonly BundlePackage[];
}

export type PackagePair = readonly [before: BundlePackage, after: BundlePackage];

/**
 * Which packages of two bundles stand for each other; the same whichever bundle comes first.
 * 1. The targets do, whatever they are called.
 * 2. Of others only those of one name; as far as there are, those of one version: where several have it, those that have a
 *    place in common, then in their order.
 * 3. What is left of a name, other versions therefore, is paired by a place in common, as an update in place leaves it, then
 *    in the order of versions.
 */
export function pairPackages(a: Bundle, b: Bundle): PackagePairs {
  const left: Left = { before: new Map(a.packages), after: new Map(b.packages) };
  const pairs = [
    ...take(left, a.packages.get(a.target), b.packages.get(b.target)),
    ...pairByPlace(left, [a, b], nameAndVersion),
    ...pairInOrder(left, nameAndVersion),
    ...pairByPlace(left, [a, b], nameOf),
    ...pairInOrder(left, nameOf),
  ];
  return { pairs, removed: [...left.before.values()], added: [...left.after.values()] };
}

/** What is not paired yet. Pairing takes it away. */
interface Left {
  readonly before: Map<InstanceId, BundlePackage>;
  readonly after: Map<InstanceId, BundlePackage>;
}

/** What both of a pair have in common. */
type KeyOf = (one: BundlePackage) => string;

function take(left: Left, before: BundlePackage | undefined, after: BundlePackage | undefined): readonly PackagePair[] {
  if (before === undefined || after === undefined) return [];
  left.before.delete(before.id);
  left.after.delete(after.id);
  return [[before, after]];
}

/** A place has one package in each bundle, so that the order of the bundles makes no difference. */
function pairByPlace(left: Left, [a, b]: readonly [Bundle, Bundle], keyOf: KeyOf): readonly PackagePair[] {
  return [...a.places].flatMap(([place, id]) => {
    const counterpart = b.places.get(place);
    const before = left.before.get(id);
    const after = counterpart === undefined ? undefined : left.after.get(counterpart);
    if (before === undefined || after === undefined || keyOf(before) !== keyOf(after)) return [];
    return take(left, before, after);
  });
}

function pairInOrder(left: Left, keyOf: KeyOf): readonly PackagePair[] {
  const after = groupByKey(left.after.values(), keyOf);
  return [...groupByKey(left.before.values(), keyOf)].flatMap(([key, packages]) => {
    const counterparts = (after.get(key) ?? []).toSorted(byVersionAndId);
    return packages.toSorted(byVersionAndId).flatMap((one, index) => take(left, one, counterparts[index]));
  });
}

function groupByKey(packages: Iterable<BundlePackage>, keyOf: KeyOf): ReadonlyMap<string, readonly BundlePackage[]> {
  const groups = new Map<string, BundlePackage[]>();
  for (const one of packages) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

function byVersionAndId(a: BundlePackage, b: BundlePackage): number {
  return byVersion(a.version, b.version) || byCodeUnit(a.id, b.id);
}

function nameOf({ name }: BundlePackage): string {
  return name;
}

function nameAndVersion({ name, version }: BundlePackage): string {
  return `${name}@${version}`;
}
