import type { Workspace } from "@lambda-pack/model";
import { isBelow, pathFromRoot } from "./disk/paths.ts";
import { loadMicromatch } from "./load-micromatch.ts";
import { readGlob } from "./read-glob.ts";

/**
 * Whether a package in the directory would be an importer, be there one or not: the workspace globs match it. `dir` is an
 * absolute path. What is written to such a place becomes a package of the workspace.
 */
export function isImporterPath(
  { root, importerGlobs }: Pick<Workspace, "root" | "importerGlobs">,
  dir: string,
): boolean {
  const path = pathFromRoot(root, dir);
  if (!isBelow(root, dir) || path.split("/").includes("node_modules")) return false;
  const hits = importerGlobs.map(readGlob).filter(({ pattern }) => matches(`${path}/package.json`, pattern));
  return hits.at(-1)?.negated === false;
}

/** Most globs begin with plain directories, which tell without a matcher that a path lies elsewhere. */
function matches(path: string, pattern: string): boolean {
  const [directories = ""] = /^(?:[\w@-][\w@.-]*\/)*/u.exec(pattern) ?? [];
  return path.startsWith(directories) && loadMicromatch().isMatch(path, pattern);
}
