import { byCodeUnit } from "@lambda-pack/model";
import type { Bundle, BundlePackage } from "@lambda-pack/model";
import { shownPlace } from "../bundle-facts.ts";
import { packageLinks } from "../package-links.ts";
import type { ComparedPackage, PackageChange, PackageDifference } from "./bundle-difference.ts";
import { byVersion } from "./by-version.ts";
import { copyComparer } from "./copy-comparer.ts";
import type { CopyComparer } from "./copy-comparer.ts";
import { pairPackages } from "./pair-packages.ts";
import type { PackagePair } from "./pair-packages.ts";
import type { Sides } from "./side.ts";

/**
 * The packages that two bundles do not have alike: added, removed, or one that stands for another. What is packed itself comes
 * first, the others are ordered by name, then version.
 */
export async function comparePackages(sides: Sides): Promise<readonly PackageDifference[]> {
  const [a, b] = sides;
  const { pairs, removed, added } = pairPackages(a.bundle, b.bundle);
  const [before, after] = [describer(a.bundle), describer(b.bundle)];
  const differences: PackageDifference[] = [
    ...removed.map((one) => ({ kind: "removed" as const, before: before(one) })),
    ...added.map((one) => ({ kind: "added" as const, after: after(one) })),
  ];
  const areCopiesEqual = copyComparer(sides);
  for (const pair of pairs) {
    const compared = [before(pair[0]), after(pair[1])] as const;
    const changes = await changesOf(pair, compared, areCopiesEqual);
    if (changes.length > 0) differences.push({ kind: "changed", before: compared[0], after: compared[1], changes });
  }
  const isTarget = (one: PackageDifference) => one.kind === "changed" && one.before.id === a.bundle.target;
  return differences.toSorted((one, other) => Number(isTarget(other)) - Number(isTarget(one)) || byPackage(one, other));
}

async function changesOf(
  pair: PackagePair,
  [before, after]: readonly [ComparedPackage, ComparedPackage],
  areCopiesEqual: CopyComparer,
): Promise<PackageChange[]> {
  const changes: PackageChange[] = [];
  if (before.name !== after.name) changes.push("name");
  if (before.version !== after.version) changes.push("version");
  const isSame = changes.length === 0;
  const isInPlace = isSameList(before.paths, after.paths) && isSameList(before.links, after.links);
  if (!isInPlace) changes.push("place");
  if (isSame && !(await isSameContent(pair, areCopiesEqual))) changes.push("content");
  return changes;
}

/** Copies at a place in common are compared there; a package that has moved altogether has its first copies compared. */
async function isSameContent([before, after]: PackagePair, areCopiesEqual: CopyComparer): Promise<boolean> {
  const places = new Set(after.paths);
  const shared = before.paths.filter((path) => places.has(path));
  for (const path of shared) {
    if (!(await areCopiesEqual(path, path))) return false;
  }
  const [first] = before.paths;
  const [other] = after.paths;
  return shared.length > 0 || first === undefined || other === undefined || areCopiesEqual(first, other);
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

function describer(bundle: Bundle): (one: BundlePackage) => ComparedPackage {
  const links = packageLinks(bundle);
  return ({ id, name, version, paths, files, bytes }) => ({
    id,
    name,
    version,
    paths: paths.map(shownPlace),
    links: links.get(id) ?? [],
    files: files * paths.length,
    bytes: bytes * paths.length,
  });
}

/** By the package that is there now, else by the one that was. */
function byPackage(one: PackageDifference, other: PackageDifference): number {
  const a = packageOf(one);
  const b = packageOf(other);
  return byCodeUnit(a.name, b.name) || byVersion(a.version, b.version) || byCodeUnit(a.id, b.id);
}

function packageOf(difference: PackageDifference): ComparedPackage {
  return difference.kind === "removed" ? difference.before : difference.after;
}
