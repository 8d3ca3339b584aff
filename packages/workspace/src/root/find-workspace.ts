import { basename, dirname, join, posix, relative } from "node:path";
import { PackError } from "@lambda-pack/model";
import type { Importer, PackageManager } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { pathFromRoot, withSlashes } from "../disk/paths.ts";
import { chooseAlone, isProject } from "./choose-alone.ts";
import { findEnclosingRoot } from "./find-enclosing-root.ts";
import { findRootBeside } from "./find-root-beside.ts";
import { findRoot } from "./find-root.ts";
import type { FoundRoot } from "./find-root.ts";
import { hasInstallFiles, isInstalledAlone } from "../importers/is-installed-alone.ts";
import { listImporterDirs } from "../importers/list-importer-dirs.ts";
import { listNestedImporters } from "../importers/list-nested-importers.ts";
import type { NestedImporters } from "../importers/list-nested-importers.ts";
import { isBerryLockfile } from "../lockfile/is-berry-lockfile.ts";
import type { PackageManagerTraits, Traces } from "../package-managers/package-manager-traits.ts";
import { packageManagers, recognizePackageManager } from "../package-managers/package-managers.ts";
import { readGlob } from "../globs/read-glob.ts";
import { withoutParts } from "../importers/without-parts.ts";
import { readImporter } from "../importers/read-importer.ts";
import type { RootFiles } from "../package-managers/root-files.ts";

/** The root of a workspace and its packages: what naming one of them needs. */
export interface FoundWorkspace {
  readonly root: RootFiles;
  readonly packageManager: PackageManager;
  /** Every package the workspace globs match but for parts of another one, and the root itself, ordered by directory. */
  readonly importers: readonly Importer[];
  /** Relative to where outputs lie; none for a package that stands alone. */
  readonly importerGlobs: readonly string[];
}

/**
 * Finds the workspace at or above `cwd`, and reads the package.json of each of its packages and nothing else. A package that no
 * workspace lists stands alone: it is the root and the one package of a workspace of its own. Inside of the directory of a
 * workspace, that is one which is installed by itself.
 */
export async function findWorkspace(disk: Disk, cwd: string): Promise<FoundWorkspace> {
  const start = disk.realPath(cwd);
  if (start === undefined || !disk.isDirectory(start)) throw noSuchDirectory(cwd);

  const found = await findRoot(disk, start);
  if (found.root === undefined) {
    const beside = await findRootBeside(disk, found.passed.filter(isProject));
    return readFound(disk, beside ?? aloneOrThrow(disk, found, cwd));
  }
  const workspace = await readFound(disk, (await findEnclosingRoot(disk, found.root)) ?? found.root);
  const known = new Map(workspace.importers.map((importer) => [importer.dir, importer]));
  const alone = findAlone(disk, found, known);
  if (alone !== undefined) return readFound(disk, alone);
  checkPassed(found, known);
  return workspace;
}

/** The nearest directory below the first importer on the way up that is installed by itself, and is no copy of that importer. */
function findAlone(disk: Disk, { passed }: FoundRoot, known: ReadonlyMap<string, Importer>): RootFiles | undefined {
  const end = passed.findIndex(({ dir }) => known.has(dir));
  const outside = end === -1 ? passed : passed.slice(0, end);
  const around = known.get(passed[end]?.dir ?? "")?.name;
  const isCopy = ({ packageJson }: RootFiles): boolean => around !== undefined && packageJson?.["name"] === around;
  return outside.find((each) => isProject(each) && !isCopy(each) && isInstalledAlone(disk, each.dir));
}

async function readFound(disk: Disk, root: RootFiles): Promise<FoundWorkspace> {
  const packageManager = recognizePackageManager(root, readTraces(disk, root.dir));
  const traits = packageManagers[packageManager];
  const { dirs, globs } = await listImporters(disk, root, traits);
  const heeded = dirs.filter(isHeeded(root.dir, traits));
  const importers = withoutParts(readImporters(disk, root, { ...traits, dirs: heeded }), {
    disk,
    root: root.dir,
    lockfiles: traits.lockfiles.keys(),
    linksAtRoot: traits.linksAtRoot,
  });
  return { root, packageManager, importers, importerGlobs: globsFromTop(root, globs) };
}

