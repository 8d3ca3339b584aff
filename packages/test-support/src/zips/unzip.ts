import { symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ensureDirSync } from "fs-extra/esm";
import { eachEntry } from "./each-entry.ts";

const TYPE_MASK = 0o170000;
const LINK_TYPE = 0o120000;

/** Unpacks a zip of small files into a directory, with modes and links. */
export async function unzip(file: string, directory: string): Promise<void> {
  await eachEntry(file, async ({ fileName, externalFileAttributes }, read) => {
    const target = path.join(directory, fileName);
    if (fileName.endsWith("/")) return ensureDirSync(target);

    const content = await read();
    const mode = externalFileAttributes >>> 16;
    ensureDirSync(path.dirname(target));
    if ((mode & TYPE_MASK) === LINK_TYPE) symlinkSync(content.toString(), target);
    else writeFileSync(target, content, { mode: mode & 0o777, flag: "wx" });
  });
}
