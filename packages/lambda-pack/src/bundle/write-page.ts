import { join } from "node:path";
import {
  assertFileReplaceable,
  diskFileSystem,
  makeTemporaryDirectory,
  orWriteFailed,
  removeDirectory,
} from "@lambda-pack/archive";
import type { FileSystem } from "@lambda-pack/archive";

/** Fails for a page that cannot be written, and for one that would replace what is neither a page nor to become one. */
export async function assertPageReplaceable(file: string, fs: FileSystem = diskFileSystem): Promise<void> {
  await assertFileReplaceable(file, fs, async () =>
    /\.html?$/iu.test(file) ? undefined : "exists and is not named .html",
  );
}

/** Writes the page beside its final name and renames it: an earlier one stays whole until then. */
export async function writePage(file: string, page: string, fs: FileSystem = diskFileSystem): Promise<void> {
  const directory = await makeTemporaryDirectory(file, { fs });
  const unfinished = join(directory, "page");
  try {
    await orWriteFailed(file, writeAll(unfinished, page, fs));
    await orWriteFailed(file, fs.rename(unfinished, file));
  } finally {
    await orWriteFailed(file, removeDirectory(directory, fs));
  }
}

async function writeAll(file: string, content: string, fs: FileSystem): Promise<void> {
  const handle = await fs.open(file, "wx");
  try {
    await handle.writeFile(content);
  } finally {
    await handle.close();
  }
}
