import { existsSync, mkdtempSync, realpathSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { remove } from "fs-extra/esm";

/**
 * A new empty directory, by its real path, that the caller removes. No directory above it has a node_modules, so that
 * nothing but its own content can answer a `require` from inside.
 */
export function makeTemporaryDirectory(): string {
  const directory = realpathSync(mkdtempSync(path.join(os.tmpdir(), "lambda-pack-test-")));
  for (let above = directory; above !== path.dirname(above); above = path.dirname(above)) {
    const leak = path.join(path.dirname(above), "node_modules");
    if (existsSync(leak)) throw new Error(`${leak} would leak into the tests; set TMPDIR to another place.`);
  }
  return directory;
}

/** Does something in a new empty directory, which is gone afterwards. */
export async function inTemporaryDirectory<Result>(use: (directory: string) => Promise<Result>): Promise<Result> {
  const directory = makeTemporaryDirectory();
  try {
    return await use(directory);
  } finally {
    await remove(directory);
  }
}
