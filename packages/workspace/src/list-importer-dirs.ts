import { dirname, join } from "node:path";
import { byCodeUnit, isPackError, systemCode } from "@lambda-pack/model";
import fastGlob from "fast-glob";
import { callbackFileSystem } from "./disk/callback-file-system.ts";
import type { FileSystem } from "./disk/file-system.ts";
import { mapInOrder } from "./disk/map-in-order.ts";
import { type Disk, unreadable } from "./disk/open-disk.ts";
import { readGlob } from "./read-glob.ts";

export interface ImporterGlobs {
  readonly root: string;
  /** In order; a negated one takes away what those before it found. */
  readonly globs: readonly string[];
}

/** Real directories that hold a package.json and match the globs, ordered by code unit; never below a node_modules. */
export async function listImporterDirs(disk: Disk, { root, globs }: ImporterGlobs): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const glob of globs) {
    const { pattern, negated } = readGlob(glob);
    for (const file of await expand(disk.fs, root, pattern)) {
      if (negated) found.delete(dirname(file));
      else found.add(dirname(file));
    }
  }
  const real = await mapInOrder(found, (dir) => disk.realPath(join(root, dir)));
  return [...new Set(real.filter((dir) => dir !== undefined))].toSorted(byCodeUnit);
}

async function expand(fs: FileSystem, cwd: string, pattern: string): Promise<readonly string[]> {
  try {
    return await fastGlob(pattern, {
      cwd,
      dot: false,
      fs: callbackFileSystem(fs),
      ignore: ["**/node_modules/**"],
      // Links are followed where a glob names their level, as Yarn and npm do, but `**` could follow them in circles.
      followSymbolicLinks: !pattern.includes("**"),
    });
  } catch (error) {
    // A glob without wildcards may lead through a file.
    if (systemCode(error) === "ENOTDIR") return [];
    if (isPackError(error)) throw error;
    throw unreadable(pathOf(error) ?? join(cwd, pattern), error);
  }
}

function pathOf(error: unknown): string | undefined {
  return error instanceof Error && "path" in error && typeof error.path === "string" ? error.path : undefined;
}
