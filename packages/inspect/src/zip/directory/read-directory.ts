import { setImmediate as nextTurn } from "node:timers/promises";
import { isPackError, throwIfInterrupted } from "@lambda-pack/model";
import { fromRandomAccessReader } from "yauzl";
import type { Entry, ZipFile } from "yauzl";
import type { DirectoryEntry } from "./directory-entry.ts";
import { directoryFault } from "./directory-fault.ts";
import type { RandomFile } from "../random-file.ts";
import { toDirectoryEntry } from "./to-directory-entry.ts";
import { WindowReader } from "./window-reader.ts";
import { zipInvalid, zipTooLarge } from "../zip-faults.ts";
import { MAX_ENTRIES } from "../zip-limits.ts";

export interface ReadDirectoryOptions {
  readonly label: string;
  readonly signal?: AbortSignal | undefined;
}

export interface Directory {
  /** In the order of the central directory. */
  readonly entries: readonly DirectoryEntry[];
  readonly comment: string;
  /** Where it begins. */
  readonly directoryStart: number;
}

/** Entries that are read before whatever waits gets its turn. */
const TURN = 4096;

/** Reads the central directory. Each entry is right by itself; whether they fit together is not checked yet. */
export async function readDirectory(file: RandomFile, options: ReadDirectoryOptions): Promise<Directory> {
  const { label } = options;
  const reader = new WindowReader(file);
  try {
    const zip = await openDirectory(reader, file);
    if (zip.entryCount > MAX_ENTRIES) {
      throw zipTooLarge(label, `it claims ${zip.entryCount} entries, more than the maximum of ${MAX_ENTRIES}`);
    }
    // The types say that it is a boolean.
    const directoryStart = Number(zip.readEntryCursor);
    assertOneEnd(file, label);
    const entries = await readEntries(zip, options);
    if (entries.length > 0 && isFollowedByEntry(file, reader.end)) {
      throw zipInvalid(label, "it has more entries than it claims");
    }
    return { entries, comment: zip.comment, directoryStart };
  } catch (error) {
    throw isPackError(error) ? error : directoryFault(file, label, error);
  }
}

async function openDirectory(reader: WindowReader, { size }: RandomFile): Promise<ZipFile> {
  // Backslashes are not turned into slashes silently: not every unpacking program does that.
  const options = { lazyEntries: true, autoClose: false, strictFileNames: true };
  return new Promise((resolve, reject) => {
    fromRandomAccessReader(reader, size, options, (error, zip) => {
      if (error === null) resolve(zip);
      else reject(error);
    });
  });
}

/** yauzl answers at once what the window holds, so this is a plain loop but for entries without a name. */
async function readEntries(zip: ZipFile, { label, signal }: ReadDirectoryOptions): Promise<readonly DirectoryEntry[]> {
  const entries: DirectoryEntry[] = [];
  const failures: unknown[] = [];
  let onAnswer: (() => void) | undefined;
  zip.on("entry", (entry: Entry) => {
    try {
      entries.push(toDirectoryEntry(entry, entries.length, label));
    } catch (error) {
      failures.push(error);
    }
    onAnswer?.();
  });
  zip.on("error", (error: unknown) => {
    failures.push(error);
    onAnswer?.();
  });
  while (entries.length < zip.entryCount) {
    const before = entries.length;
    zip.readEntry();
    if (entries.length === before && failures.length === 0) {
      await new Promise<void>((resolve) => {
        onAnswer = resolve;
      });
    }
    if (failures.length > 0) throw failures[0];
    if (entries.length % TURN === 0) await nextTurn();
    throwIfInterrupted(signal);
  }
  return entries;
}

const END_BYTES = 22;

/** APPNOTE 4.3.16: of the comment. */
const MAX_COMMENT_BYTES = 65_535;

/** A comment may hold another end, of another list: which of them a program takes depends on the side that it looks from. */
function assertOneEnd(file: RandomFile, label: string): void {
  const start = Math.max(0, file.size - END_BYTES - MAX_COMMENT_BYTES);
  const tail = Buffer.alloc(file.size - start);
  file.read(tail, start);
  let ends = 0;
  for (let at = tail.indexOf(END_SIGNATURE); at !== -1; at = tail.indexOf(END_SIGNATURE, at + 1)) {
    const isWhole = at + END_BYTES <= tail.length;
    if (isWhole && at + END_BYTES + tail.readUInt16LE(at + END_BYTES - 2) === tail.length) ends += 1;
  }
  if (ends > 1) throw zipInvalid(label, "it has more than one end, so that programs read different lists of entries");
}

const END_SIGNATURE = Buffer.from("PK\u0005\u0006", "latin1");

/** Old programs write the number of entries with 16 bits however many there are: the rest would be passed over in silence. */
function isFollowedByEntry(file: RandomFile, position: number): boolean {
  const buffer = Buffer.alloc(4);
  return file.read(buffer, position) === buffer.length && buffer.readUInt32LE() === 0x02014b50;
}
