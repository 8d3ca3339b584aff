import type { DeclaredEdge, Wiring } from "@lambda-pack/model";

/**
 * The edges of a third-party package as its package manager wired them. What was added to those that are declared may be
 * missing, for nobody declares it; so may what was taken away. Left out is what no code loads at run time, and the package's
 * own name, which Yarn gives to each, and which may lead to another copy of it.
 */
export function amendEdges(
  declared: readonly DeclaredEdge[],
  wiring: Wiring | undefined,
  ownName?: string,
): readonly DeclaredEdge[] {
  if (wiring === undefined) return declared;
  const { names, exhaustive } = wiring;
  const known = new Set([ownName, ...declared.map(({ name }) => name)]);
  const added = [...names].filter(([name]) => !known.has(name) && !isForInstallOrTypes(name));
  return [
    ...declared.map((edge) => (exhaustive && isTakenAway(edge, wiring) ? { ...edge, optional: true } : edge)),
    ...added.map(([name, kind]) => ({ name, range: "", kind, optional: true })),
  ];
}

/** Peers are not listed where nobody gives them. */
function isTakenAway({ name, kind }: DeclaredEdge, { names }: Wiring): boolean {
  return kind === "dependencies" && !names.has(name);
}

/** Yarn adds type declarations to each peer, and node-gyp to packages whose install scripts call it. */
function isForInstallOrTypes(name: string): boolean {
  return name.startsWith("@types/") || name === "node-gyp";
}
