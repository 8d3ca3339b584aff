import { mainCandidates, pathBelow } from "@lambda-pack/model";
import { joinPath } from "./bundle-tree.ts";
import { resolveInMap } from "./resolve-imported.ts";
import { lookupPaths, splitSpecifier } from "./resolver.ts";
import type { ResolveQuery, ResolverSource, Resolution } from "./resolver.ts";

/** In the order in which `require` tries them. */
const extensions = [".js", ".json", ".node"];

/**
 * LOAD_PACKAGE_EXPORTS and LOAD_NODE_MODULES of Node's CommonJS modules: a directory that does not have the file is passed
 * over, unless its package.json has `exports`, or a `main` that leads nowhere.
 */
export function findRequiredPackage(source: ResolverSource, query: ResolveQuery): Resolution {
  const split = splitSpecifier(query.specifier);
  const name = split?.name ?? query.specifier;
  let seen = false;
  for (const base of lookupPaths(source, query)) {
    if (source.tree.kindOf(base) !== "directory") continue;
    const dir = pathBelow(base, name);
    const json = source.packageJsons.get(source.tree.realPath(dir) ?? dir);
    if (split !== undefined && json?.exports !== undefined) {
      const scope = { dir, json: { ...json, name } };
      return resolveInMap(source, query, { scope, map: json.exports, key: split.subpath, internal: false });
    }
    const path = loadPath(source, pathBelow(base, query.specifier));
    if (path === STOP) {
      const main = query.specifier === name && json?.main ? joinPath(dir, json.main) : undefined;
      return { kind: "unresolved", reason: "no-file", name, ...(main && { leadsTo: { field: "main", path: main } }) };
    }
    if (path !== undefined) return { kind: "file", path };
    seen ||= source.tree.kindOf(dir) === "directory";
  }
  return { kind: "unresolved", reason: seen ? "no-file" : "no-package", name };
}

/** LOAD_AS_FILE and LOAD_AS_DIRECTORY of a path; one that ends in a slash is a directory. */
export function findRequiredPath(source: ResolverSource, path: string): string | undefined {
  const found = loadPath(source, path);
  return found === STOP ? undefined : found;
}

/** Node throws at a `main` that leads nowhere, where there is no index either. */
const STOP = Symbol("stop");

function loadPath(source: ResolverSource, path: string): string | undefined | typeof STOP {
  const joined = joinPath("", path);
  if (joined === undefined) return undefined;
  // Of what ends in `/..`, or is `..`, Node takes the directory as well.
  const onlyDirectory = /(?:^|\/)\.{0,2}$/u.test(path);
  const file = onlyDirectory ? undefined : loadFile(source, joined);
  if (file !== undefined) return file;
  return source.tree.kindOf(joined) === "directory" ? loadDirectory(source, joined) : undefined;
}

function loadFile({ tree }: ResolverSource, path: string): string | undefined {
  const found = ["", ...extensions].find((extension) => tree.kindOf(path + extension) === "file");
  return found === undefined ? undefined : tree.realPath(path + found);
}

function loadDirectory(source: ResolverSource, dir: string): string | undefined | typeof STOP {
  const main = source.packageJsons.get(source.tree.realPath(dir) ?? dir)?.main;
  for (const name of mainCandidates(main)) {
    const path = joinPath(dir, name);
    if (path !== undefined && source.tree.kindOf(path) === "file") return source.tree.realPath(path);
  }
  return main === undefined || main === "" ? undefined : STOP;
}
