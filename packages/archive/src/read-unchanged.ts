import type { PackageFile } from "@lambda-pack/model";

import { fileChanged, readFailure } from "./file-errors.ts";
import type { SourceFileSystem } from "./file-system.ts";

/** The content of a listed file; fails when its size or modification time is not the listed one any more. */
export function readUnchanged(file: PackageFile, fs: SourceFileSystem): Buffer {
  try {
    const fd = fs.openSync(file.source, "r");
    try {
      const content = readWhole(fd, file, fs);
      // Also tells of a change before the reading: a modification time does not go back by itself.
      const stats = fs.fstatSync(fd);
      if (stats.isFile() && stats.size === file.size && stats.mtimeMs === file.mtimeMs) return content;
      throw fileChanged(file.source, "changed");
    } finally {
      fs.closeSync(fd);
    }
  } catch (error) {
    throw readFailure(file.source, error);
  }
}

function readWhole(fd: number, { source, size }: PackageFile, fs: SourceFileSystem): Buffer {
  const content = Buffer.allocUnsafe(size);
  for (let filled = 0, read = 0; filled < size; filled += read) {
    read = fs.readSync(fd, content, filled, size - filled, filled);
    if (read === 0) throw fileChanged(source, "changed");
  }
  return content;
}
