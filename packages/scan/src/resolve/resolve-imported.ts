import { mainCandidates, matchTarget, pathBelow } from "@lambda-pack/model";
import { joinPath } from "./bundle-tree.ts";
import { isBuiltin } from "./builtins.ts";
import { conditionsOf, lookupPaths, splitSpecifier } from "./resolver.ts";
import type { PackageScope, ResolveQuery, ResolverSource, Resolution } from "./resolver.ts";

/** PACKAGE_RESOLVE of Node's ES modules: the first directory of that name decides, whatever is in it. */
export function findImportedPackage(source: ResolverSource, query: ResolveQuery): Resolution {
  const split = splitSpecifier(query.specifier);
  if (split === undefined) return { kind: "unresolved", reason: "no-package", name: query.specifier };
  const { name, subpath } = split;
  for (const base of lookupPaths(source, query)) {
    const dir = pathBelow(base, name);
    if (source.tree.kindOf(dir) !== "directory") continue;
    const json = source.packageJsons.get(source.tree.realPath(dir) ?? dir);
    if (json?.exports !== undefined) {
      return resolveInMap(source, query, {
        scope: { dir, json: { ...json, name } },
        map: json.exports,
        key: subpath,
        internal: false,
      });
    }
    const path =
      subpath === "." ? findMain(source, dir, json?.main) : findImportedPath(source, `${dir}/${subpath.slice(2)}`);
    if (path !== undefined) return { kind: "file", path };
    const main = subpath === "." && json?.main ? joinPath(dir, json.main) : undefined;
    return { kind: "unresolved", reason: "no-file", name, ...(main && { leadsTo: { field: "main", path: main } }) };
  }
  return { kind: "unresolved", reason: "no-package", name };
}

export interface MapQuery {
  readonly scope: PackageScope;
  /** `exports` or `imports` of its package.json. */
  readonly map: unknown;
  readonly key: string;
  readonly internal: boolean;
}

/** What `exports` or `imports` lead to. Nothing else is tried where they do not: they are final. */
export function resolveInMap(source: ResolverSource, query: ResolveQuery, { scope, ...map }: MapQuery): Resolution {
  const { name, hasModuleSync } = scope.json;
  const mark = hasModuleSync ? ({ moduleSync: true } as const) : {};
  const named = name === undefined ? mark : { name, ...mark };
  const match = matchTarget(map.map, { ...map, conditions: conditionsOf(query) });
  if (match.kind !== "target") return { kind: "unresolved", reason: "not-exported", ...named };
  if (!match.target.startsWith("./"))
    return { ...resolveOther(source, query, { scope, target: match.target }), ...mark };

  const path = findImportedPath(source, scope.dir === "" ? match.target : `${scope.dir}/${match.target.slice(2)}`);
  if (path !== undefined) return { kind: "file", path, ...mark };
  const leadsTo = map.internal ? undefined : joinPath(scope.dir, match.target);
  return {
    kind: "unresolved",
    reason: "no-file",
    ...named,
    ...(leadsTo !== undefined && { leadsTo: { field: "exports", path: leadsTo } }),
  };
}

interface OtherTarget {
  readonly scope: PackageScope;
  readonly target: string;
}

/** Whatever imports it, Node looks for a package that `imports` name as `import` does, seen from the package.json. */
function resolveOther(source: ResolverSource, query: ResolveQuery, { scope, target }: OtherTarget): Resolution {
  if (isBuiltin(target, source.runtime.major)) {
    // `require` wants a file there, and throws.
    return query.by === "import" ? { kind: "builtin" } : { kind: "unresolved", reason: "no-file" };
  }
  const from = pathBelow(scope.dir, "package.json");
  return findImportedPackage(source, { ...query, specifier: target, from });
}

/** The file that a path of a URL names: escapes are undone, what follows `?` and `#` is no part of it, no extension is tried. */
export function findImportedPath({ tree }: ResolverSource, path: string): string | undefined {
  const decoded = decodePath(path.replace(/[?#].*$/su, ""));
  if (decoded === undefined || decoded.endsWith("/")) return undefined;
  const joined = joinPath("", decoded);
  return joined !== undefined && tree.kindOf(joined) === "file" ? tree.realPath(joined) : undefined;
}

/** Escaped slashes are refused, and so is what is no escape of UTF-8. */
function decodePath(path: string): string | undefined {
  if (!path.includes("%")) return path;
  if (/%2f|%5c/iu.test(path)) return undefined;
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** LOAD_AS_DIRECTORY as ES modules know it, in Node's order. */
function findMain({ tree }: ResolverSource, dir: string, main: string | undefined): string | undefined {
  for (const name of mainCandidates(main)) {
    const path = joinPath(dir, name);
    if (path !== undefined && tree.kindOf(path) === "file") return tree.realPath(path);
  }
  return undefined;
}
