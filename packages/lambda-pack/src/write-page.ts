import { join } from "node:path";
import {
  diskFileSystem,
  makeTemporaryDirectory,
  orWriteFailed,
  outputInvalid,
  removeDirectory,
} from "@lambda-pack/archive";
import type { FileSystem } from "@lambda-pack/archive";
import { isAbsent } from "@lambda-pack/model";

/** Fails, before anything is read, for a page that would replace what is neither a page nor to become one. */
export async function assertPageReplaceable(file: string, fs: FileSystem = diskFileSystem): Promise<void> {
  const stats = await orWriteFailed(
    file,
    fs.lstat(file).catch((error: unknown) => {
      if (isAbsent(error)) return undefined;
      throw error;
    }),
  );
  if (stats === undefined) return;
  if (stats.isDirectory()) throw outputInvalid(file, "is a directory", "Name a file in it.");
  if (stats.isSymbolicLink()) throw outputInvalid(file, "is a link", "Name the file that it leads to.");
  if (!stats.isFile()) throw outputInvalid(file, "is not a regular file", "Name a file.");
  if (stats.size > 0 && !/\.html?$/iu.test(file)) {
    throw outputInvalid(file, "exists and is not called .html", "Name another file, or remove this one.");
  }
}

/** Writes the page beside its final name and renames it: an earlier one stays whole until then. */
export async function writePage(file: string, page: string, fs: FileSystem = diskFileSystem): Promise<void> {
  const directory = await makeTemporaryDirectory(file, fs);
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
