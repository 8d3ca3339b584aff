import { behaviourOf } from "@lambda-pack/model";
import type { Finding, OpenedBundle } from "@lambda-pack/model";
import { findMain, openTree, readPackageJsons, resolveSpecifier, scanFiles, searchPathsOf } from "@lambda-pack/scan";
import type { Ask, ScanSource } from "@lambda-pack/scan";
import { checkHandler } from "./handler/check-handler.ts";
import type { ModuleOptions } from "./module-options.ts";
import { openOwners } from "./findings/owner.ts";
import { unresolvedFindings } from "./findings/unresolved-findings.ts";

/** An import that failed while a function ran. */
export interface AskedImport {
  /** The file of the bundle that asked. */
  readonly path: string;
  /** As the file has it; where it is not known, what it led to says which of the file's imports it is. */
  readonly specifier?: string | undefined;
  readonly isMeant?: (ask: Ask) => boolean;
}

/** What a check would say of one import of one file; undefined where it finds nothing wrong with it, or no such import. */
export async function explainImport(
  opened: OpenedBundle,
  options: ModuleOptions,
  { path, specifier, isMeant }: AskedImport,
): Promise<Finding | undefined> {
  const source = await openSource(opened, options);
  const { resolver } = source;
  const ownerOf = openOwners(opened, resolver.packageJsons);
  const owner = ownerOf(path);
  if (owner === undefined) return undefined;
  const [file] = await scanFiles(source, [], [path]);
  const written = file?.asks.find((ask) => (specifier === undefined ? isMeant?.(ask) : ask.specifier === specifier));
  const ask = written ?? (specifier === undefined ? undefined : computed(source, { path, specifier }));
  if (ask === undefined) return undefined;
  const asked = { ask: { ...ask, when: "loading" as const }, path, owner, ownerOf, resolver, options, programs: [] };
  return unresolvedFindings(asked)[0];
}

/** What a check would say of a handler. */
export async function explainHandler(
  opened: OpenedBundle,
  options: ModuleOptions & { readonly handler: string },
): Promise<Finding | undefined> {
  const { findings } = await checkHandler(await openSource(opened, options), options.handler, options);
  return findings[0];
}

/** The file that a check begins with where no handler is set: what `exports` of the target lead to, else `main`, else its index. */
export async function findMainFile(opened: OpenedBundle, runtime: string): Promise<string | undefined> {
  const { resolver } = await openSource(opened, { runtime });
  return findMain(opened.bundle, resolver)?.path;
}

async function openSource(opened: OpenedBundle, options: ModuleOptions): Promise<ScanSource> {
  const { bundle } = opened;
  const resolver = {
    tree: openTree(bundle),
    packageJsons: await readPackageJsons(opened, options.signal),
    runtime: behaviourOf(options.runtime),
    searchPaths: searchPathsOf(bundle),
  };
  return { opened, resolver, ownPlaces: new Set() };
}

/** An import whose specifier the file puts together. */
function computed({ resolver }: ScanSource, { path, specifier }: { path: string; specifier: string }): Ask {
  const query = { specifier, by: "require", from: path } as const;
  return { specifier, by: "require", when: "loading", line: 1, found: resolveSpecifier(resolver, query) };
}
