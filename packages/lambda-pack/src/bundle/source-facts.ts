import { posix, resolve } from "node:path";
import { isPackError } from "@lambda-pack/model";
import type { BundlePackage, Importer, Workspace } from "@lambda-pack/model";
import type { InstalledName, SourceFacts } from "@lambda-pack/check";
import type { GraphReader } from "@lambda-pack/workspace";

/** As everywhere for a package that has none. */
const NO_VERSION = "0.0.0";

/** What the monorepo knows of the packages of a bundle that was planned from it. */
export function sourceFacts({ root, importers }: Workspace, graphs: GraphReader): SourceFacts {
  const dirOf = ({ installedIn }: BundlePackage): string => resolve(root, installedIn[0] ?? "");

  const findInstalled: SourceFacts["findInstalled"] = (from, name) => {
    const found = graphs.findInstalled(dirOf(from), name);
    if (found === undefined) return importerCalled(importers, name);
    const { path, version = NO_VERSION } = found;
    return { path, version, generated: isGenerated(found.name, name) && graphs.findDeclarations(name).length === 0 };
  };

  const findDeclaration: SourceFacts["findDeclaration"] = (name, except) => {
    const others = graphs.findDeclarations(name).filter(({ importer }) => importer.dir !== dirOf(except));
    const best = others.find(({ found }) => found !== undefined) ?? others[0];
    if (best === undefined) return undefined;
    const version = best.found?.version;
    const file = posix.join(best.importer.path, "package.json");
    return { file, range: best.range, ...(version === undefined ? {} : { version }) };
  };

  const findOutside: SourceFacts["findOutside"] = ({ installedIn: [at] }, path) => {
    if (at === undefined || resolve(root, at) === at) return undefined;
    const leads = posix.join(at, path);
    const owner = importers
      .filter((each) => each.path !== "" && (leads === each.path || leads.startsWith(`${each.path}/`)))
      .toSorted((a, b) => b.path.length - a.path.length)[0];
    return { path: leads, ...(owner?.name === undefined ? {} : { package: owner.name }) };
  };

  return {
    findInstalled,
    findDeclaration,
    findOutside,
    hasFile: (from, path) => graphs.listSourceFiles(dirOf(from)).includes(path),
    listFiles: (from) =>
      graphs.listSourceFiles(dirOf(from)).map((inPackage) => ({
        inPackage,
        path: posix.join(from.installedIn[0] ?? "", inPackage),
      })),
    findAlias: (from, specifier) => graphs.findAlias([dirOf(from), root], specifier),
  };
}

/** What Node finds in no `node_modules` may be a package of the workspace all the same. */
function importerCalled(importers: readonly Importer[], name: string): InstalledName | undefined {
  const found = importers.find((each) => each.name === name && each.path !== "");
  if (found === undefined) return undefined;
  const version = isPackError(found.manifest) ? undefined : found.manifest.version;
  return { path: found.path, version: version ?? NO_VERSION };
}

/** A registry's package has its own name in its package.json; what a generator writes has one that it made up, or none. */
function isGenerated(ownName: string | undefined, name: string): boolean {
  return ownName !== name;
}
