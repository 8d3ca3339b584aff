import { byCodeUnit, declaredEdges, declaredEdgesOfImporter, pathBelow } from "@lambda-pack/model";
import type { BundlePath, DeclaredEdge, InstanceEdge } from "@lambda-pack/model";
import { bundledEdges } from "./find-bundled.ts";
import type { BundledPackages } from "./find-bundled.ts";
import { findDependency } from "./find-dependency.ts";
import type { FoundPackages } from "./find-packages.ts";
import type { ZipPackage } from "./zip-package.ts";

/** An edge between copies: `to` is a directory of the zip. */
export type CopyEdge = Omit<InstanceEdge, "to"> & { readonly to: BundlePath };

/** What each package requires and resolves in the zip, one edge for each name, ordered by name. What is not found is no edge. */
export function resolveEdges(
  packages: FoundPackages,
  bundled: BundledPackages,
): ReadonlyMap<string, readonly CopyEdge[]> {
  const edges = new Map<string, readonly CopyEdge[]>();
  for (const [dir, one] of packages.byDir) {
    if (!bundled.has(dir)) edges.set(dir, edgesOf(one, { packages, bundled }));
  }
  const target = packages.byDir.get(packages.root);
  if (target?.bare === true) edges.set(target.dir, edgesOfBareTarget(packages, edges));
  return edges;
}

interface LookupContext {
  readonly packages: FoundPackages;
  readonly bundled: BundledPackages;
}

function edgesOf(owner: ZipPackage, { packages, bundled }: LookupContext): readonly CopyEdge[] {
  const isTarget = owner.dir === packages.root;
  const own = isTarget ? declaredEdgesOfImporter(owner.manifest) : declaredEdges(owner.manifest);
  const inside = isTarget ? [] : bundledEdges(owner, packages);
  const byName = new Map<string, CopyEdge>();
  for (const { from, ...edge } of [...own.map((one) => ({ ...one, from: owner })), ...inside]) {
    const to = findDependency(packages, from.dir, edge.name)?.found.dir;
    if (to === undefined || bundled.get(to) === owner) continue;
    const known = byName.get(edge.name);
    // A package and one that is bundled in it find the same under one name; a required edge says more than an optional one.
    if (known === undefined || (known.optional && !edge.optional)) byName.set(edge.name, copyEdge(edge, from, to));
  }
  return byNameInOrder(byName.values());
}

function copyEdge({ name, kind, optional, range }: DeclaredEdge, from: ZipPackage, to: BundlePath): CopyEdge {
  return { name, range, kind, optional, declaredIn: pathBelow(from.dir, "package.json"), to };
}

/**
 * Without a package.json, the target's dependencies are the packages in node_modules that no other one there depends on, and
 * the first by name of those that depend on each other in a cycle.
 */
function edgesOfBareTarget(
  { root, byDir, links }: FoundPackages,
  edges: ReadonlyMap<string, readonly CopyEdge[]>,
): readonly CopyEdge[] {
  const start = pathBelow(root, "node_modules/");
  const direct = [...byDir.keys(), ...links.keys()]
    .filter((path) => path.startsWith(start) && !path.slice(start.length).includes("/node_modules/"))
    .map((path) => ({ name: path.slice(start.length), to: byDir.get(links.get(path) ?? path)?.dir ?? root }))
    .filter(({ to }) => to !== root);
  const required = new Set([...edges.values()].flatMap((list) => list.map(({ to }) => to)));
  const chosen = new Map<string, CopyEdge>();
  const reached = new Set<BundlePath>();
  const choose = ({ name, to }: (typeof direct)[number]): void => {
    chosen.set(name, { name, range: "", kind: "dependencies", optional: false, declaredIn: "", to });
    const met = new Set([to]);
    // A Set also visits what is added while it is walked.
    for (const dir of met) {
      if (reached.has(dir)) continue;
      reached.add(dir);
      for (const edge of edges.get(dir) ?? []) met.add(edge.to);
    }
  };
  const ordered = direct.toSorted((a, b) => byCodeUnit(a.name, b.name));
  for (const one of ordered) if (!required.has(one.to)) choose(one);
  for (const one of ordered) if (!reached.has(one.to)) choose(one);
  return byNameInOrder(chosen.values());
}

function byNameInOrder(edges: Iterable<CopyEdge>): readonly CopyEdge[] {
  return [...edges].toSorted((a, b) => byCodeUnit(a.name, b.name));
}
