import type { Importer, Workspace } from "@lambda-pack/model";
import type { FileSystem } from "./disk/file-system.ts";
import { openDisk } from "./disk/open-disk.ts";
import { rememberTexts } from "./disk/remember-texts.ts";
import { findWorkspace } from "./root/find-workspace.ts";
import { overriddenNames } from "./overridden-names.ts";
import { packageManagers } from "./package-managers/package-managers.ts";
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

function importerDirs(root: string, importers: readonly Importer[]): ReadonlySet<string> {
  return new Set([root, ...importers.map(({ dir }) => dir)]);
}
