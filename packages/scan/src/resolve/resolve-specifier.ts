import { parentOf, TASK_ROOT } from "@lambda-pack/model";
import { isBuiltin } from "./builtins.ts";
import { joinPath } from "./bundle-tree.ts";
import { findImportedPackage, findImportedPath, resolveInMap } from "./resolve-imported.ts";
import { findRequiredPackage, findRequiredPath } from "./resolve-required.ts";
import { findScope } from "./resolver.ts";
import type { ResolveQuery, ResolverSource, Resolution } from "./resolver.ts";

/**
 * What a specifier leads to in the bundle, as Node on Lambda finds it:
 * 1. Node's own modules; `file:` and `data:` URLs, and absolute paths other than those below the task root, are not judged;
 * 2. relative paths: `require` tries extensions, package.json and index, `import` takes them as they are;
 * 3. `#name`: `imports` of the nearest package.json; the nearest package's own name: its `exports`;
 * 4. else the packages in each `node_modules` upwards, then those that NODE_PATH names.
 */
export function resolveSpecifier(source: ResolverSource, query: ResolveQuery): Resolution {
  const { specifier, from, by } = query;
  if (specifier === "") return { kind: "unresolved", reason: "no-file" };
  if (isBuiltin(specifier, source.runtime.major)) return { kind: "builtin" };
  if (specifier.startsWith("node:")) return { kind: "unresolved", reason: "no-package", name: specifier };

  const dir = parentOf(from);
  if (/^\.{1,2}(?:\/|$)/u.test(specifier)) {
    return findPath(
      source,
      query,
      joinSpecifier(dir, by === "import" ? specifier.replace(/[?#].*$/su, "") : specifier),
    );
  }
  if (specifier.startsWith(insideTask)) return findPath(source, query, specifier.slice(insideTask.length));
  if (specifier.startsWith("/")) return { kind: "outside" };
  if (by === "import" && URL.canParse(specifier)) {
    // Node loads nothing by other schemes.
    return /^(?:file|data):/iu.test(specifier)
      ? { kind: "outside" }
      : { kind: "unresolved", reason: "no-package", name: specifier };
  }

  const scope = findScope(source.packageJsons, dir);
  if (specifier.startsWith("#") && scope?.json.imports !== undefined) {
    return resolveInMap(source, query, { scope, map: scope.json.imports, key: specifier, internal: true });
  }
  const own = scope?.json.exports === undefined ? undefined : ownSubpath(scope.json.name, specifier);
  if (scope !== undefined && own !== undefined) {
    return resolveInMap(source, query, { scope, map: scope.json.exports, key: own, internal: false });
  }
  return by === "require" ? findRequiredPackage(source, query) : findImportedPackage(source, query);
}

const insideTask = `${TASK_ROOT}/`;

/** Keeps a slash at the end, which asks for a directory; above the bundle's root nothing is. */
function joinSpecifier(dir: string, specifier: string): string | undefined {
  const path = joinPath(dir, specifier);
  return path !== undefined && /(?:^|\/)\.{0,2}$/u.test(specifier) ? `${path}/` : path;
}

function findPath(source: ResolverSource, { by }: ResolveQuery, path: string | undefined): Resolution {
  const found =
    path === undefined ? undefined : by === "require" ? findRequiredPath(source, path) : findImportedPath(source, path);
  return found === undefined ? { kind: "unresolved", reason: "no-file" } : { kind: "file", path: found };
}

function ownSubpath(name: string | undefined, specifier: string): string | undefined {
  if (name === undefined) return undefined;
  if (specifier === name) return ".";
  return specifier.startsWith(`${name}/`) ? `.${specifier.slice(name.length)}` : undefined;
}
