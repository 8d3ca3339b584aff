import { realpath, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { isAbsent, isPackError, PackError, systemReason } from "@lambda-pack/model";
import type { Workspace } from "@lambda-pack/model";
import type { EffectiveOptions } from "../../config/effective-options.ts";

/**
 * Absolute real path of the second install that the settings name, if they name one. Throws where nothing is installed
 * there: every package would be missing again, without a reason.
 */
export async function findPlatformPackages(
  { platformPackages }: EffectiveOptions,
  { root, installRoot }: Pick<Workspace, "root" | "installRoot">,
): Promise<string | undefined> {
  if (platformPackages === undefined) return undefined;
  try {
    const dir = await realpath(platformPackages);
    if (!(await stat(dir)).isDirectory()) throw unusable(platformPackages, "is not a directory");
    if (await hasNodeModules(join(dir, relative(root, installRoot)))) return dir;
  } catch (error) {
    if (isPackError(error)) throw error;
    const reason = isAbsent(error) ? "does not exist" : `cannot be read: ${systemReason(error)}`;
    throw unusable(platformPackages, reason, error);
  }
  throw unusable(platformPackages, "has no node_modules directory");
}

async function hasNodeModules(dir: string): Promise<boolean> {
  try {
    return (await stat(join(dir, "node_modules"))).isDirectory();
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

function unusable(path: string, fault: string, cause?: unknown): PackError {
  return new PackError("CONFIG_INVALID", `platformPackages names ${path}, which ${fault}.`, {
    hint: "Name the root of a copy of the workspace whose packages are installed for the function's platform.",
    details: { path },
    cause,
  });
}
