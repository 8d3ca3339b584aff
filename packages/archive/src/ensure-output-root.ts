import { join } from "node:path";

import { outputRoot } from "./earlier-run.ts";
import { outputWriteFailed } from "./file-errors.ts";
import { diskFileSystem, type FileSystem } from "./file-system.ts";
import { pathInside } from "./never-packed.ts";
import { systemCode } from "./system-reason.ts";

interface OutputRootOptions {
  /** Absolute paths of this run's outputs; without one below the output root, nothing is made. */
  readonly outputs: readonly string[];
  readonly fs?: FileSystem;
}

/** Makes `<root>/.lambda-pack` with a `.gitignore` of its own, so that no output is ever committed by mistake. */
export async function ensureOutputRoot(
  root: string,
  { outputs, fs = diskFileSystem }: OutputRootOptions,
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
