import type { Bundle, Finding, OpenedBundle } from "@lambda-pack/model";
import { openTree } from "./bundle-tree.ts";
import { checkHandler } from "./check-handler.ts";
import { distinctFindings } from "./distinct-findings.ts";
import { fileFindings } from "./file-findings.ts";
import { findMain } from "./find-main.ts";
import { importFindings } from "./import-findings.ts";
import type { ModuleOptions } from "./module-options.ts";
import { openOwners } from "./owner.ts";
import { readPackageJsons } from "./read-package-jsons.ts";
import { type ResolverSource, searchPathsOf } from "./resolver.ts";
import { scanFiles, type ScanSource } from "./scan-files.ts";

/**
 * What Lambda would not load of a bundle, told from its files alone: the handler, and every import with a literal in what the
 * handler's file loads. Of the target and other packages of the workspace, files that nothing loads are looked at as well; of
 * third-party packages they are not, since their tests, documents and builds for browsers are never meant to run.
 * Ordered by package, path, line.
 */
export async function checkModules(opened: OpenedBundle, options: ModuleOptions): Promise<readonly Finding[]> {
  const { signal, onProgress } = options;
  const resolver: ResolverSource = {
    tree: openTree(opened.bundle),
    packageJsons: await readPackageJsons(opened, signal),
    major: majorOf(options.runtime),
    searchPaths: searchPathsOf(opened.bundle),
  };
  const source: ScanSource = { opened, resolver, signal, onProgress };
  const ownerOf = openOwners(opened, resolver.packageJsons);

  const handler = options.handler === undefined ? undefined : await checkHandler(source, options.handler);
  const entry = handler?.entry ?? findMain(opened.bundle, resolver);
  const scanned = await scanFiles(source, entry === undefined ? [] : [entry], listOwnFiles(opened.bundle));

  const found = scanned.flatMap((file) => {
    const owner = ownerOf(file.path);
    if (owner === undefined) return [];
    const imports = file.asks.flatMap((ask) =>
      importFindings({ ask, path: file.path, owner, ownerOf, resolver, options }),
    );
    return [...fileFindings(file, owner, resolver.major), ...imports];
  });
  return distinctFindings([...(handler?.findings ?? []), ...found], ownerOf);
}

/** The JavaScript of the target and of other packages of the workspace. */
function listOwnFiles({ entries, packages, places }: Bundle): readonly string[] {
  const own = new Set([...places].filter(([, id]) => packages.get(id)?.importer === true).map(([place]) => place));
  return entries
    .filter(({ kind, path, place }) => kind === "file" && own.has(place) && /\.[cm]?js$/.test(path))
    .map(({ path }) => path);
}

/** `nodejs22.x` → 22; what cannot be read is taken for the newest that is known. */
function majorOf(runtime: string): number {
  return Number(/^nodejs(\d+)/.exec(runtime)?.[1] ?? 24);
}
