import { dirname, join } from "node:path";
import { byCodeUnit, isHardGlob, isPackError, systemCode } from "@lambda-pack/model";
import { unreadable } from "../disk/open-disk.ts";
import type { Disk } from "../disk/open-disk.ts";
import { expandPlainGlob } from "../globs/expand-plain-glob.ts";
import type { GlobMatch } from "../globs/expand-plain-glob.ts";
import { openGlob } from "../globs/open-glob.ts";
import { parsePlainGlob } from "../globs/plain-glob.ts";
import { readGlob } from "../globs/read-glob.ts";

export interface ImporterGlobs {
  readonly root: string;
  /** In order; a negated one takes away what those before it found. */
  readonly globs: readonly string[];
}

/** Real directories that hold a package.json and match the globs, ordered by code unit; never below a node_modules. */
export async function listImporterDirs(disk: Disk, { root, globs }: ImporterGlobs): Promise<readonly string[]> {
  const found = new Map<string, string>();
  for (const glob of globs) {
    const { pattern, negated } = readGlob(glob);
    const plain = parsePlainGlob(pattern);
    const matches = plain === undefined ? await expand(disk, root, pattern) : expandPlainGlob(disk, root, plain);
    for (const { path, dir } of matches) {
      if (negated) found.delete(path);
      else found.set(path, dir);
    }
  }
  return [...new Set(found.values())].toSorted(byCodeUnit);
}

/** What reads globs of all forms is loaded when the first is met that is not plain. */
async function expand(disk: Disk, root: string, pattern: string): Promise<readonly GlobMatch[]> {
  const { default: fastGlob } = await import("fast-glob");
  // The library would match with its own expressions, which may take longer than anybody waits.
  const isHard = isHardGlob(pattern);
  const asked = isHard ? "**/package.json" : pattern;
  const found = orNone(join(root, pattern), () =>
    fastGlob.sync(asked, {
      cwd: root,
      dot: false,
      fs: disk.fs,
      ignore: ["**/node_modules/**"],
      // Links are followed where a glob names their level, as Yarn and npm do, but `**` could follow them in circles.
      followSymbolicLinks: !asked.includes("**"),
    }),
  );
  const files = isHard ? found.filter(openGlob(pattern)) : found;
  return files.map(dirname).flatMap((path) => {
    const dir = disk.realPath(join(root, path));
    return dir === undefined ? [] : [{ path: path === "." ? "" : path, dir }];
  });
}

function orNone(path: string, call: () => readonly string[]): readonly string[] {
  try {
    return call();
  } catch (error) {
    // A glob without wildcards may lead through a file.
    if (systemCode(error) === "ENOTDIR") return [];
    if (isPackError(error)) throw error;
    throw unreadable(pathOf(error) ?? path, error);
  }
}

function pathOf(error: unknown): string | undefined {
  return error instanceof Error && "path" in error && typeof error.path === "string" ? error.path : undefined;
}
