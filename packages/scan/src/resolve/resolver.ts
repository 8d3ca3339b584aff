import { foldersAbove, isNodeModules, lambdaConditions, nodeModulesAbove, parentOf } from "@lambda-pack/model";
import type { Bundle, RuntimeBehaviour } from "@lambda-pack/model";
import type { BundleTree } from "./bundle-tree.ts";
import type { PackageJson } from "./package-json.ts";
import type { PackageJsons } from "./read-package-jsons.ts";

/** All that decides what a specifier leads to. */
export interface ResolverSource {
  readonly tree: BundleTree;
  readonly packageJsons: PackageJsons;
  readonly runtime: RuntimeBehaviour;
  /** Directories in which packages are looked for last, as NODE_PATH names them. */
  readonly searchPaths: readonly string[];
}

export interface ResolveQuery {
  readonly specifier: string;
  /** The real path of the file that asks. */
  readonly from: string;
  readonly by: "require" | "import";
  /** As local Node does where it lets `require` load ES modules. */
  readonly moduleSync?: boolean;
}

export type Resolution =
  | { readonly kind: "file"; readonly path: string; readonly moduleSync?: true }
  | { readonly kind: "builtin" }
  /** A URL, or a path that is not of the bundle: nothing can be said about it. */
  | { readonly kind: "outside" }
  | Unresolved;

export interface Unresolved {
  readonly kind: "unresolved";
  readonly reason: "no-package" | "no-file" | "not-exported";
  /** The package that was asked for; absent for paths. */
  readonly name?: string;
  /** Where its package.json leads, where no such file is. */
  readonly leadsTo?: DeadEnd;
  /** The package whose `exports` or `imports` were read names the condition `module-sync`. */
  readonly moduleSync?: true;
}

/**
 * On Lambda, NODE_PATH ends with the task root: what lies at the root of the bundle is found by its bare name. The archive of
 * a layer is unpacked elsewhere.
 */
export function searchPathsOf({ root }: Bundle): readonly string[] {
  return root === "" ? [""] : [];
}

/** The conditions that hold on Lambda. `module-sync` does only where `require` may load ES modules. */
export function conditionsOf({ by, moduleSync = false }: ResolveQuery): ReadonlySet<string> {
  return new Set([...lambdaConditions(by), ...(moduleSync ? ["module-sync"] : [])]);
}

/** A file that a field of a package.json names, and that is not there. */
export interface DeadEnd {
  readonly field: "main" | "exports";
  /** In the bundle. */
  readonly path: string;
}

export interface PackageScope {
  readonly dir: string;
  readonly json: PackageJson;
}

/** The nearest package.json at or above a directory, which decides the type of its files; none above a `node_modules`. */
export function findScope(packageJsons: PackageJsons, dir: string): PackageScope | undefined {
  for (const at of foldersAbove(dir)) {
    if (isNodeModules(at)) return undefined;
    const json = packageJsons.get(at);
    if (json !== undefined) return { dir: at, json };
    if (packageJsons.has(at)) return undefined;
  }
  return undefined;
}

/** The directories in which a file's packages are looked for, the nearest first. */
export function lookupPaths({ searchPaths }: ResolverSource, { from }: ResolveQuery): readonly string[] {
  return [...nodeModulesAbove(parentOf(from)), ...searchPaths];
}

/** `@scope/name/sub/path` → name and `./sub/path`; undefined for what can be no package. */
export function splitSpecifier(specifier: string): { readonly name: string; readonly subpath: string } | undefined {
  const match = /^((?:@[^/\\%]+\/)?[^./\\%][^/\\%]*)(\/.*)?$/su.exec(specifier);
  const name = match?.[1];
  return name === undefined ? undefined : { name, subpath: `.${match?.[2] ?? ""}` };
}
