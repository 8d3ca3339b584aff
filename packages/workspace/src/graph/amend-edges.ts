import type { DeclaredEdge, ResolvedDependencies } from "@lambda-pack/model";

/**
 * The edges of a third-party package as its package manager resolved them, package extensions included. What was added to the
 * declared ones may be missing, since no package.json declares it; so may what was taken away. Left out is what no code loads at
 * run time, and the package's own name, which Yarn gives to each, and which may lead to another copy of it.
 */
export function amendEdges(
  declared: readonly DeclaredEdge[],
  resolved: ResolvedDependencies | undefined,
  ownName?: string,
): readonly DeclaredEdge[] {
  if (resolved === undefined) return declared;
  const { names, exhaustive } = resolved;
  const known = new Set([ownName, ...declared.map(({ name }) => name)]);
  const added = [...names].filter(([name]) => !known.has(name) && !isForInstallOrTypes(name));
  return [
    ...declared.map((edge) => (exhaustive && isTakenAway(edge, resolved) ? { ...edge, optional: true } : edge)),
    ...added.map(([name, kind]) => ({ name, range: "", kind, optional: true })),
  ];
}

/** Peers are not listed where no dependent provides them. */
function isTakenAway({ name, kind }: DeclaredEdge, { names }: ResolvedDependencies): boolean {
  return kind === "dependencies" && !names.has(name);
}

/** Yarn adds type declarations to each peer, and node-gyp to packages whose install scripts call it. */
function isForInstallOrTypes(name: string): boolean {
  return name.startsWith("@types/") || name === "node-gyp";
}
