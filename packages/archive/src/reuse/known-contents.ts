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
  let count = 0;

  return { add, findByStat, digests, byNumber };

  function add(zip: IndexedZip): void {
    const { inodes } = zip.index.rows;
    zips.push({ ...zip, first: count });
    count += inodes.length;
    for (const [row, inode] of inodes.entries()) {
      if (inode === 0) continue;
      const known = byInode.get(inode);
      if (known === undefined || known.zip.index.takenMs < zip.index.takenMs) byInode.set(inode, { zip, row });
    }
  }

  function findByStat({ ino, size, mtimeMs, ctimeMs }: StagedFile): KnownContent | undefined {
    const known = byInode.get(ino);
    if (known === undefined) return undefined;
    const { takenMs, rows } = known.zip.index;
    const { row } = known;
    const isSame = rows.ctimes[row] === ctimeMs && rows.mtimes[row] === mtimeMs && rows.sizes[row] === size;
    return isSame && ctimeMs < takenMs ? known : undefined;
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
