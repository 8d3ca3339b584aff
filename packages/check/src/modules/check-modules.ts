import { behaviourOf } from "@lambda-pack/model";
import type { Bundle, Finding, OpenedBundle } from "@lambda-pack/model";
import { findMain, largePackageJsons, openTree, readPackageJsons, scanFiles, searchPathsOf } from "@lambda-pack/scan";
import type { ResolverSource, ScanSource } from "@lambda-pack/scan";
import { checkHandler } from "./handler/check-handler.ts";
import type { CheckedHandler } from "./handler/check-handler.ts";
import { distinctFindings } from "./findings/distinct-findings.ts";
import { fileFindings, fileNotChecked } from "./findings/file-findings.ts";
import { importFindings } from "./findings/import-findings.ts";
import type { ModuleOptions } from "./module-options.ts";
import { openOwners } from "./findings/owner.ts";
import { findUnusedPeers } from "./findings/find-unused-peers.ts";
import { labelOf } from "../owner-of.ts";
import { findPrograms } from "./findings/find-programs.ts";

/**
 * What Lambda would not load of a bundle, judged by its files alone: the handler, and every import with a literal in what the
 * handler's file loads. Of the target and other packages of the workspace, files that nothing loads are looked at as well; of
 * third-party packages they are not, since their tests, documents and builds for browsers are never meant to run.
 * Ordered by package, path, line.
 */
export async function checkModules(opened: OpenedBundle, options: ModuleOptions): Promise<readonly Finding[]> {
  const { signal, onProgress } = options;
  const resolver: ResolverSource = {
    tree: openTree(opened.bundle),
    packageJsons: await readPackageJsons(opened, signal),
    runtime: behaviourOf(options.runtime),
    searchPaths: searchPathsOf(opened.bundle),
  };
  const ownPlaces = findOwnPlaces(opened.bundle);
  const source: ScanSource = { opened, resolver, ownPlaces, signal, onProgress };
  const ownerOf = openOwners(opened, resolver.packageJsons);

  const handlers = await checkHandlers(source, options);
  const isMainLoaded = !handlers.some(({ entry, wraps }) => entry !== undefined && wraps !== true);
  const entries = [...handlers.map(({ entry }) => entry), isMainLoaded ? findMain(opened.bundle, resolver) : undefined];
  const scanned = await scanFiles(
    source,
    entries.filter((entry) => entry !== undefined),
    listScripts(opened.bundle, ownPlaces),
  );

  const programs = findPrograms(scanned, ownPlaces, ownerOf);
  const found = scanned.flatMap((file) => {
    const owner = ownerOf(file.path);
    if (owner === undefined) return [];
    const imports = file.asks.flatMap((ask) =>
      importFindings({ ask, path: file.path, owner, ownerOf, resolver, options, programs }),
    );
    return [...fileFindings(file, owner, resolver.runtime), ...imports];
  });
  const whole = [
    ...largePackageJsons(opened).map(({ path }) => {
      const target = { label: labelOf(opened.bundle, opened.bundle.target), isOwn: true };
      return fileNotChecked(path, "too-large", ownerOf(path) ?? target);
    }),
    ...handlers.flatMap(({ findings }) => findings),
    ...(handlers.length === 0 && entries.every((entry) => entry === undefined)
      ? nothingChecked(opened.bundle, resolver)
      : findUnusedPeers(opened.bundle, scanned, ownerOf)),
  ];
  return distinctFindings([...whole, ...found], ownerOf);
}

async function checkHandlers(source: ScanSource, options: ModuleOptions): Promise<readonly CheckedHandler[]> {
  const { handler, otherHandlers = [] } = options;
  const checked: CheckedHandler[] = [];
  for (const each of handler === undefined ? otherHandlers : [handler, ...otherHandlers])
    checked.push(await checkHandler(source, each, options));
  return checked;
}

/** An archive that is only a part of a function, such as a layer, need not have a main file. */
function nothingChecked(bundle: Bundle, { packageJsons, searchPaths }: ResolverSource): readonly Finding[] {
  if (searchPaths.length === 0) return [];
  const main = packageJsons.get(bundle.root)?.main ?? "index.js";
  return [{ kind: "nothing-checked", severity: "warning", package: labelOf(bundle, bundle.target), main }];
}

/** The places of the target and of other packages of the workspace. */
function findOwnPlaces({ packages, places }: Bundle): ReadonlySet<string> {
  return new Set([...places].flatMap(([place, id]) => (packages.get(id)?.importer === true ? place : [])));
}

function listScripts({ entries }: Bundle, places: ReadonlySet<string>): readonly string[] {
  const own = entries.filter(
    ({ kind, path, place }) => kind === "file" && places.has(place) && /\.[cm]?js$/u.test(path),
  );
  return own.map(({ path }) => path);
}
