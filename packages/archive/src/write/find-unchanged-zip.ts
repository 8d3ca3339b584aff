import { createHash, hash } from "node:crypto";
import { fstatSync, lstatSync, openSync } from "node:fs";
import type { Stats } from "node:fs";

import type { Archive, StagedEntry } from "@lambda-pack/model";

import type { WritingPlan } from "./plan-writing.ts";
import { digestAt } from "../reuse/bundle-index.ts";
import type { IndexedZipFile } from "../reuse/bundle-index.ts";
import { indexFileOf, indexStamp } from "../reuse/index-file.ts";
import { unixModeOf } from "../reuse/index-writer.ts";
import { closeQuietly, piecesOf } from "../reuse/read-zip-data.ts";
import { zipOf } from "../zip/write-zip.ts";

export interface UnchangedZip {
  readonly archive: Archive;
  readonly contentSha256: string;
}

/**
 * The zip that stands at a path already, where it is just what would be written there: no file has changed, and the zip
 * itself is as its index says.
 */
export function findUnchangedZip(
  zip: string,
  entries: readonly StagedEntry[],
  { zipIndex: index, knownAt, pool }: WritingPlan,
): UnchangedZip | undefined {
  if (index?.zip === undefined || index.paths.length !== entries.length) return undefined;
  for (const [position, entry] of entries.entries()) {
    if (entry.path !== index.paths[position] || unixModeOf(entry) !== index.rows.modes[position]) return undefined;
    const known = knownAt(position);
    if (known?.zip.index === index && known.row === position) continue;
    const digest =
      entry.kind === "link" ? hash("sha256", entry.target, "buffer") : known && digestAt(known.zip.index, known.row);
    if (digest?.equals(digestAt(index, position)) !== true) return undefined;
  }
  if (!isUntouched(zip, index.zip, indexFileOf(zip, pool)) && digestOfFile(zip) !== index.zip.sha256) return undefined;
  const { size, sha256 } = index.zip;
  return { archive: zipOf(zip, { size, entries: entries.length, sha256 }), contentSha256: index.contentSha256 };
}

/** Whether a zip is unchanged since it was put in place: believed only where its index was written in a later tick of the clock. */
function isUntouched(file: string, { size, ino, ctimeMs }: IndexedZipFile, indexFile: string): boolean {
  const stats = statsOf(file);
  const index = indexStamp(indexFile, { lstatSync });
  const isSame = stats?.size === size && stats.ino === ino && stats.ctimeMs === ctimeMs;
  return isSame && index !== undefined && ctimeMs < index.ctimeMs;
}

/** Undefined where the disk says nothing. */
function statsOf(file: string): Stats | undefined {
  try {
    return lstatSync(file);
  } catch {
    return undefined;
  }
}

/** SHA-256 in hex; undefined for what cannot be read. */
function digestOfFile(file: string): string | undefined {
  let fd: number | undefined;
  try {
    fd = openSync(file, "r");
    const sha256 = createHash("sha256");
    for (const piece of piecesOf(fd, { offset: 0, size: fstatSync(fd).size })) sha256.update(piece);
    return sha256.digest("hex");
  } catch {
    return undefined;
  } finally {
    if (fd !== undefined) closeQuietly(fd);
  }
}
