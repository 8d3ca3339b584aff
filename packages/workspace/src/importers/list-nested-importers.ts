import { join } from "node:path";
import { isJsonObject, isPackError, isTexts, parseJsonObject } from "@lambda-pack/model";
import type { JsonObject } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { assertGlobs } from "../globs/assert-globs.ts";
import { isBelow, pathFromRoot } from "../disk/paths.ts";
import { listImporterDirs } from "./list-importer-dirs.ts";
import type { ImporterGlobs } from "./list-importer-dirs.ts";

export interface NestedImporters {
  /** As `listImporterDirs` gives them. */
  readonly dirs: readonly string[];
  /** The globs that lead to all of them, relative to the root. */
  readonly globs: readonly string[];
}

/** The importers that the globs lead to, those that the `workspaces` of these lead to, and so on (Yarn's worktrees). */
export async function listNestedImporters(disk: Disk, { root, globs }: ImporterGlobs): Promise<NestedImporters> {
  const all = [...globs];
  const asked = new Set([root]);
  for (;;) {
    const dirs = await listImporterDirs(disk, { root, globs: all });
    const nested: string[] = [];
    for (const dir of dirs) {
      const found = asked.has(dir) ? [] : readNestedGlobs(disk, root, dir);
      asked.add(dir);
      if (found.length === 0) continue;
      const path = await escapeGlob(pathFromRoot(root, dir));
      nested.push(...found.map((glob) => below(path, glob)));
    }
    if (nested.length === 0) return { dirs, globs: all };
    all.push(...nested);
  }
}

/** Its globs, as they stand. None for an invalid package.json, which is reported when its package is needed. */
function readNestedGlobs(disk: Disk, root: string, dir: string): readonly string[] {
  const file = join(dir, "package.json");
  const text = disk.readText(file);
  if (text === undefined || !isBelow(root, dir)) return [];
  const { workspaces } = parseOrNone(text, file);
  const globs = isJsonObject(workspaces) ? workspaces["packages"] : workspaces;
  return isTexts(globs) ? assertGlobs(globs, { file, field: "workspaces" }) : [];
}

function parseOrNone(text: string, file: string): JsonObject {
  try {
    return parseJsonObject(text, file);
  } catch (error) {
    if (isPackError(error)) return {};
    throw error;
  }
}

/** The path as a glob that matches nothing else. */
async function escapeGlob(path: string): Promise<string> {
  if (/^[\w@./-]*$/u.test(path)) return path;
  const { default: fastGlob } = await import("fast-glob");
  return fastGlob.escapePath(path);
}

/** `!packages/database/drafts/*` for `!drafts/*` in packages/database. */
function below(path: string, glob: string): string {
  const [marks = ""] = /^!*/u.exec(glob) ?? [];
  return `${marks}${path}/${glob.slice(marks.length).replace(/^(?:\.\/+)+/u, "")}`;
}
