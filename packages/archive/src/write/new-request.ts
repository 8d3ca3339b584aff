import { join } from "node:path";

import type { StagedFile } from "@lambda-pack/model";

import { readUnchanged } from "../disk/read-unchanged.ts";
import type { FileRequest } from "../threads/batch.ts";
import { MAX_BYTES_WHOLE } from "../threads/process-file.mjs";
import type { EntriesToWrite } from "./entries-to-write.ts";

/** Asks for a file's content, however it is read; what else is wanted of it is added. */
export function newRequest(
  { zip, tar, source: fs, isOnDisk }: EntriesToWrite,
  file: StagedFile,
  position: number,
): Omit<FileRequest, "compress"> {
  const { source, size, mtimeMs } = file;
  const isWhole = size <= MAX_BYTES_WHOLE;
  // A tar needs the content here. A large one it reads again, piece by piece.
  if (!isOnDisk || (tar !== undefined && isWhole)) {
    return { source, size, mtimeMs, content: readUnchanged(file, fs) };
  }
  if (zip === undefined || isWhole) return { source, size, mtimeMs };
  return { source, size, mtimeMs, spill: join(zip.directory, `data-${position}`) };
}
