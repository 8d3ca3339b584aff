import { lstat, readdir, readlink } from "node:fs/promises";
import path from "node:path";

/**
 * One line for everything below a directory, in code-unit order: path, type and mode, size, modification time, link text.
 * Two equal lists mean that nothing was written in between. `except` is the name of one child that does not count; as it
 * comes and goes, the directory's own time does not count either.
 */
export async function listDirectory(directory: string, except: string): Promise<readonly string[]> {
  const found = await listPaths(directory);
  const counted = found.filter(({ name }) => name !== except && !name.startsWith(`${except}/`));
  const lines = counted.map(async ({ name, file, stats }) => {
    const target = stats.isSymbolicLink() ? ` -> ${await readlink(file)}` : "";
    return `${name} ${stats.mode.toString(8)} ${stats.size} ${stats.mtimeMs}${target}`;
  });
  return (await Promise.all(lines)).toSorted();
}

/** Every file and link below a directory, as paths with forward slashes in code-unit order. */
export async function listFiles(directory: string): Promise<readonly string[]> {
  const found = await listPaths(directory);
  return found
    .filter(({ stats }) => !stats.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

interface FoundPath {
  /** From the start, with forward slashes; a part that is not UTF-8 stands in hexadecimal digits. */
  readonly name: string;
  readonly file: Buffer;
  readonly stats: Awaited<ReturnType<typeof lstat>>;
}

/** Names are bytes here: not all of them are text. */
async function listPaths(directory: string): Promise<readonly FoundPath[]> {
  const found: FoundPath[] = [];
  const directories = [{ name: "", file: Buffer.from(directory) }];
  for (const { name: parent, file: above } of directories) {
    for (const child of await readNames(above)) {
      const file = Buffer.concat([above, Buffer.from(path.sep), child]);
      const stats = await lstat(file);
      const name = parent === "" ? textOf(child) : `${parent}/${textOf(child)}`;
      found.push({ name, file, stats });
      if (stats.isDirectory()) directories.push({ name, file });
    }
  }
  return found;
}

/** An unreadable directory has no names to list. */
async function readNames(directory: Buffer): Promise<readonly Buffer[]> {
  try {
    return await readdir(directory, { encoding: "buffer" });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EACCES") return [];
    throw error;
  }
}

function textOf(name: Buffer): string {
  const text = name.toString("utf8");
  return Buffer.from(text).equals(name) ? text : `bytes ${name.toString("hex")}`;
}
