import { basename, dirname, join } from "node:path";
import { type Importer, PackError, type PackageManager, type Workspace } from "@lambda-pack/model";
import type { FileSystem } from "./disk/file-system.ts";
import { type Disk, openDisk } from "./disk/open-disk.ts";
import { rememberTexts } from "./disk/remember-texts.ts";
import { findEnclosingRoot } from "./find-enclosing-root.ts";
import { findRoot, type FoundRoot } from "./find-root.ts";
import { listImporterDirs } from "./list-importer-dirs.ts";
import { listNestedImporters, type NestedImporters } from "./list-nested-importers.ts";
import { overriddenNames } from "./overridden-names.ts";
import { isBerryLockfile } from "./lockfile/is-berry-lockfile.ts";
import type { PackageManagerTraits, Traces } from "./package-managers/package-manager-traits.ts";
import { packageManagers, recognizePackageManager } from "./package-managers/package-managers.ts";
import { readGlob } from "./read-glob.ts";
import { readImporter } from "./read-importer.ts";
import { readLockfiles } from "./read-lockfiles.ts";
import type { RootFiles } from "./root-files.ts";

export interface ReadWorkspaceOptions {
  readonly fs?: FileSystem;
}

/**
 * The monorepo at or above `cwd`, as it lies on disk. Packages of it that cannot be read are kept with their error; a
 * broken root, or a broken lockfile of the root, is thrown.
 */
export async function readWorkspace(cwd: string, { fs }: ReadWorkspaceOptions = {}): Promise<Workspace> {
  const disk = rememberTexts(openDisk(fs));
  const start = disk.realPath(cwd);
  if (start === undefined || !disk.isDirectory(start)) throw noSuchDirectory(cwd);

  const found = await findRoot(disk, start);
  const root = (await findEnclosingRoot(disk, found.root)) ?? found.root;
  const packageManager = readPackageManager(disk, root);
  const traits = packageManagers[packageManager];
  const { dirs, globs: importerGlobs } = await listImporters(disk, root, traits);
  const importers = readImporters(disk, root, dirs);
  checkPassed(found, importers);
  const lockfiles = await readLockfiles(disk, packageManager, importerDirs(root.dir, importers));
  return {
    root: root.dir,
    packageManager,
    importers,
    importerGlobs,
    lockfiles,
    overriddenNames: overriddenNames(packageManager, root),
    ...(await traits.readInstall(disk, root, lockfiles)),
    installCommand: traits.installCommand,
  };
}

function readPackageManager(disk: Disk, root: RootFiles): PackageManager {
  const names = disk.list(root.dir);
  const installed = disk.list(join(root.dir, "node_modules"));
  const has = (path: string): boolean =>
    dirname(path) === "node_modules" ? installed?.has(basename(path)) === true : names?.has(path) === true;
  return recognizePackageManager(root, { has, yarnLock: readYarnKind(disk, root.dir) });
}

function readYarnKind(disk: Disk, dir: string): Traces["yarnLock"] {
  const text = disk.readText(join(dir, "yarn.lock"));
  if (text === undefined) return undefined;
  return isBerryLockfile(text) ? "berry" : "classic";
}

/** The globs that the package manager heeds: some pass over negated ones. */
function globsOf(root: RootFiles, { importerGlobs, honorsNegation }: PackageManagerTraits): readonly string[] {
  return importerGlobs(root).filter((glob) => honorsNegation || !readGlob(glob).negated);
}

async function listImporters(disk: Disk, root: RootFiles, traits: PackageManagerTraits): Promise<NestedImporters> {
  const top = { root: root.dir, globs: globsOf(root, traits) };
  if (traits.nestsImporters) return listNestedImporters(disk, top);
  return { dirs: await listImporterDirs(disk, top), globs: top.globs };
}

function readImporters(disk: Disk, root: RootFiles, dirs: readonly string[]): readonly Importer[] {
  const rootDirs = root.packageJson === undefined ? [] : [root.dir];
  const all = [...new Set([...rootDirs, ...dirs])];
  const importers = all.map((dir) => readImporter(disk, root.dir, dir));
  return importers.filter((importer) => importer !== undefined);
}

/** A broken package.json between the working directory and a root that does not list it may be the true root's. */
function checkPassed({ broken }: FoundRoot, importers: readonly Importer[]): void {
  const known = new Set(importers.map(({ dir }) => dir));
  for (const [dir, error] of broken) {
    if (!known.has(dir)) throw error;
  }
}

function importerDirs(root: string, importers: readonly Importer[]): ReadonlySet<string> {
  return new Set([root, ...importers.map(({ dir }) => dir)]);
}

function noSuchDirectory(cwd: string): PackError {
  return new PackError("WORKSPACE_NOT_FOUND", `There is no directory ${cwd}.`, {
    hint: "Run lambda-pack inside of a monorepo, or name one with --cwd.",
    details: { cwd },
  });
}
