import type { Importer, Workspace } from "@lambda-pack/model";
import type { FileSystem } from "./disk/file-system.ts";
import { openDisk } from "./disk/open-disk.ts";
import { rememberTexts } from "./disk/remember-texts.ts";
import { isBelow } from "./disk/paths.ts";
import { findWorkspace, topOf } from "./root/find-workspace.ts";
import { findUnbuiltDirs } from "./importers/find-unbuilt-dirs.ts";
import { isImporterPath } from "./importers/is-importer-path.ts";
import { overriddenNames } from "./overridden-names.ts";
import { installCommandOf, packageManagers } from "./package-managers/package-managers.ts";
import { readLinkedModules } from "./read-linked-modules.ts";
import { readLockfiles } from "./read-lockfiles.ts";

export interface ReadWorkspaceOptions {
  readonly fs?: FileSystem;
}

/**
 * The monorepo at or above `cwd`, as it lies on disk. Packages of it that cannot be read are kept with their error; a
 * broken root, or a broken lockfile of the root, is thrown.
 */
export async function readWorkspace(cwd: string, { fs }: ReadWorkspaceOptions = {}): Promise<Workspace> {
  const disk = rememberTexts(openDisk(fs));
  const { root, packageManager, importers, importerGlobs } = await findWorkspace(disk, cwd);
  const traits = packageManagers[packageManager];
  const lockfiles = await readLockfiles(disk, packageManager, importerDirs(root.dir, importers));
  const top = topOf(root);
  const notes = await traits.readInstall(disk, root, lockfiles);
  const linkedModules = readLinkedModules(disk, top, importerDirs(root.dir, importers));
  return {
    root: top,
    installRoot: root.dir,
    outsideDirs: outsideDirs(top, importers, importerGlobs),
    packageManager,
    importers,
    importerGlobs,
    lockfiles,
    unbuiltDirs: traits.linksPublishDirectory ? findUnbuiltDirs(disk, importers) : new Map(),
    overriddenNames: overriddenNames(packageManager, root),
    ...notes,
    stores: [...notes.stores, ...[...linkedModules.keys()].filter((dir) => !isBelow(top, dir))],
    linkedModules,
    installCommand: installCommandOf(packageManager, root),
  };
}

/** What a glob reaches by a link alone, it does not name: where the link leads may be another place on each machine. */
function outsideDirs(
  root: string,
  importers: readonly Importer[],
  importerGlobs: readonly string[],
): readonly string[] {
  const outside = importers.map(({ dir }) => dir).filter((dir) => dir !== root && !isBelow(root, dir));
  return outside.filter((dir) => isImporterPath({ root, importerGlobs }, dir));
}

function importerDirs(root: string, importers: readonly Importer[]): ReadonlySet<string> {
  return new Set([root, ...importers.map(({ dir }) => dir)]);
}
