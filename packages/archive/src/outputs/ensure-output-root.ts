import { join } from "node:path";

import { systemCode } from "@lambda-pack/model";

import { outputRoot } from "./output-root.ts";
import { orWriteFailed } from "../disk/file-errors.ts";
import { diskFileSystem } from "../disk/file-system.ts";
import type { FileSystem } from "../disk/file-system.ts";
import { wayInside } from "../disk/way-inside.ts";

/**
 * Makes `<root>/.lambda-pack` with a `.gitignore` of its own, so that no output is ever committed by mistake. Where all of the
 * outputs, absolute paths, lie elsewhere, it is for their indexes alone, and a root that cannot be written is no failure; where
 * there are none, it is not made.
 */
export async function ensureOutputRoot(
  root: string,
  outputs: readonly string[],
  fs: FileSystem = diskFileSystem,
): Promise<void> {
  if (outputs.length === 0) return;
  const dir = outputRoot(root);
  const file = join(dir, ".gitignore");
  const made = makeRoot(dir, file, fs);
  if (outputs.some((output) => wayInside(dir, output) !== undefined)) await orWriteFailed(file, made);
  else await Promise.allSettled([made]);
}

async function makeRoot(dir: string, file: string, fs: FileSystem): Promise<void> {
  await fs.mkdir(dir, { recursive: true });
  await writeIfAbsent(file, fs);
}

async function writeIfAbsent(file: string, fs: FileSystem): Promise<void> {
  try {
    await fs.writeFile(file, "*\n", { flag: "wx" });
  } catch (error) {
    if (systemCode(error) !== "EEXIST") throw error;
  }
}
