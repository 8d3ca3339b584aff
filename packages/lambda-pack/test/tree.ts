import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** Writes files by their path into a temporary directory, which is removed after the test. Returns its real path. */
export async function tree(files: Readonly<Record<string, string | object>>): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "lambda-pack-")));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, typeof content === "string" ? content : JSON.stringify(content, null, 2));
  }
  return root;
}
