/**
 * Package name → packages that its maker generates beside it and that no package.json names. They may be missing: the
 * package is installed before they are generated.
 */
export const companions: ReadonlyMap<string, readonly string[]> = new Map([["@prisma/client", [".prisma/client"]]]);

/** Not names that a registry would take, but directories that Node finds like any other package. */
export const companionNames: ReadonlySet<string> = new Set([...companions.values()].flat());
