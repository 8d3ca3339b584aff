// Layouts differ in where an optional peer leads: hoisted ones show nearly every package of its name, isolated ones few, and some
// show a duplicate that nothing else needs. In the bundle, a name that one instance has lies at the root, where all find it. So:
// 1. A name is contested when edges of that name lead to packages that differ. At first, none counts as contested.
// 2. Packages are compared without their optional peers of uncontested names.
// 3. Every such peer leads to the package that has its name; to none, where there is none.
// 4. If such a name turns out to be contested when packages are compared with these edges, all starts again without it.
// A peer of a contested name leads where Node found it. The names only grow in number, so this ends.

import { byCodeUnit, isOptionalPeer } from "@lambda-pack/model";
import type { Edge, PackageId, SelectedEdge, SelectedPackage, Selection } from "@lambda-pack/model";
import { atKey } from "./at-key.ts";
import { partitionPackages } from "./partition-packages.ts";
import type { EqualPackages } from "./partition-packages.ts";

type Digests = ReadonlyMap<PackageId, string>;

/** For each uncontested name the packages that edges of that name lead to; equal packages count as one. */
type Ends = ReadonlyMap<string, ReadonlySet<EqualPackages>>;

/** The selection with optional peers that lead where the bundle will lead them: the same for every install layout. */
export function settleOptionalPeers(selection: Selection, digests: Digests): Selection {
  const peers = [...selection.packages.values()].flatMap(({ installed }) => installed.edges.filter(isOptionalPeer));
  const uncontested = new Set(peers.map(({ name }) => name));
  while (uncontested.size > 0) {
    const isOpen = (edge: Edge | SelectedEdge) => isOptionalPeer(edge) && uncontested.has(edge.name);
    const bare = mapEdges(selection, ({ edges }) =>
      edges.some(isOpen) ? edges.filter((edge) => !isOpen(edge)) : undefined,
    );
    const ends = findEnds(selection, uncontested, partitionPackages(bare, digests));
    const settled = mapEdges(bare, ({ installed, edges }) => {
      const open = installed.edges.filter(isOpen);
      return open.length === 0 ? undefined : [...edges, ...open.flatMap((edge) => edgesToEnds(edge, ends))];
    });
    const contested = [...findEnds(settled, uncontested, partitionPackages(settled, digests))]
      .filter(([, packages]) => packages.size > 1)
      .map(([name]) => name);
    if (contested.length === 0) return settled;
    for (const name of contested) uncontested.delete(name);
  }
  return selection;
}

/** A package keeps its edges where there is no answer. */
function mapEdges(
  selection: Selection,
  edgesOf: (member: SelectedPackage) => readonly SelectedEdge[] | undefined,
): Selection {
  const packages = [...selection.packages].map(([id, member]) => {
    const edges = edgesOf(member);
    if (edges === undefined) return [id, member] as const;
    return [id, { installed: member.installed, edges: edges.toSorted((a, b) => byCodeUnit(a.name, b.name)) }] as const;
  });
  return { ...selection, packages: new Map(packages) };
}

function findEnds(
  { packages }: Selection,
  names: ReadonlySet<string>,
  equals: ReadonlyMap<PackageId, EqualPackages>,
): Ends {
  const ends = new Map<string, Set<EqualPackages>>([...names].map((name) => [name, new Set()]));
  for (const { edges } of packages.values()) {
    for (const { name, to } of edges) ends.get(name)?.add(atKey(equals, to));
  }
  return ends;
}

/** One edge, or none; where the name is contested, one to each end, which shows that it is. */
function edgesToEnds({ name, range, kind, optional, declaredIn }: Edge, ends: Ends): readonly SelectedEdge[] {
  return [...(ends.get(name) ?? [])].map(([{ installed }]) => {
    return { name, range, kind, optional, declaredIn, to: installed.id };
  });
}
