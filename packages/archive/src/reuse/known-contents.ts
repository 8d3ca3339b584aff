import type { StagedFile } from "@lambda-pack/model";

import { digestAt, type BundleIndex } from "./bundle-index.ts";
import { openDigestTable, type DigestTable } from "./digest-table.ts";

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

/** A zip whose first row has a number; the others follow. */
interface NumberedZip extends IndexedZip {
  readonly first: number;
}

export function openKnownContents(): KnownContents {
  /** Ordered by their first numbers. */
  const zips: NumberedZip[] = [];
  const current = new Map<string, NumberedZip>();
  const byInode = new Map<number, number>();
  const table = openDigestTable();
  /** Zips whose inodes, and whose digests, have not been read yet. */
  const [unreadInodes, unreadDigests]: [NumberedZip[], NumberedZip[]] = [[], []];
  let count = 0;
  /** Of what was found last: in the same zip, the next file is most likely in the next row. */
  let last = -1;

  return { add, findByStat, digests, byNumber };

  function add({ file, index }: IndexedZip): void {
    const zip = { file, index, first: count };
    zips.push(zip);
    current.set(file, zip);
    unreadInodes.push(zip);
    unreadDigests.push(zip);
    count += index.paths.length;
  }

  function findByStat(file: StagedFile): KnownContent | undefined {
    // What lies in a zip of Yarn's has no inode, and times that its next version has too.
    if (file.ino === 0) return undefined;
    const next = nextFile(last + 1);
    if (next !== undefined && isOf(file, next)) return found(next);
    for (const zip of unreadInodes.splice(0)) readInodes(zip);
    const number = byInode.get(file.ino);
    const known = number === undefined ? undefined : byNumber(number);
    return known !== undefined && isOf(file, known) ? found(known) : undefined;
  }

  function found(content: KnownContent & { readonly zip: NumberedZip }): KnownContent {
    last = content.zip.first + content.row;
    return content;
  }

  /** Links have no inode of their own in an index. */
  function nextFile(number: number) {
    const content = byNumber(number);
    if (content === undefined) return undefined;
    const { inodes } = content.zip.index.rows;
    let { row } = content;
    while (inodes[row] === 0) row += 1;
    return { zip: content.zip, row };
  }

  function readInodes({ index, first }: NumberedZip): void {
    for (const [row, inode] of index.rows.inodes.entries()) {
      if (inode === 0) continue;
      const known = byNumber(byInode.get(inode) ?? -1);
      if (known === undefined || known.zip.index.takenMs < index.takenMs) byInode.set(inode, first + row);
    }
  }

  function digests(): DigestTable {
    for (const { first, index } of unreadDigests.splice(0)) {
      table.reserve(count);
      for (const [row, mode] of index.rows.modes.entries()) {
        if (isFile(mode)) table.add(first + row, { digests: index.rows.digests, row });
      }
    }
    return table.shared();
  }

  function byNumber(number: number) {
    const zip = zips.findLast(({ first }) => first <= number);
    return zip === undefined || current.get(zip.file) !== zip ? undefined : { zip, row: number - zip.first };
  }
}

function isOf({ ino, size, mtimeMs, ctimeMs }: StagedFile, { zip, row }: KnownContent): boolean {
  const { takenMs, rows } = zip.index;
  const isSame = rows.inodes[row] === ino && rows.ctimes[row] === ctimeMs && rows.mtimes[row] === mtimeMs;
  return isSame && rows.sizes[row] === size && ctimeMs < takenMs;
}

function isFile(mode: number): boolean {
  return (mode & 0o170000) === 0o100000;
}
