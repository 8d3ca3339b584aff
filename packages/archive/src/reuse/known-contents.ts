import type { StagedFile } from "@lambda-pack/model";

import { digestAt } from "./bundle-index.ts";
import type { BundleIndex } from "./bundle-index.ts";
import { openDigestTable } from "./digest-table.ts";
import type { DigestTable } from "./digest-table.ts";

/** A zip with its index. */
export interface IndexedZip {
  /** Absolute path. */
  readonly file: string;
  readonly index: BundleIndex;
  /** Whether the index is by who has the key: only then the disk may stand for contents. */
  readonly isOwn: boolean;
  /** Whether the zip is, for all that the disk says, the one that the index was written for; if not, what is copied is checked. */
  readonly isUntouched: boolean;
}

/** One row of one of the zips. */
export interface KnownContent {
  readonly zip: IndexedZip;
  readonly row: number;
}

/** SHA-256 of a content: a view. */
export function digestOf({ zip, row }: KnownContent): Buffer {
  return digestAt(zip.index, row);
}

/** Contents that lie compressed in earlier zips, found by what the disk says of a file or by their digest. */
export interface KnownContents {
  /** In the place of what was known of a zip at the same path. */
  readonly add: (zip: IndexedZip) => void;
  /**
   * The content of a file whose inode, size and times are those of a file that was packed. As in git's index, they are not
   * believed where the file was changed when the index was begun, or later.
   */
  readonly findByStat: (file: StagedFile) => KnownContent | undefined;
  /** All digests; the number of a digest is that of its content. */
  readonly digests: () => DigestTable;
  /** Undefined where its zip has been replaced since. */
  readonly byNumber: (number: number) => KnownContent | undefined;
}

export function openKnownContents(): KnownContents {
  const zips = openNumberedZips();
  const inodes = openInodes(zips);
  const table = openDigestTable();
  /** Zips whose digests have not been read yet. */
  const unread: NumberedZip[] = [];
  /** Of what was found last: in the same zip, the next file is most likely in the next row. */
  let last = -1;

  return { add, findByStat, digests, byNumber: zips.byNumber };

  function add(zip: IndexedZip): void {
    const numbered = zips.add(zip);
    inodes.add(numbered);
    unread.push(numbered);
  }

  function findByStat(file: StagedFile): KnownContent | undefined {
    // What lies in a zip of Yarn's has no inode, and times that its next version has too.
    if (file.ino === 0) return undefined;
    const next = nextFile(last + 1);
    if (next !== undefined && isOf(file, next)) return found(next);
    const known = inodes.find(file.ino);
    return known !== undefined && isOf(file, known) ? found(known) : undefined;
  }

  function found(content: NumberedContent): KnownContent {
    last = content.zip.first + content.row;
    return content;
  }

  /** Links have no inode of their own in an index. */
  function nextFile(number: number): NumberedContent | undefined {
    const content = zips.byNumber(number);
    if (content === undefined) return undefined;
    const rows = content.zip.index.rows.inodes;
    let { row } = content;
    while (rows[row] === 0) row += 1;
    return { zip: content.zip, row };
  }

  function digests(): DigestTable {
    for (const { first, index } of unread.splice(0)) {
      table.reserve(zips.count());
      for (const [row, mode] of index.rows.modes.entries()) {
        if (isFile(mode)) table.add(first + row, { digests: index.rows.digests, row });
      }
    }
    return table.shared();
  }
}

/** A zip whose first row has a number; the others follow. */
interface NumberedZip extends IndexedZip {
  readonly first: number;
}

interface NumberedContent extends KnownContent {
  readonly zip: NumberedZip;
}

interface NumberedZips {
  readonly add: (zip: IndexedZip) => NumberedZip;
  readonly byNumber: (number: number) => NumberedContent | undefined;
  /** Of all rows that have a number. */
  readonly count: () => number;
}

/** Of zips at the same path, the last one counts. */
function openNumberedZips(): NumberedZips {
  /** Ordered by their first numbers. */
  const zips: NumberedZip[] = [];
  const current = new Map<string, NumberedZip>();
  let count = 0;
  return { add, byNumber, count: () => count };

  function add(added: IndexedZip): NumberedZip {
    const { file, index } = added;
    const zip = { ...added, first: count };
    zips.push(zip);
    current.set(file, zip);
    count += index.paths.length;
    return zip;
  }

  function byNumber(number: number): NumberedContent | undefined {
    const zip = zips.findLast(({ first }) => first <= number);
    return zip === undefined || current.get(zip.file) !== zip ? undefined : { zip, row: number - zip.first };
  }
}

interface Inodes {
  readonly add: (zip: NumberedZip) => void;
  /** In the zip whose index is the newest. */
  readonly find: (inode: number) => NumberedContent | undefined;
}

/** Inodes of zips are read when one is looked up for the first time. */
function openInodes({ byNumber }: NumberedZips): Inodes {
  const numbers = new Map<number, number>();
  const unread: NumberedZip[] = [];
  return { add: (zip) => unread.push(zip), find };

  function find(inode: number): NumberedContent | undefined {
    for (const zip of unread.splice(0)) readInodes(zip);
    const number = numbers.get(inode);
    return number === undefined ? undefined : byNumber(number);
  }

  function readInodes({ index, first, isOwn }: NumberedZip): void {
    if (!isOwn) return;
    for (const [row, inode] of index.rows.inodes.entries()) {
      if (inode === 0) continue;
      const known = byNumber(numbers.get(inode) ?? -1);
      if (known === undefined || known.zip.index.takenMs < index.takenMs) numbers.set(inode, first + row);
    }
  }
}

function isOf({ ino, dev, size, mtimeMs, ctimeMs }: StagedFile, { zip, row }: KnownContent): boolean {
  const { takenMs, rows } = zip.index;
  if (!zip.isOwn || rows.devices[row] !== dev) return false;
  const isSame = rows.inodes[row] === ino && rows.ctimes[row] === ctimeMs && rows.mtimes[row] === mtimeMs;
  return isSame && rows.sizes[row] === size && ctimeMs < takenMs;
}

function isFile(mode: number): boolean {
  return (mode & 0o170000) === 0o100000;
}
