import type { ZippedFacts } from "@lambda-pack/model";
import type { Entry } from "yauzl";
import type { DirectoryEntry } from "./directory-entry.ts";
import { entryPath } from "./entry-path.ts";
import { entryName, UNIX } from "./entry-name.ts";
import { zipEncrypted } from "../zip-faults.ts";

const LOCAL_HEADER_BYTES = 30;

/** One entry as yauzl gives it, in our words. Throws for names that are unsafe and for what needs a password. */
export function toDirectoryEntry(entry: Entry, index: number, label: string): DirectoryEntry {
  const name = entryName(entry);
  const path = entryPath(name, label);
  if (entry.isEncrypted()) throw zipEncrypted(label, name);
  const madeBy = entry.versionMadeBy >>> 8;
  // Only Unix writes `st_mode` into the upper half (APPNOTE 4.4.15).
  const unixMode = madeBy === UNIX ? entry.externalFileAttributes >>> 16 : 0o100644;
  return {
    kind: kindOf(name, unixMode),
    path,
    rawName:
      "fileNameRaw" in entry && entry.fileNameRaw instanceof Buffer ? entry.fileNameRaw.toString("latin1") : name,
    mode: unixMode & 0o7777,
    size: entry.uncompressedSize,
    offset: entry.relativeOffsetOfLocalHeader,
    extent: LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize,
    zipped: zippedFacts(entry, { index, madeBy }),
  };
}

function kindOf(name: string, unixMode: number): DirectoryEntry["kind"] {
  if (name.endsWith("/") || name === ".") return "directory";
  const type = unixMode & 0o170000;
  if (type === 0o120000) return "link";
  return type === 0o040000 ? "directory" : "file";
}

function zippedFacts(entry: Entry, { index, madeBy }: Pick<ZippedFacts, "index" | "madeBy">): ZippedFacts {
  return {
    index,
    bytes: entry.compressedSize,
    crc32: entry.crc32,
    method: entry.compressionMethod,
    flags: entry.generalPurposeBitFlag,
    modified: dosTime(entry.lastModFileDate, entry.lastModFileTime),
    madeBy,
    extraFields: entry.extraFields.map(({ id }) => id),
  };
}

/** APPNOTE 4.4.6: years from 1980 and steps of two seconds. */
function dosTime(date: number, time: number): string {
  const day = [1980 + (date >>> 9), (date >>> 5) & 0xf, date & 0x1f].map(twoDigits).join("-");
  return `${day}T${[time >>> 11, (time >>> 5) & 0x3f, (time & 0x1f) * 2].map(twoDigits).join(":")}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
