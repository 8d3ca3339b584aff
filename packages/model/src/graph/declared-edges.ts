import { companions } from "./companions.ts";
import type { DependencyKind } from "./graph.ts";
import type { Manifest } from "../manifest/manifest.ts";

/** A dependency as a package.json declares it, before it is looked up. */
export interface DeclaredEdge {
  readonly name: string;
  readonly range: string;
  readonly kind: DependencyKind;
  readonly optional: boolean;
}

/**
 * What a package needs at run time, one edge for each name. Where a name is declared twice, the first of these decides:
 * optionalDependencies, dependencies, peerDependencies, peerDependenciesMeta.
 */
export function declaredEdges(manifest: Manifest): readonly DeclaredEdge[] {
  const edges = new Map<string, DeclaredEdge>();
  const add = (edge: DeclaredEdge): void => {
    if (!edges.has(edge.name)) edges.set(edge.name, edge);
  };
  const optionalPeers = new Set(manifest.optionalPeers);
  for (const [name, range] of manifest.optionalDependencies) {
    add({ name, range, kind: "optionalDependencies", optional: true });
  }
  for (const [name, range] of manifest.dependencies) add({ name, range, kind: "dependencies", optional: false });
  for (const [name, range] of manifest.peerDependencies) {
    add({ name, range, kind: "peerDependencies", optional: optionalPeers.has(name) });
  }
  for (const name of optionalPeers) add({ name, range: "", kind: "peerDependencies", optional: true });
  for (const name of companions.get(manifest.name ?? "") ?? []) {
    add({ name, range: "", kind: "dependencies", optional: true });
  }
  return [...edges.values()];
}

/** In a package of the workspace, bundled names are installed like any other dependency. */
export function declaredEdgesOfImporter(manifest: Manifest): readonly DeclaredEdge[] {
  const edges = declaredEdges(manifest);
  const names = new Set(edges.map(({ name }) => name));
  const bundled = manifest.bundledDependencies.filter((name) => !names.has(name));
  return [
    ...edges,
    ...bundled.map((name) => ({ name, range: "", kind: "bundledDependencies", optional: false }) as const),
  ];
}

/** The target's, with packages that it needs although nothing declares them, or only as something that may be missing. */
export function declaredEdgesOfTarget(manifest: Manifest, includePackages: readonly string[]): readonly DeclaredEdge[] {
  const edges = new Map(declaredEdgesOfImporter(manifest).map((edge) => [edge.name, edge]));
  for (const name of includePackages) {
    const range = edges.get(name)?.range ?? "";
    edges.set(name, { name, range, kind: "dependencies", optional: false });
  }
  return [...edges.values()];
}
