import { isUtf8 } from "node:buffer";
import type { Dirent, Stats } from "node:fs";

import { PackError, type Problem } from "@lambda-pack/model";
import pLimit from "p-limit";

import type { Candidate } from "./candidate.ts";
import { fileUnreadable, readFailure } from "./file-errors.ts";
import { diskFileSystem } from "./file-system.ts";
import { followLink } from "./follow-link.ts";
import { shownPath, type ListOptions } from "./list-options.ts";
import { escapeBytes, nameFault, notUtf8Fault } from "./name-fault.ts";
import { isPackagePlace, neverPacked, pathInside } from "./never-packed.ts";

/** Reads that are under way at once. */
const width = 32;

/** More folders than this behind links of one package are a maze, not content. */
const maxLinkedFolders = 2000;

interface Folder {
  readonly real: string;
  readonly path: string;
  readonly lossyPath: string;
  readonly link: string | undefined;
  readonly parent: Folder | undefined;
}

/**
 * Everything in a package's folder that the rules may select, in no particular order. Links are followed as far as
 * they may be; one that leads to a folder it is in is a problem and ends there.
 */
export async function walkPackage(options: ListOptions): Promise<readonly Candidate[]> {
  const fs = options.fs ?? diskFileSystem;
  const limit = pLimit(width);
  const never = neverPacked(options);
  const candidates: Candidate[] = [];
  let linkedFolders = 0;

  await visitFolder({ real: options.dir, path: "", lossyPath: "", link: undefined, parent: undefined });
  return candidates;

  async function visitFolder(folder: Folder): Promise<void> {
    let entries: readonly Dirent<Buffer>[];
    try {
      entries = await limit(() => fs.readdir(folder.real, { withFileTypes: true, encoding: "buffer" }));
    } catch (error) {
      const unreadable = fileUnreadable(shownPath(options, folder.path), error);
      if (folder.parent === undefined) throw unreadable;
      fault(folder, unreadable);
      return;
    }
    await Promise.all(entries.map((entry) => visitEntry(folder, entry)));
  }

  async function visitEntry(folder: Folder, entry: Dirent<Buffer>): Promise<void> {
    const lossyName = entry.name.toString();
    const real = `${folder.real}/${lossyName}`;
    if (never(real, lossyName)) return;
    const utf8 = isUtf8(entry.name);
    const at: Folder = {
      real,
      path: join(folder.path, utf8 ? lossyName : escapeBytes(entry.name)),
      lossyPath: join(folder.lossyPath, lossyName),
      link: folder.link,
      parent: folder,
    };
    const wrongName = utf8
      ? nameFault(lossyName, shownPath(options, at.path))
      : notUtf8Fault(shownPath(options, at.path));
    if (wrongName !== undefined) fault(at, wrongName);
    else if (entry.isDirectory()) await visitSubfolder(at);
    else if (entry.isSymbolicLink()) await visitLink(at);
    else await visitFile(at);
  }

  async function visitFile(at: Folder): Promise<void> {
    try {
      add(at, await limit(() => fs.lstat(at.real)));
    } catch (error) {
      fault(at, readFailure(shownPath(options, at.path), error));
    }
  }

  async function visitLink(at: Folder): Promise<void> {
    // A copy in its place would find its own dependencies from there. What the link leads to is bundled as well, or
    // placed by the planner where the look-up goes on to.
    if (isPackagePlace(at.path)) return;
    const followed = await limit(() => followLink(at.real, at.path, { list: options, never }));
    if (followed.kind !== "target") {
      candidates.push({ path: at.path, lossyPath: at.lossyPath, link: at.link ?? at.lossyPath, found: followed });
      return;
    }
    const behind: Folder = { ...at, real: followed.real, link: at.link ?? at.lossyPath };
    if (!followed.stats.isDirectory()) add(behind, followed.stats);
    else if (++linkedFolders > maxLinkedFolders) throw linkMaze(options);
    else await visitSubfolder(behind);
  }

  async function visitSubfolder(at: Folder): Promise<void> {
    if (at.link !== undefined && isOnTheWay(at)) problem(at, "link-loop", pathInside(options.root, at.real) ?? at.real);
    else await visitFolder(at);
  }

  function add(at: Folder, stats: Stats): void {
    if (!stats.isFile()) {
      problem(at, "special-file", fileType(stats));
      return;
    }
    const mode = (stats.mode & 0o100) === 0 ? 0o644 : 0o755;
    const file = { path: at.path, mode, size: stats.size, mtimeMs: stats.mtimeMs, source: at.real } as const;
    candidates.push({ path: at.path, lossyPath: at.lossyPath, link: at.link, found: { kind: "file", file } });
  }

  function problem({ path, lossyPath, link }: Folder, kind: "link-loop" | "special-file", target: string): void {
    const found: Problem = { kind, package: options.label, path, target };
    candidates.push({ path, lossyPath, link, found: { kind: "problem", problem: found } });
  }

  function fault({ path, lossyPath, link }: Folder, error: PackError): void {
    candidates.push({ path, lossyPath, link, found: { kind: "fault", error } });
  }
}

function join(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

function isOnTheWay({ real, parent }: Folder): boolean {
  for (let each = parent; each !== undefined; each = each.parent) if (each.real === real) return true;
  return false;
}

function fileType(stats: Stats): string {
  if (stats.isSocket()) return "socket";
  if (stats.isFIFO()) return "fifo";
  return "device";
}

function linkMaze({ label, path, dir }: ListOptions): PackError {
  return new PackError(
    "LINK_LOOP",
    `The links inside of ${label} (${path === "" ? dir : path}) lead through one another without end.`,
    {
      hint: "Remove links to folders inside of the package, or exclude nothing and pack without them.",
      details: { package: label, path },
    },
  );
}
