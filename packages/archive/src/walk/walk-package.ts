import { isUtf8 } from "node:buffer";
import type { Dirent, Stats } from "node:fs";

import { PackError } from "@lambda-pack/model";
import type { Problem } from "@lambda-pack/model";

import type { Candidate, Found } from "./candidate.ts";
import { fileUnreadable, readFailure } from "../disk/file-errors.ts";
import { diskFileSystem } from "../disk/file-system.ts";
import type { SourceFileSystem } from "../disk/file-system.ts";
import { followLink } from "./follow-link.ts";
import { shownPath } from "./walk-options.ts";
import type { WalkOptions } from "./walk-options.ts";
import { escapeBytes, nameFault, notUtf8Fault } from "../staging-plan/name-fault.ts";
import { isPackagePlace, neverPacked, pathInside } from "./never-packed.ts";
import type { NeverPacked } from "./never-packed.ts";

/** More folders than this behind links of one package are a maze, not content. */
const MAX_LINKED_FOLDERS = 2000;

/** What stands in a name for bytes that are not UTF-8, unless the name has it itself. */
const replacement = "\ufffd";

export interface WalkedPackage {
  /** In no particular order. */
  readonly candidates: readonly Candidate[];
  /** Whether a link led out of the package's folder: what was met there depends on all that is to be left out. */
  readonly leaves: boolean;
}

/** One package's walk: what it goes by, and what grows while it lasts. */
interface Walk {
  readonly options: WalkOptions;
  readonly fs: SourceFileSystem;
  readonly never: NeverPacked;
  /** Where in a real path the path inside of the package starts. */
  readonly start: number;
  readonly candidates: Candidate[];
  /** How many folders links have led to. */
  linkedFolders: number;
  leaves: boolean;
}

/** Where a file, link or folder was met. */
interface Place extends Pick<Candidate, "path" | "link"> {
  readonly real: string;
}

interface Folder extends Place {
  /** The one that it was met in; none for the package's own. */
  readonly parent: Folder | undefined;
}

interface Entry extends Pick<Dirent, "name" | "isDirectory" | "isSymbolicLink"> {
  /** The name as it is on the disk, where it is not UTF-8. */
  readonly bytes?: Buffer;
}

/**
 * Everything in a package's folder that the rules may select. Links are followed as far as they may be; one that leads to a
 * folder it is in is a problem and ends there.
 */
export function walkPackage(options: WalkOptions): WalkedPackage {
  const fs = options.fs ?? diskFileSystem;
  const start = options.dir.length + 1;
  const walk: Walk = {
    options,
    fs,
    never: neverPacked(options),
    start,
    candidates: [],
    linkedFolders: 0,
    leaves: false,
  };
  visitFolder(walk, { real: options.dir, path: "", link: undefined, parent: undefined });
  return walk;
}

function visitFolder(walk: Walk, folder: Folder): void {
  const isNever = walk.never(folder.real);
  for (const entry of readFolder(walk, folder)) if (!isNever(entry.name)) visitEntry(walk, folder, entry);
}

function readFolder(walk: Walk, folder: Folder): readonly Entry[] {
  const { fs, options } = walk;
  try {
    const entries = fs.readdirSync(folder.real, { withFileTypes: true });
    if (!entries.some(({ name }) => name.includes(replacement))) return entries;
    // Most names are UTF-8, and texts are read in half the time of bytes.
    return fs.readdirSync(folder.real, { withFileTypes: true, encoding: "buffer" }).map(withBytes);
  } catch (error) {
    const unreadable = fileUnreadable(shownPath(options, folder.path), error);
    if (folder.parent === undefined) throw unreadable;
    add(walk, folder, { kind: "fault", error: unreadable });
    return [];
  }
}

function withBytes(entry: Dirent<Buffer>): Entry {
  return {
    name: entry.name.toString(),
    ...(isUtf8(entry.name) ? {} : { bytes: entry.name }),
    isDirectory: () => entry.isDirectory(),
    isSymbolicLink: () => entry.isSymbolicLink(),
  };
}

