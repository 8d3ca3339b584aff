import { lstatSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

import { byCodeUnit } from "@lambda-pack/model";
import type { StagedEntry, StagedFile, Staging } from "@lambda-pack/model";

/** All files and links below a directory, as they are on the disk now. */
export function listTree(dir: string): Staging {
  const entries = readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => entryAt(dir, relative(dir, join(entry.parentPath, entry.name))))
    .toSorted((a, b) => byCodeUnit(a.path, b.path));
  return { entries, bytes: entries.reduce((sum, entry) => sum + (entry.kind === "file" ? entry.size : 0), 0) };
}

function entryAt(dir: string, path: string): StagedEntry {
  const source = join(dir, path);
  const stats = lstatSync(source);
  if (stats.isSymbolicLink()) return { kind: "link", path, target: readlinkSync(source) };
  const { size, mtimeMs, ctimeMs, ino, dev } = stats;
  return {
    kind: "file",
    path,
    mode: (stats.mode & 0o100) === 0 ? 0o644 : 0o755,
    size,
    mtimeMs,
    ctimeMs,
    ino,
    dev,
    source,
  };
}

/** The file at a path of a list. */
export function fileIn({ entries }: Staging, path: string): StagedFile {
  const entry = entries.find((each) => each.path === path);
  if (entry?.kind !== "file") throw new Error(`${path} is no file`);
  return entry;
}

/** The list with other facts about the file at a path. */
export function withFacts(staging: Staging, path: string, facts: Partial<StagedFile>): Staging {
  const file = fileIn(staging, path);
  return { ...staging, entries: staging.entries.map((entry) => (entry === file ? { ...file, ...facts } : entry)) };
}

/** Returns when the file system's clock has moved on, so that nothing that was written before is racily clean. */
export function waitForNextTick(dir: string): void {
  const marker = join(dir, ".tick");
  const now = () => {
    writeFileSync(marker, "");
    return lstatSync(marker).ctimeMs;
  };
  const start = now();
  while (now() <= start);
  rmSync(marker);
}
