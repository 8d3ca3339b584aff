import { isUtf8 } from "node:buffer";
import type { Dirent, Stats } from "node:fs";

import { PackError, type Problem } from "@lambda-pack/model";
import pLimit, { type LimitFunction } from "p-limit";

import type { Candidate } from "./candidate.ts";
import { fileUnreadable, readFailure } from "./file-errors.ts";
import { diskFileSystem, type SourceFileSystem } from "./file-system.ts";
import { followLink } from "./follow-link.ts";
import { shownPath, type ListOptions } from "./list-options.ts";
import { escapeBytes, nameFault, notUtf8Fault } from "./name-fault.ts";
import { isPackagePlace, neverPacked, pathInside, type NeverPacked } from "./never-packed.ts";

/** Reads that are under way at once. */
const width = 32;

/** More folders than this behind links of one package are a maze, not content. */
const maxLinkedFolders = 2000;

/** One package's walk: what it goes by, and the two lists that grow while it lasts. */
interface Walk {
  readonly options: ListOptions;
  readonly fs: SourceFileSystem;
  readonly limit: LimitFunction;
  readonly never: NeverPacked;
  readonly candidates: Candidate[];
  /** Paths of the folders that links have led to. */
  readonly linkedFolders: string[];
}

/** Where a file, link or folder was met, and the way to it. */
interface Place extends Omit<Candidate, "found"> {
  readonly real: string;
  readonly parent: Place | undefined;
}

/**
 * Everything in a package's folder that the rules may select, in no particular order. Links are followed as far as
 * they may be; one that leads to a folder it is in is a problem and ends there.
 */
export async function walkPackage(options: ListOptions): Promise<readonly Candidate[]> {
  const fs = options.fs ?? diskFileSystem;
  const never = neverPacked(options);
  const walk: Walk = { options, fs, limit: pLimit(width), never, candidates: [], linkedFolders: [] };
  await visitFolder(walk, { real: options.dir, path: "", lossyPath: "", link: undefined, parent: undefined });
  return walk.candidates;
}

async function visitFolder(walk: Walk, folder: Place): Promise<void> {
  const { options, fs, limit } = walk;
  let entries: readonly Dirent<Buffer>[];
  try {
    entries = await limit(() => fs.readdir(folder.real, { withFileTypes: true, encoding: "buffer" }));
  } catch (error) {
    const unreadable = fileUnreadable(shownPath(options, folder.path), error);
    if (folder.parent === undefined) throw unreadable;
    add(walk, folder, { kind: "fault", error: unreadable });
    return;
  }
  await Promise.all(entries.map((entry) => visitEntry(walk, folder, entry)));
}

async function visitEntry(walk: Walk, folder: Place, entry: Dirent<Buffer>): Promise<void> {
  const at = placeIn(folder, entry.name);
  if (walk.never(at.real, entry.name.toString())) return;
  const error = wrongName(entry.name, shownPath(walk.options, at.path));
  if (error !== undefined) add(walk, at, { kind: "fault", error });
  else if (entry.isDirectory()) await visitSubfolder(walk, at);
  else if (entry.isSymbolicLink()) await visitLink(walk, at);
  else await visitFile(walk, at);
}

function placeIn(folder: Place, name: Buffer): Place {
  const lossyName = name.toString();
  return {
    real: `${folder.real}/${lossyName}`,
    path: join(folder.path, isUtf8(name) ? lossyName : escapeBytes(name)),
    lossyPath: join(folder.lossyPath, lossyName),
    link: folder.link,
    parent: folder,
  };
}

function wrongName(name: Buffer, shown: string): PackError | undefined {
  return isUtf8(name) ? nameFault(name.toString(), shown) : notUtf8Fault(shown);
}

async function visitFile(walk: Walk, at: Place): Promise<void> {
  const { options, fs, limit } = walk;
  try {
    addFile(walk, at, await limit(() => fs.lstat(at.real)));
  } catch (error) {
    add(walk, at, { kind: "fault", error: readFailure(shownPath(options, at.path), error) });
  }
}

async function visitLink(walk: Walk, at: Place): Promise<void> {
  const { options, limit, never, linkedFolders } = walk;
  // A copy in its place would find its own dependencies from there. What the link leads to is bundled as well, or
  // placed by the planner where the look-up goes on to.
  if (isPackagePlace(at.path)) return;
  const link: Place = { ...at, link: at.link ?? at.lossyPath };
  const followed = await limit(() => followLink(at.real, at.path, { list: options, never }));
  if (followed.kind !== "target") {
    add(walk, link, followed);
    return;
  }
  const behind: Place = { ...link, real: followed.real };
  if (!followed.stats.isDirectory()) {
    addFile(walk, behind, followed.stats);
    return;
  }
  linkedFolders.push(at.path);
  if (linkedFolders.length > maxLinkedFolders) throw linkMaze(options);
  await visitSubfolder(walk, behind);
}

async function visitSubfolder(walk: Walk, at: Place): Promise<void> {
  if (at.link === undefined || !isOnTheWay(at)) {
    await visitFolder(walk, at);
    return;
  }
  const { label, root } = walk.options;
  const target = pathInside(root, at.real) ?? at.real;
  const problem: Problem = { kind: "link-loop", package: label, path: at.path, target };
  add(walk, at, { kind: "problem", problem });
}

function addFile(walk: Walk, at: Place, stats: Stats): void {
  const { real, path } = at;
  if (stats.isFile()) {
    const mode = (stats.mode & 0o100) === 0 ? 0o644 : 0o755;
    const { size, mtimeMs, ctimeMs, ino } = stats;
    add(walk, at, { kind: "file", file: { path, mode, size, mtimeMs, ctimeMs, ino, source: real } });
    return;
  }
  const problem: Problem = { kind: "special-file", package: walk.options.label, path, target: fileType(stats) };
  add(walk, at, { kind: "problem", problem });
}

function add({ candidates }: Walk, { path, lossyPath, link }: Place, found: Candidate["found"]): void {
  candidates.push({ path, lossyPath, link, found });
}

function join(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

function isOnTheWay({ real, parent }: Place): boolean {
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