/** A package.json above that cannot be read may be that of the workspace which lists the package. */
function aloneOrThrow(disk: Disk, { passed, broken }: FoundRoot, cwd: string): RootFiles {
  const alone = chooseAlone(disk, passed);
  const [first] = broken.values();
  if (first !== undefined && (alone === undefined || !hasInstallFiles(disk, alone.dir))) throw first;
  if (alone === undefined) throw notFound(cwd);
  return alone;
}

/** What lies at a root and shows which package manager was there. */
export function readTraces(disk: Disk, root: string): Traces {
  const names = disk.list(root);
  const installed = disk.list(join(root, "node_modules"));
  const has = (path: string): boolean =>
    dirname(path) === "node_modules" ? installed?.has(basename(path)) === true : names?.has(path) === true;
  return { has, yarnLock: readYarnKind(disk, root) };
}

function readYarnKind(disk: Disk, dir: string): Traces["yarnLock"] {
  const text = disk.readText(join(dir, "yarn.lock"));
  if (text === undefined) return undefined;
  return isBerryLockfile(text) ? "berry" : "classic";
}

/** Where outputs and settings lie: at the root, or in the folder of rush.json. */
export function topOf({ dir, rushDir }: RootFiles): string {
  return rushDir ?? dir;
}

/** The globs of Rush's root lead up to its folder and down again. */
function globsFromTop({ dir, rushDir }: RootFiles, globs: readonly string[]): readonly string[] {
  if (rushDir === undefined) return globs;
  const way = withSlashes(relative(rushDir, dir));
  return globs.map((glob) => (glob.startsWith("!") ? `!${posix.join(way, glob.slice(1))}` : posix.join(way, glob)));
}

/** The globs that the package manager heeds: some pass over negated ones. */
function globsOf(root: RootFiles, { importerGlobs, honorsNegation }: PackageManagerTraits): readonly string[] {
  return importerGlobs(root).filter((glob) => honorsNegation || !readGlob(glob).negated);
}

function isHeeded(root: string, { ignoredFolder }: PackageManagerTraits): (dir: string) => boolean {
  return (dir) => ignoredFolder === undefined || !pathFromRoot(root, dir).split("/").includes(ignoredFolder);
}

async function listImporters(disk: Disk, root: RootFiles, traits: PackageManagerTraits): Promise<NestedImporters> {
  const top = { root: root.dir, globs: globsOf(root, traits) };
  if (traits.nestsImporters) return listNestedImporters(disk, top);
  return { dirs: await listImporterDirs(disk, top), globs: top.globs };
}

interface FoundDirs extends Pick<PackageManagerTraits, "ignoresInvalidNames"> {
  readonly dirs: readonly string[];
}

function readImporters(disk: Disk, root: RootFiles, { dirs, ignoresInvalidNames }: FoundDirs): readonly Importer[] {
  // What Rush has for a root, nobody has written and nobody packs.
  const isImporter = root.packageJson !== undefined && root.rushDir === undefined;
  const all = [...new Set([...(isImporter ? [root.dir] : []), ...dirs])];
  const importers = all.map((dir) => readImporter(disk, dir, { root: topOf(root), ignoresInvalidNames }));
  return importers.filter((importer) => importer !== undefined);
}

/** A broken package.json between the working directory and a root that does not list it may be the true root's. */
function checkPassed({ broken }: FoundRoot, known: ReadonlyMap<string, Importer>): void {
  for (const [dir, error] of broken) {
    if (!known.has(dir)) throw error;
  }
}

function notFound(cwd: string): PackError {
  return new PackError("WORKSPACE_NOT_FOUND", `There is no package.json at or above ${cwd}.`, {
    hint: "Run lambda-pack inside a package or a monorepo, or name one with --cwd.",
    details: { cwd },
  });
}

function noSuchDirectory(cwd: string): PackError {
  return new PackError("WORKSPACE_NOT_FOUND", `The directory ${cwd} does not exist.`, {
    hint: "Run lambda-pack inside a package or a monorepo, or name one with --cwd.",
    details: { cwd },
  });
}
