import { byCodeUnit, declaredEdges, isOptionalPeer, nodeModulesPath } from "@lambda-pack/model";
import type { DeclaredEdge } from "@lambda-pack/model";
import { findDependency } from "./find-dependency.ts";
import type { FoundPackages } from "./find-packages.ts";
import type { ZipPackage } from "./zip-package.ts";

/** Packages that travel inside of another one's folder, as its files: directory → what they belong to. */
export type BundledPackages = ReadonlyMap<string, ZipPackage>;

/**
 * Starts from the bundled names that lie in the owner's own node_modules, and goes on with whatever their dependencies resolve
 * to inside of the owner's folder: what a pack takes as part of the package. What the target bundles is installed for it like any
 * other dependency.
 */
export function findBundled(packages: FoundPackages): BundledPackages {
  const bundled = new Map<string, ZipPackage>();
  for (const owner of packages.byDir.values()) {
    if (owner.dir === packages.root || bundled.has(owner.dir)) continue;
    for (const member of membersOf(owner, packages)) bundled.set(member.dir, owner);
  }
  return bundled;
}

/** What the bundled packages of an owner declare, each with the one that declares it. Ordered by directory. */
export function bundledEdges(
  owner: ZipPackage,
  packages: FoundPackages,
): readonly (DeclaredEdge & { readonly from: ZipPackage })[] {
  return membersOf(owner, packages)
    .toSorted((a, b) => byCodeUnit(a.dir, b.dir))
    .flatMap((from) => declaredEdges(from.manifest).map((edge) => ({ ...edge, from })));
}

function membersOf(owner: ZipPackage, packages: FoundPackages): readonly ZipPackage[] {
  const members = new Set<ZipPackage>();
  const addNamed = (holder: ZipPackage): void => {
    for (const name of holder.manifest.bundledDependencies) {
      const member = packages.byDir.get(nodeModulesPath(holder.dir, name));
      if (member !== undefined) members.add(member);
    }
  };
  addNamed(owner);
  // A Set also visits what is added while it is walked, so this loop is the whole traversal.
  for (const member of members) {
    addNamed(member);
    for (const edge of declaredEdges(member.manifest)) {
      const dependency = findDependency(packages, member.dir, edge.name);
      const isInside =
        dependency?.path.startsWith(`${owner.dir}/`) === true && dependency.path === dependency.found.dir;
      if (isInside && !isOptionalPeer(edge)) members.add(dependency.found);
    }
  }
  return [...members];
}
