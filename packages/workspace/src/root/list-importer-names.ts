import { openDisk } from "../disk/open-disk.ts";
import { findWorkspace } from "./find-workspace.ts";

/**
 * The names of the packages of the workspace at or above `cwd`, ordered by directory; the root's only if it stands alone. Quicker
 * than `readWorkspace`: neither lockfiles nor what is installed is read.
 */
export async function listImporterNames(cwd: string): Promise<readonly string[]> {
  const { importers, importerGlobs } = await findWorkspace(openDisk(), cwd);
  return importers.filter(({ path }) => path !== "" || importerGlobs.length === 0).flatMap(({ name }) => name ?? []);
}
