import { relative, resolve } from "node:path";
import type { Workspace } from "@lambda-pack/model";
import { withSlashes } from "../disk/paths.ts";
import { matchesPlainGlob, parsePlainGlob } from "../globs/plain-glob.ts";
import { openGlob } from "../globs/open-glob.ts";
import { readGlob } from "../globs/read-glob.ts";

/**
 * Whether a package in the directory would be an importer, be there one or not: the workspace globs match it. `directory`
 * is an absolute path. What is written to such a place becomes a package of the workspace.
 */
export function isImporterPath(
  { root, importerGlobs }: Pick<Workspace, "root" | "importerGlobs">,
  directory: string,
): boolean {
  const dir = resolve(directory);
  const path = withSlashes(relative(root, dir));
  if (path === "" || path.split("/").includes("node_modules")) return false;
  const hits = importerGlobs.map(readGlob).filter(({ pattern }) => leadsTo(pattern, path));
  return hits.at(-1)?.negated === false;
}

/** Most globs are plain, or begin with plain directories, which show without a matcher that a path lies elsewhere. */
function leadsTo(pattern: string, path: string): boolean {
  const plain = parsePlainGlob(pattern);
  if (plain !== undefined) return matchesPlainGlob(plain, path);
  const [directories = ""] = /^(?:[\w@-][\w@.-]*\/)*/u.exec(pattern) ?? [];
  const file = `${path}/package.json`;
  return file.startsWith(directories) && openGlob(pattern)(file);
}
