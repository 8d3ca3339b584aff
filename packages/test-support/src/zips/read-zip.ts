import { eachEntry } from "./each-entry.ts";

export interface ReadEntry {
  readonly path: string;
  /** `st_mode`, file type included. */
  readonly mode: number;
  readonly content: Buffer;
}

/** All entries of a zip of small files, in the order of its central directory. */
export async function readZip(file: string): Promise<readonly ReadEntry[]> {
  const entries: ReadEntry[] = [];
  await eachEntry(file, async ({ fileName, externalFileAttributes }, read) => {
    entries.push({ path: fileName, mode: externalFileAttributes >>> 16, content: await read() });
  });
  return entries;
}
