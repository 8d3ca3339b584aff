import { join } from "node:path";

import { systemCode } from "@lambda-pack/model";

import { outputRoot } from "./earlier-run.ts";
import { orWriteFailed } from "../disk/file-errors.ts";
import { diskFileSystem } from "../disk/file-system.ts";
import type { FileSystem } from "../disk/file-system.ts";
import { pathInside } from "../walk/never-packed.ts";

/**
 * Makes `<root>/.lambda-pack` with a `.gitignore` of its own, so that no output is ever committed by mistake; does
 * nothing when none of the outputs, absolute paths, lies below it.
 */
export async function ensureOutputRoot(
  root: string,
  outputs: readonly string[],
  fs: FileSystem = diskFileSystem,
): Promise<void> {
  const dir = outputRoot(root);
  if (!outputs.some((output) => pathInside(dir, output) !== undefined)) return;
  const file = join(dir, ".gitignore");
  await orWriteFailed(file, fs.mkdir(dir, { recursive: true }));
  await orWriteFailed(file, writeIfAbsent(file, fs));
}

async function writeIfAbsent(file: string, fs: FileSystem): Promise<void> {
  try {
    await fs.writeFile(file, "*\n", { flag: "wx" });
  } catch (error) {
    if (systemCode(error) !== "EEXIST") throw error;
  }
}
