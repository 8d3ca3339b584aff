import { dirname, join, relative, resolve, sep } from "node:path";

import { isAbsent } from "@lambda-pack/model";

import type { FileSystem } from "../disk/file-system.ts";
import { isIndex } from "./bundle-index.ts";

/** The folder of indexes in the directory of outputs. */
const FOLDER = ".outside";

const ENDING = ".packindex";

interface OutsideIndexes {
  /** Absolute path of the folder. */
  readonly folder: string;
  /** The index of an output, by its path from the directory above that of outputs: the workspace. */
  readonly indexOf: (output: string) => string;
  /** The output of an index. */
  readonly outputOf: (indexFile: string) => string;
}

/** Where the indexes of outputs lie that are not in the directory of outputs. */
export function outsideIndexes(pool: string): OutsideIndexes {
  const folder = join(pool, FOLDER);
  const root = dirname(pool);
  return {
    folder,
    indexOf: (output) => `${join(folder, ...relative(root, output).split(sep).map(escaped))}${ENDING}`,
    outputOf: (indexFile) =>
      resolve(root, relative(folder, indexFile.slice(0, -ENDING.length)).split(sep).map(unescaped).join(sep)),
  };
}

/** What leads up, or names a drive, is no name of a folder. */
function escaped(segment: string): string {
  return segment === ".." ? "%2E%2E" : segment.replace(/:$/u, "%3A");
}

function unescaped(segment: string): string {
  return segment === "%2E%2E" ? ".." : segment.replace(/%3A$/u, ":");
}

interface Removing {
  /** Absolute path of the directory of outputs. */
  readonly pool: string;
  /** Absolute path of the output that has just been written. */
  readonly output: string;
  readonly fs: FileSystem;
}

/** Removes the index that an earlier version has put beside the output, and the indexes of outputs that are there no more. */
export async function removeStaleIndexes({ pool, output, fs }: Removing): Promise<void> {
  const legacy = `${output}${ENDING}`;
  if (await isIndexFile(legacy, fs)) await fs.rm(legacy, { force: true });
  await cleanFolder(outsideIndexes(pool).folder);

  /** Whether nothing is left in it. */
  async function cleanFolder(folder: string): Promise<boolean> {
    let isEmpty = true;
    for (const entry of await fs.readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      const isStale = entry.isDirectory() ? await cleanFolder(path) : !(await isNeeded(path));
      if (isStale) await fs.rm(path, { recursive: true, force: true });
      else isEmpty = false;
    }
    return isEmpty;
  }

  async function isNeeded(indexFile: string): Promise<boolean> {
    // What another run is about to put in place ends otherwise, and its output is away only for a moment.
    const end = indexFile.lastIndexOf(ENDING) + ENDING.length;
    return exists(outsideIndexes(pool).outputOf(indexFile.slice(0, end)), fs);
  }
}

async function exists(path: string, fs: FileSystem): Promise<boolean> {
  try {
    await fs.lstat(path);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

async function isIndexFile(file: string, fs: FileSystem): Promise<boolean> {
  try {
    const handle = await fs.open(file, "r");
    try {
      return isIndex((await handle.read(Buffer.alloc(64), 0, 64, 0)).buffer);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}
