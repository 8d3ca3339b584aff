import type { PackageFile } from "@lambda-pack/model";

import { fileChanged, readFailure } from "./file-errors.ts";
import type { SourceFileSystem } from "./file-system.ts";

/** The content of a listed file; fails when its size or modification time is not the listed one any more. */
export function readUnchanged(file: PackageFile, fs: SourceFileSystem): Buffer {
  try {
    const fd = fs.openSync(file.source, "r");
    try {
      const content = readWhole(fd, file, fs);
      assertListed(fd, file, fs);
      return content;
    } finally {
      fs.closeSync(fd);
    }
  } catch (error) {
    throw readFailure(file.source, error);
  }
}

/** The same in pieces, each of which is valid until the next one is taken. What they hold counts only once there are no more. */
export function* readInPieces(file: PackageFile, fs: SourceFileSystem): Generator<Buffer, void, void> {
  try {
    const fd = fs.openSync(file.source, "r");
    try {
      const piece = Buffer.allocUnsafe(Math.min(file.size, PIECE_BYTES));
      for (let at = 0, read = 0; at < file.size; at += read) {
        read = fs.readSync(fd, piece, 0, Math.min(piece.length, file.size - at), at);
        if (read === 0) throw fileChanged(file.source, "changed");
        yield piece.subarray(0, read);
      }
      assertListed(fd, file, fs);
    } finally {
      fs.closeSync(fd);
    }
  } catch (error) {
    throw readFailure(file.source, error);
  }
}

const PIECE_BYTES = 1024 * 1024;

/**
 * Throws when an open file is not the one that was listed. After the reading, this detects a change before it as well: a
 * modification time does not go back by itself.
 */
export function assertListed(fd: number, { source, size, mtimeMs }: PackageFile, fs: SourceFileSystem): void {
  const now = fs.fstatSync(fd);
  if (!now.isFile() || now.size !== size || now.mtimeMs !== mtimeMs) throw fileChanged(source, "changed");
}

function readWhole(fd: number, { source, size }: PackageFile, fs: SourceFileSystem): Buffer {
  const content = Buffer.allocUnsafe(size);
  for (let filled = 0, read = 0; filled < size; filled += read) {
    read = fs.readSync(fd, content, filled, size - filled, filled);
    if (read === 0) throw fileChanged(source, "changed");
  }
  return content;
}