function visitEntry(walk: Walk, folder: Folder, entry: Entry): void {
  const { name, bytes } = entry;
  if (bytes !== undefined) {
    addNotUtf8(walk, folder, bytes);
    return;
  }
  const real = `${folder.real}/${name}`;
  // A part of a text shares its memory: most files need one text, not two.
  const path = folder.link === undefined ? real.slice(walk.start) : join(folder.path, name);
  const at: Place = { real, path, link: folder.link };
  const error = nameFault(name, () => shownPath(walk.options, at.path));
  if (error !== undefined) add(walk, at, { kind: "fault", error });
  else if (entry.isDirectory()) visitSubfolder(walk, { ...at, parent: folder });
  else if (entry.isSymbolicLink()) visitLink(walk, { ...at, parent: folder });
  else visitFile(walk, at);
}

function addNotUtf8(walk: Walk, folder: Folder, name: Buffer): void {
  const path = join(folder.path, escapeBytes(name));
  const error = notUtf8Fault(shownPath(walk.options, path));
  walk.candidates.push({
    kind: "fault",
    error,
    path,
    lossyPath: join(folder.path, name.toString()),
    link: folder.link,
  });
}

function visitFile(walk: Walk, at: Place): void {
  const { options, fs } = walk;
  try {
    addFile(walk, at, fs.lstatSync(at.real));
  } catch (error) {
    add(walk, at, { kind: "fault", error: readFailure(shownPath(options, at.path), error) });
  }
}

function visitLink(walk: Walk, at: Folder): void {
  const { options, never } = walk;
  // A copy in its place would find its own dependencies from there. What the link leads to is bundled as well, or
  // placed by the planner where the look-up goes on to.
  if (isPackagePlace(at.path)) return;
  const link = { ...at, link: at.link ?? at.path };
  const followed = followLink(at.real, at.path, { list: options, never });
  if (followed.kind !== "target") {
    add(walk, link, followed);
    return;
  }
  const behind = { ...link, real: followed.real };
  if (pathInside(options.dir, behind.real) === undefined) walk.leaves = true;
  if (!followed.stats.isDirectory()) {
    addFile(walk, behind, followed.stats);
    return;
  }
  walk.linkedFolders += 1;
  if (walk.linkedFolders > MAX_LINKED_FOLDERS) throw linkMaze(options);
  visitSubfolder(walk, behind);
}

function visitSubfolder(walk: Walk, at: Folder): void {
  if (at.link === undefined || !isOnTheWay(at)) {
    visitFolder(walk, at);
    return;
  }
  const { label, root } = walk.options;
  const target = pathInside(root, at.real) ?? at.real;
  const problem: Problem = { kind: "link-loop", package: label, path: at.path, target };
  add(walk, at, { kind: "problem", problem });
}

function addFile(walk: Walk, { real, path, link }: Place, stats: Stats): void {
  if (stats.isFile()) {
    const mode = (stats.mode & 0o100) === 0 ? 0o644 : 0o755;
    const { size, mtimeMs, ctimeMs, ino, dev } = stats;
    const file = { path, mode, size, mtimeMs, ctimeMs, ino, dev, source: real } as const;
    walk.candidates.push({ kind: "file", file, path, link });
    return;
  }
  const problem: Problem = { kind: "special-file", package: walk.options.label, path, target: fileType(stats) };
  walk.candidates.push({ kind: "problem", problem, path, link });
}

function add({ candidates }: Walk, { path, link }: Place, found: Found): void {
  candidates.push({ ...found, path, link });
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

function linkMaze({ label, path, dir }: WalkOptions): PackError {
  return new PackError(
    "LINK_LOOP",
    `The links in ${label} (${path === "" ? dir : path}) lead to each other in a loop.`,
    {
      hint: "Remove links in the package that lead to folders of the package.",
      details: { package: label, path },
    },
  );
}
