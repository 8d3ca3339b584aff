/**
 * Package name → packages that its maker generates beside it and that no package.json names. They may be missing: the
 * package is installed before they are generated.
 */
export const companions: ReadonlyMap<string, readonly string[]> = new Map([["@prisma/client", [".prisma/client"]]]);

/**
 * Not a name that a registry would take, but a directory of `node_modules` that Node finds like any other package: Prisma generates
 * the clients there, under names that the user may choose (`output = "…/node_modules/.prisma/orders"`).
 */
export function isCompanionName(name: string): boolean {
  return /^\.prisma\/(?!\.)[^/\\\p{Cc}]+$/u.test(name);
}
