import { createHash } from "node:crypto";
import { closeSync, lstatSync, openSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { isAbsent } from "@lambda-pack/model";

import { wayInside } from "../disk/way-inside.ts";
import { indexFileOf } from "../reuse/index-file.ts";
import { piecesOf } from "../reuse/read-zip-data.ts";
import { decodeAnyTable } from "../reuse/bundle-index.ts";
import type { Table } from "../reuse/table.ts";
import { claimFileOf } from "./claim.ts";

/** Paths of all that earlier runs have put into a staging directory; undefined where no index of one speaks of it. */
export function readKnownPaths(stageDir: string, pool: string | undefined): ReadonlySet<string> | undefined {
  const tables = provenTables(stageDir, pool);
  return tables.length === 0 ? undefined : new Set(tables.flatMap(({ texts }) => texts));
}

/** Whether an index of an earlier run speaks of a staging directory. */
export function isKnownDirectory(dir: string, pool: string): boolean {
  return provenTables(dir, pool).length > 0;
}

/** Whether an index of an earlier run knows an archive as it is. */
export function isKnownArchive(file: string, pool: string): boolean {
  const { size, ino, ctimeMs } = lstatSync(file);
  const known = tablesOf(file, pool).flatMap(({ header }) => archivesIn(header));
  const ofSize = known.filter((each) => each.size === size);
  if (ofSize.some((each) => each.ino === ino && each.ctimeMs === ctimeMs)) return true;
  if (ofSize.length === 0) return false;
  const digest = digestOf(file, size);
  return ofSize.some(({ sha256 }) => sha256 === digest);
}

/**
 * A workspace may have come with an index that somebody has made up: for a directory outside of it, one in the directory of outputs
 * has to know something that only the disk says.
 */
function provenTables(dir: string, pool: string | undefined): readonly Table[] {
  const isOutside = pool !== undefined && wayInside(dirname(pool), dir) === undefined;
  if (!isOutside) return tablesOf(dir, pool);
  const beside = readTable(indexFileOf(dir));
  const proven = tablesOf(dir, pool).filter((table) => provesDirectory(table, dir));
  return beside === undefined ? proven : [...proven, beside];
}

/** The index, that of a run that has not come to write it, and where earlier versions have put it. */
function tablesOf(output: string, pool: string | undefined): readonly Table[] {
  const files = new Set([indexFileOf(output, pool), claimFileOf(output, pool), indexFileOf(output)]);
  return [...files].flatMap((file) => readTable(file) ?? []);
}

function readTable(file: string): Table | undefined {
  try {
    return lstatSync(file).isFile() ? decodeAnyTable(readFileSync(file)) : undefined;
  } catch (error) {
    // Damaged JSON in it is a table of nobody.
    if (isAbsent(error) || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

interface KnownArchive {
  readonly size: number;
  readonly sha256: string;
  readonly ino?: number;
  readonly ctimeMs?: number;
}

function archivesIn(header: unknown): readonly KnownArchive[] {
  if (typeof header !== "object" || header === null) return [];
  const { zip, archive } = header as { readonly zip?: unknown; readonly archive?: unknown };
  return [zip, archive].filter(isArchive);
}

function isArchive(value: unknown): value is KnownArchive {
  return typeof value === "object" && value !== null && "size" in value && "sha256" in value;
}

function digestOf(file: string, size: number): string {
  const fd = openSync(file, "r");
  try {
    const sha256 = createHash("sha256");
    for (const piece of piecesOf(fd, { offset: 0, size })) sha256.update(piece);
    return sha256.digest("hex");
  } finally {
    closeSync(fd);
  }
}

/** By the inode and the change time of a staged file, or the inode of the directory itself. */
function provesDirectory({ header, texts, columns }: Table, dir: string): boolean {
  if (isOfDirectory(header, lstatSync(dir).ino)) return true;
  const [inodes, ctimes] = [columns.get("stagedInodes"), columns.get("stagedCtimes")];
  return texts.some((path, row) => {
    const stats = lstatSync(join(dir, path), { throwIfNoEntry: false });
    return stats !== undefined && stats.ino === inodes?.[row] && stats.ctimeMs === ctimes?.[row];
  });
}

function isOfDirectory(header: unknown, ino: number): boolean {
  if (typeof header !== "object" || header === null || !("directories" in header)) return false;
  return Array.isArray(header.directories) && header.directories.includes(ino);
}
