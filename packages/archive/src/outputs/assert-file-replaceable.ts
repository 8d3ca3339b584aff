import { constants } from "node:fs";
import type { Stats } from "node:fs";
import { dirname } from "node:path";

import { isAbsent } from "@lambda-pack/model";

import { orWriteFailed, outputWriteFailed } from "../disk/file-errors.ts";
import type { FileSystem } from "../disk/file-system.ts";
import { outputInvalid } from "./output-invalid.ts";

/**
 * Fails for a file that cannot be written, and for one that may not be replaced: `faultOf` is asked for a file that is there and is
 * not empty, and what it answers goes on from the path, `exists and is not a zip`.
 */
export async function assertFileReplaceable(
  file: string,
  fs: FileSystem,
  faultOf: () => Promise<string | undefined>,
): Promise<void> {
  await assertParent(file, fs);
  const stats = statsOf(file, fs);
  if (stats === undefined) return;
  if (stats.isDirectory()) throw outputInvalid(file, "is a directory", "Name a file in it.");
  if (stats.isSymbolicLink()) throw outputInvalid(file, "is a link", "Name the file that it leads to.");
  if (!stats.isFile()) throw outputInvalid(file, "is not a regular file", "Name a file.");
  const fault = stats.size === 0 ? undefined : await orWriteFailed(file, faultOf());
  if (fault !== undefined) throw outputInvalid(file, fault, "Name another file, or remove this one.");
  await orWriteFailed(file, fs.access(file, constants.W_OK));
}

/** The nearest directory above an output that exists must be one, and be writable. */
export async function assertParent(output: string, fs: FileSystem): Promise<void> {
  for (let parent = dirname(output); ; parent = dirname(parent)) {
    const stats = await fs.stat(parent).catch((error: unknown) => {
      if (isAbsent(error)) return undefined;
      throw outputWriteFailed(output, error);
    });
    if (stats === undefined && parent !== dirname(parent)) continue;
    if (stats?.isDirectory() !== true)
      throw outputInvalid(output, `lies in ${parent}, which is a file`, "Name another place.");
    await orWriteFailed(output, fs.access(parent, constants.W_OK));
    return;
  }
}

/** What is at an output's path, links not followed; undefined for nothing. */
export function statsOf(path: string, fs: FileSystem): Stats | undefined {
  try {
    return fs.lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw outputWriteFailed(path, error);
  }
}
