import type { Stats } from "node:fs";
import type { FileHandle } from "node:fs/promises";

import type { PackageFile } from "@lambda-pack/model";

import { fileChanged, readFailure } from "./file-errors.ts";
import type { SourceFileSystem } from "./file-system.ts";

/** The content of a listed file; fails when its size or modification time is not the listed one any more. */
export async function readUnchanged(file: PackageFile, fs: SourceFileSystem): Promise<Buffer> {
  try {
    const handle = await fs.open(file.source, "r");
    try {
      const content = await readWhole(file, handle);
      // Also tells of a change before the reading: a modification time does not go back by itself.
      assertListed(file, await handle.stat());
      return content;
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw readFailure(file.source, error);
  }
}

function assertListed(file: PackageFile, stats: Stats): void {
  if (!stats.isFile() || stats.size !== file.size || stats.mtimeMs !== file.mtimeMs) {
    throw fileChanged(file.source, "changed");
  }
}

async function readWhole(file: PackageFile, handle: FileHandle): Promise<Buffer> {
  const content = Buffer.allocUnsafe(file.size);
  let filled = 0;
  while (filled < file.size) {
    const { bytesRead } = await handle.read(content, filled, file.size - filled, filled);
    if (bytesRead === 0) throw fileChanged(file.source, "changed");
    filled += bytesRead;
  }
  return content;
}
