import { lstat, readdir, readlink } from "node:fs/promises";
import path from "node:path";

/**
 * One line for everything below a directory, in code-unit order: path, type and mode, size, modification time, link text.
 * Two equal lists mean that nothing was written in between. `except` is the name of one child that does not count; as it
 * comes and goes, the directory's own time does not count either.
 */
export async function listDirectory(directory: string, except: string): Promise<readonly string[]> {
  const names = await readdir(directory);
  const lists = await Promise.all(names.filter((name) => name !== except).map((name) => listPath(directory, name)));
  return lists.flat().toSorted();
}

async function listPath(root: string, name: string): Promise<readonly string[]> {
  const file = path.join(root, name);
  const stats = await lstat(file);
  const target = stats.isSymbolicLink() ? ` -> ${await readlink(file)}` : "";
  const own = `${name} ${stats.mode.toString(8)} ${stats.size} ${stats.mtimeMs}${target}`;
  if (!stats.isDirectory()) return [own];
  const below: string[] = [];
  for (const child of await readdir(file)) below.push(...(await listPath(root, path.join(name, child))));
  return [own, ...below];
}

/** Every file and link below a directory, as paths with forward slashes in code-unit order. */
export async function listFiles(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .toSorted();
}
