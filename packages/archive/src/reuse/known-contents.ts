import type { StagedFile } from "@lambda-pack/model";

import { digestAt, type BundleIndex } from "./bundle-index.ts";
import { newDigestTable, type DigestTable } from "./digest-table.ts";

/** A zip with its index. */
export interface IndexedZip {
  /** Absolute path. */
  readonly file: string;
  readonly index: BundleIndex;
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
  readonly add: (zip: IndexedZip) => void;
  /**
   * The content of a file whose inode, size and times are those of a file that was packed. As in git's index, they are not
   * believed where the file was changed when the index was begun, or later.
   */
  readonly findByStat: (file: StagedFile) => KnownContent | undefined;
  /** All digests; the number of a digest is that of its content. */
  readonly digests: () => DigestTable;
  readonly byNumber: (number: number) => KnownContent;
}

export function openKnownContents(): KnownContents {
  const zips: (IndexedZip & { readonly first: number })[] = [];
  const byInode = new Map<number, KnownContent>();
  /** Zips whose rows are not among these yet. */
  const unread: IndexedZip[] = [];
  let count = 0;
  /** What was found last: in the same zip, the next file is most likely in the next row. */
  let last: KnownContent | undefined;

  return { add, findByStat, digests, byNumber };

  function add(zip: IndexedZip): void {
    zips.push({ ...zip, first: count });
    unread.push(zip);
    count += zip.index.paths.length;
    last ??= { zip, row: -1 };
  }

  function findByStat(file: StagedFile): KnownContent | undefined {
    const next = last && nextFile(last);
    if (next !== undefined && isOf(file, next)) return (last = next);
    for (const zip of unread.splice(0)) readInodes(zip);
    const known = byInode.get(file.ino);
    return known !== undefined && isOf(file, known) ? (last = known) : undefined;
  }

  function readInodes(zip: IndexedZip): void {
    for (const [row, inode] of zip.index.rows.inodes.entries()) {
      if (inode === 0) continue;
      const known = byInode.get(inode);
      if (known === undefined || known.zip.index.takenMs < zip.index.takenMs) byInode.set(inode, { zip, row });
    }
  }

  function digests(): DigestTable {
    const table = newDigestTable(count);
    for (const { first, index } of zips) {
      for (const [row, mode] of index.rows.modes.entries()) {
        if (isFile(mode)) table.add(first + row, digestAt(index, row));
      }
    }
    return table.shared;
  }

  function byNumber(number: number): KnownContent {
    const zip = zips.findLast(({ first }) => first <= number);
    if (zip === undefined) throw new Error(`There is no content with the number ${number}`);
    return { zip, row: number - zip.first };
  }
}

function isFile(mode: number): boolean {
  return (mode & 0o170000) === 0o100000;
}

/** Links have no inode of their own in an index. */
function nextFile({ zip, row }: KnownContent): KnownContent {
  const { inodes } = zip.index.rows;
  let next = row + 1;
  while (inodes[next] === 0) next += 1;
  return { zip, row: next };
}

function isOf({ ino, size, mtimeMs, ctimeMs }: StagedFile, { zip, row }: KnownContent): boolean {
  const { takenMs, rows } = zip.index;
  const isSame = rows.inodes[row] === ino && rows.ctimes[row] === ctimeMs && rows.mtimes[row] === mtimeMs;
  return isSame && rows.sizes[row] === size && ctimeMs < takenMs;
}
