import { join, relative } from "node:path";
import { byCodeUnit, declaredEdges, isOptionalPeer } from "@lambda-pack/model";
import type { DeclaredEdge } from "@lambda-pack/model";
import { isBelow, withSlashes } from "../disk/paths.ts";
import { isFoundInPlace } from "./is-found-in-place.ts";
import type { Installed, Lookup } from "./lookup/lookup.ts";
import { manifestOrThrow } from "./manifest-or-throw.ts";

/** The packages that travel inside of another package's folder. */
export interface Bundled {
  /** Real directories. */
  readonly dirs: ReadonlySet<string>;
  /** The same as paths below the owner's directory, with forward slashes, ordered by code unit. */
  readonly paths: readonly string[];
  /** What they declare themselves, each with the directory of the one that declares it. */
  readonly declared: readonly BundledEdge[];
}

export interface BundledEdge extends DeclaredEdge {
  /** The bundled package. */
  readonly from: Installed;
}

/**
 * Starts from the bundled names that lie in the owner's own node_modules, and goes on with whatever their dependencies
 * resolve to inside of the owner's folder. Nested packages that are not reached so were put there by the package manager,
 * and those that are reached by a link are packages like any other: links are no part of the folder. Undefined where one of
 * them finds something by a link that the owner does not find: the folder alone could not say so.
 */
export function readBundled(lookup: Lookup, owner: Installed): Bundled | undefined {
  const members = new Map<string, Installed>();
  const declared: BundledEdge[] = [];
  const addNamed = (holder: Installed): void => {
    for (const name of manifestOrThrow(holder.manifest).bundledDependencies) {
      const member = lookup.bundledIn(holder, name);
      if (member !== undefined) members.set(member.dir, member);
    }
  };

  addNamed(owner);
  // A Map also visits what is added while it is walked, so this loop is the whole traversal.
  for (const member of members.values()) {
    addNamed(member);
    for (const edge of declaredEdges(manifestOrThrow(member.manifest))) {
      const { found } = lookup.find(member, edge.name);
      const isInside =
        found !== undefined && isBelow(owner.dir, found.dir) && isFoundInPlace(found, member.dir, edge.name);
      if (isInside && (!isOptionalPeer(edge) || isBelowMember(found, owner, edge.name))) members.set(found.dir, found);
      else declared.push({ ...edge, from: member });
      if (!isInside && found?.dir !== lookup.find(owner, edge.name).found?.dir) return undefined;
    }
  }
  const paths = [...members.keys()].map((dir) => withSlashes(relative(owner.dir, dir))).toSorted(byCodeUnit);
  return { dirs: new Set(members.keys()), paths, declared };
}

/**
 * Whether a package lies deeper than in the owner's own node_modules. Left out, even an optional peer would be replaced by what is
 * found from the owner, which is another package.
 */
function isBelowMember({ dir }: Installed, owner: Installed, name: string): boolean {
  return dir !== join(owner.dir, "node_modules", name);
}
