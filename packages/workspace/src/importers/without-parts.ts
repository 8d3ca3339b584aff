import { join, relative } from "node:path";
import { isPackError } from "@lambda-pack/model";
import type { Importer } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { upwards, withSlashes } from "../disk/paths.ts";
import { lockedImporters } from "../lockfile/locked-importers.ts";
import { hasInstallFiles, isInstalledAlone } from "./is-installed-alone.ts";

export interface Install {
  readonly disk: Disk;
  readonly root: string;
  /** Names of the lockfiles that its package manager reads, the first first. */
  readonly lockfiles: Iterable<string>;
  /** Whether the package manager puts a link to each package of the workspace into the root's node_modules. */
  readonly linksAtRoot: boolean;
}

/**
 * The importers without those that are a part of another one. Deep globs match each package.json in build output, fixtures and
 * templates: a copy that a compiler wrote, or one that says how a folder is loaded. Taken for a package, its folder would be
 * missing from the package that loads it. So below the directory of another package, the root aside, a package.json is
 *
 * 1. a part, if it has the name of the package around it, or no name and neither dependencies nor settings;
 * 2. a package, if the install says so: a lockfile lists it, a node_modules leads to it, or it is installed by itself;
 * 3. a part, if the install would say so and does not, or if it cannot be read;
 * 4. a package, where nothing is installed that could say.
 *
 * They are ordered by directory, so that what is around a package comes before it.
 */
export function withoutParts(importers: readonly Importer[], install: Install): readonly Importer[] {
  const dirs = new Set(importers.flatMap(({ dir, path }) => (path === "" ? [] : [dir])));
  if (importers.every(({ dir }) => aroundOf(dir, dirs).next().done === true)) return importers;

  const evidence = readEvidence(importers, install);
  const packages = new Map<string, Importer>();
  for (const importer of importers) {
    const [around] = aroundOf(importer.dir, packages);
    const owner = around === undefined || around === install.root ? undefined : packages.get(around);
    if (owner === undefined || isPackage(importer, owner, evidence)) packages.set(importer.dir, importer);
  }
  return importers.filter(({ dir }) => packages.has(dir));
}

/** Those of the directories that are above one, nearest first. */
function* aroundOf(dir: string, dirs: { readonly has: (dir: string) => boolean }): Generator<string> {
  for (const above of upwards(dir)) if (above !== dir && dirs.has(above)) yield above;
}

function isPackage(
  importer: Importer,
  { name: around }: Importer,
  evidence: (importer: Importer) => boolean | undefined,
): boolean {
  const { name, manifest } = importer;
  if (isPackError(manifest)) return manifest.details["isPackable"] === true || evidence(importer) === true;
  if (name !== undefined && name === around) return false;
  if (name !== undefined) return evidence(importer) ?? true;
  const { dependencies, optionalDependencies, lambdaPack } = manifest;
  const saysMore = dependencies.size > 0 || optionalDependencies.size > 0 || lambdaPack !== undefined;
  return saysMore && (evidence(importer) ?? true);
}

/** Whether the install takes an importer for a package; undefined where it does not say. */
function readEvidence(importers: readonly Importer[], install: Install): (importer: Importer) => boolean | undefined {
  const { disk, root, linksAtRoot } = install;
  const locked = readLocked(install);
  const linksOf = (name: string) => importers.map(({ dir }) => disk.realPath(join(dir, "node_modules", name)));
  const says = locked !== undefined || (linksAtRoot && disk.list(join(root, "node_modules")) !== undefined);
  return ({ dir, name }) => {
    if (locked?.has(withSlashes(relative(root, dir))) === true || hasInstallFiles(disk, dir)) return true;
    if (name !== undefined && linksOf(name).includes(dir)) return true;
    if (locked === undefined && isInstalledAlone(disk, dir)) return true;
    return says ? false : undefined;
  };
}

function readLocked({ disk, root, lockfiles }: Install): ReadonlySet<string> | undefined {
  for (const name of lockfiles) {
    const text = disk.readText(join(root, name));
    if (text !== undefined) return lockedImporters(name, text);
  }
  return undefined;
}
