import { join } from "node:path";

import { outputRoot } from "./earlier-run.ts";
import { outputWriteFailed } from "./file-errors.ts";
import { diskFileSystem, type FileSystem } from "./file-system.ts";
import { pathInside } from "./never-packed.ts";
import { systemCode } from "./system-reason.ts";

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
  try {
    await fs.mkdir(dir, { recursive: true });
    await fs.writeFile(file, "*\n", { flag: "wx" });
  } catch (error) {
    if (systemCode(error) !== "EEXIST") throw outputWriteFailed(file, error);
  }
}
