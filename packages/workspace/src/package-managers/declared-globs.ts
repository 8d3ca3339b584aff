import type { RootFiles } from "./root-files.ts";

/**
 * What lerna.json and package.json declare together. Lerna's come first, so that a negated glob in `workspaces` applies to
 * them too.
 */
export function declaredGlobs({ workspaces, lernaPackages }: RootFiles): readonly string[] {
  return [...(lernaPackages ?? []), ...(workspaces ?? [])];
}
