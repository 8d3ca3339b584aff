import { openDisk } from "../disk/open-disk.ts";
import { findWorkspace } from "./find-workspace.ts";

/**
 * The names of the packages of the monorepo at or above `cwd`, without the root's, ordered by directory. Quicker than
 * `readWorkspace`: neither lockfiles nor what is installed is read.
 */
export async function listImporterNames(cwd: string): Promise<readonly string[]> {
  const { importers } = await findWorkspace(openDisk(), cwd);
  return importers.filter(({ path }) => path !== "").flatMap(({ name }) => name ?? []);
}
