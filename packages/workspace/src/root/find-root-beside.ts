import { join, sep } from "node:path";
import type { Disk } from "../disk/open-disk.ts";
import type { RootFiles } from "../package-managers/root-files.ts";
import { listsDirectory, readAbove } from "./find-enclosing-root.ts";

/** Between the root of a workspace and what is installed below it. */
const BELOW = `${sep}node_modules${sep}`;

/**
 * The workspace that has installed a package from beside or below it (`../apps/*`), where no directory above is one: links in the
 * package's node_modules, or in those of packages that it links to, lead into that root's store, and its globs name the package.
 * Undefined where there is none.
 */
export async function findRootBeside(disk: Disk, packages: readonly RootFiles[]): Promise<RootFiles | undefined> {
  for (const { dir } of packages) {
    for (const candidate of rootsOfLinks(disk, dir)) {
      const root = candidate === dir ? undefined : await readAbove(disk, candidate);
      if (root !== undefined && (await listsDirectory(disk, root, dir))) return root;
    }
  }
  return undefined;
}

function rootsOfLinks(disk: Disk, start: string): ReadonlySet<string> {
  const roots = new Set<string>();
  const asked = new Set([start]);
  // A Set also visits what is added while it is walked, so this loop is the whole traversal.
  for (const dir of asked) {
    for (const target of linkTargets(disk, join(dir, "node_modules"))) {
      const end = target.indexOf(BELOW);
      if (end === -1) asked.add(target);
      else roots.add(target.slice(0, end));
    }
  }
  return roots;
}

function linkTargets(disk: Disk, modules: string): readonly string[] {
  const entries = [...(disk.list(modules) ?? [])];
  const scopes = entries.filter(([name, kind]) => name.startsWith("@") && kind === "directory");
  const links = [
    ...entries.map(([name, kind]) => [join(modules, name), kind] as const),
    ...scopes.flatMap(([scope]) =>
      [...(disk.list(join(modules, scope)) ?? [])].map(([name, kind]) => [join(modules, scope, name), kind] as const),
    ),
  ].filter(([, kind]) => kind === "link");
  return links.flatMap(([path]) => disk.realPath(path) ?? []);
}
