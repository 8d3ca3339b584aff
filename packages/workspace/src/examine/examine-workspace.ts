import { join } from "node:path";
import { defined, isPackError } from "@lambda-pack/model";
import type { Importer, PackError, PackageManager } from "@lambda-pack/model";
import type { FileSystem } from "../disk/file-system.ts";
import { openDisk } from "../disk/open-disk.ts";
import type { Disk } from "../disk/open-disk.ts";
import { rememberTexts } from "../disk/remember-texts.ts";
import { findWorkspace, readTraces, topOf } from "../root/find-workspace.ts";
import type { FoundWorkspace } from "../root/find-workspace.ts";
import type { Evidence } from "../package-managers/package-manager-traits.ts";
import { declaredPackageManager, installCommandOf, packageManagers } from "../package-managers/package-managers.ts";
import type { RootFiles } from "../package-managers/root-files.ts";
import { findUnbuiltDirs } from "../importers/find-unbuilt-dirs.ts";
import { countInstalled } from "./count-installed.ts";
import type { InstalledCounts } from "./count-installed.ts";
import { examineLockfiles } from "./examine-lockfiles.ts";
import type { LockfileFindings } from "./examine-lockfiles.ts";
import { installedVersion } from "./installed-version.ts";

/** What there is of a monorepo and how it was understood, for a diagnosis. */
export interface WorkspaceFindings {
  /** Absolute real path. */
  readonly root: string;
  /** What makes it the root, in words: `workspaces in package.json`. None for a package that stands alone. */
  readonly rootMarks: readonly string[];
  readonly importers: readonly Importer[];
  readonly packageManager: PackageManager;
  /** `declared` by a field of package.json or lerna.json alone, or nothing at all speaks for another one than npm. */
  readonly recognizedBy: Evidence | "declared" | "nothing";
  /** What package.json or lerna.json asks for. */
  readonly declared?: DeclaredManager;
  /** The version that installed what is there, where anything on disk shows it. */
  readonly version?: string;
  readonly installCommand: string;
  /** Those at the root, whether or not they count. */
  readonly lockfiles: readonly LockfileFindings[];
  readonly plugAndPlay: boolean;
  readonly installed: InstalledCounts;
  /** Directories, from the root, that packages are linked to and that are not built. */
  readonly unbuiltDirs: readonly string[];
  /** Why no package of the workspace can be packed, if that is so. */
  readonly error?: PackError;
}

export interface DeclaredManager {
  /** As written, without the hash. */
  readonly text: string;
  /** `packageManager` of the one, or `npmClient` of the other. */
  readonly file: "package.json" | "lerna.json";
  /** The one that is meant, if there is one. */
  readonly packageManager?: PackageManager;
}

/** Examines the monorepo at or above `cwd`. Reads only, and throws only where there is none, or its root cannot be read. */
export async function examineWorkspace(
  cwd: string,
  { fs }: { readonly fs?: FileSystem } = {},
): Promise<WorkspaceFindings> {
  const disk = rememberTexts(openDisk(fs));
  const found = await findWorkspace(disk, cwd);
  const { root, packageManager, importers } = found;
  const install = await readInstall(disk, found);
  const lockfiles = markUnreadable(await examineLockfiles(disk, found), root, install.error);
  const error = lockfiles.find(({ used }) => used)?.error ?? install.error;
  const declared = declaredOf(root);
  const version = installedVersion(disk, found);
  return {
    root: topOf(root),
    rootMarks: marksOf(root),
    importers,
    packageManager,
    recognizedBy: evidenceOf(disk, found),
    ...defined({ declared, version }),
    installCommand: installCommandOf(packageManager, root),
    lockfiles,
    plugAndPlay: install.plugAndPlay,
    installed: countInstalled(disk, found),
    unbuiltDirs: unbuiltDirs(disk, found),
    ...defined({ error }),
  };
}

/** Those that a package of the workspace depends on. */
function unbuiltDirs(disk: Disk, { packageManager, importers }: FoundWorkspace): readonly string[] {
  if (!packageManagers[packageManager].linksPublishDirectory) return [];
  const manifests = importers.flatMap(({ manifest }) => (isPackError(manifest) ? [] : [manifest]));
  const isNeeded = (name: string) =>
    manifests.some(
      ({ dependencies, optionalDependencies }) => dependencies.has(name) || optionalDependencies.has(name),
    );
  return [...findUnbuiltDirs(disk, importers)].flatMap(([name, dir]) => (isNeeded(name) ? [dir] : []));
}

/** The lockfiles are not needed to learn whether the install can be read. */
async function readInstall(disk: Disk, { root, packageManager }: FoundWorkspace) {
  try {
    const { plugAndPlay } = await packageManagers[packageManager].readInstall(disk, root, []);
    return { plugAndPlay: plugAndPlay !== undefined };
  } catch (error) {
    if (!isPackError(error)) throw error;
    return { plugAndPlay: false, error };
  }
}

/** A lockfile that ends the reading of the install, as a `bun.lockb` does, is the one that is used, whatever its format. */
function markUnreadable(
  lockfiles: readonly LockfileFindings[],
  { dir }: RootFiles,
  error: PackError | undefined,
): readonly LockfileFindings[] {
  if (error === undefined) return lockfiles;
  const isMeant = ({ name }: LockfileFindings): boolean => error.details["file"] === join(dir, name);
  return lockfiles.map((one) => (isMeant(one) ? { ...one, used: true, error } : one));
}

function marksOf({ rushDir, workspaces, lernaJson, lernaPackages, pnpmPackages }: RootFiles): readonly string[] {
  const marks: readonly (readonly [boolean, string])[] = [
    [rushDir !== undefined, "rush.json"],
    [workspaces !== undefined, "workspaces in package.json"],
    [pnpmPackages !== undefined, "packages in pnpm-workspace.yaml"],
    [lernaPackages !== undefined, "packages in lerna.json"],
    [lernaJson !== undefined && lernaPackages === undefined, "lerna.json"],
  ];
  return marks.flatMap(([found, text]) => (found ? [text] : []));
}

function evidenceOf(disk: Disk, { root, packageManager }: FoundWorkspace): WorkspaceFindings["recognizedBy"] {
  const evidence = packageManagers[packageManager].recognize(root, readTraces(disk, root.dir));
  return evidence ?? (declaredPackageManager(root) === undefined ? "nothing" : "declared");
}

function declaredOf(root: RootFiles): WorkspaceFindings["declared"] {
  const own = root.packageJson?.["packageManager"];
  const text = own ?? root.lernaJson?.["npmClient"];
  if (typeof text !== "string") return undefined;
  const file = own === undefined ? "lerna.json" : "package.json";
  const packageManager = declaredPackageManager(root);
  return { text: text.replace(/\+.*$/u, ""), file, ...defined({ packageManager }) };
}
