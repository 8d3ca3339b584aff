import { existsSync } from "node:fs";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** A new empty directory, by its real path, that is removed after the test. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await makeTemporaryDirectory();
  onTestFinished(() => removeDirectory(directory));
  return directory;
}

/**
 * A new empty directory that the caller removes. No directory above it has a node_modules, so that nothing but its own
 * content can answer a `require` from inside.
 */
export async function makeTemporaryDirectory(): Promise<string> {
  const directory = await realpath(await mkdtemp(path.join(os.tmpdir(), "lambda-pack-test-")));
  for (let above = directory; above !== path.dirname(above); above = path.dirname(above)) {
    const leak = path.join(path.dirname(above), "node_modules");
    if (existsSync(leak)) throw new Error(`${leak} would leak into the tests; set TMPDIR to another place.`);
  }
  return directory;
}

export async function removeDirectory(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
}
