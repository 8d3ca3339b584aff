import { join, relative } from "node:path";
import { byCodeUnit } from "@lambda-pack/model";
import { isBelow, withSlashes } from "../disk/paths.ts";
import { declaredEdges, type DeclaredEdge, isOptionalPeer } from "./declared-edges.ts";
import { manifestOrThrow } from "./manifest-or-throw.ts";
import type { Installed, Lookup } from "./lookup.ts";

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
  /** Real directory of the bundled package. */
  readonly from: string;
}

/**
 * Starts from the bundled names that lie in the owner's own node_modules, and goes on with whatever their dependencies
 * resolve to inside of the owner's folder. Nested packages that are not reached so were put there by the package manager.
 */
export async function readBundled(lookup: Lookup, owner: Installed): Promise<Bundled> {
  const members = new Map<string, Installed>();
  const declared: BundledEdge[] = [];
  const addNamed = async ({ dir, manifest }: Installed): Promise<void> => {
    for (const name of manifestOrThrow(manifest).bundledDependencies) {
      const { installed } = await lookup.at(join(dir, "node_modules"), name);
      if (installed !== undefined && isBelow(dir, installed.dir)) members.set(installed.dir, installed);
    }
  };

  await addNamed(owner);
  // A Map also visits what is added while it is walked, so this loop is the whole traversal.
  for (const member of members.values()) {
    await addNamed(member);
    for (const edge of declaredEdges(manifestOrThrow(member.manifest))) {
      const { found } = await lookup.find(member.dir, edge.name);
      const isInside = found !== undefined && isBelow(owner.dir, found.dir);
      if (isInside && !isOptionalPeer(edge)) members.set(found.dir, found);
      else declared.push({ ...edge, from: member.dir });
    }
  }
  const paths = [...members.keys()].map((dir) => withSlashes(relative(owner.dir, dir))).toSorted(byCodeUnit);
  return { dirs: new Set(members.keys()), paths, declared };
}
