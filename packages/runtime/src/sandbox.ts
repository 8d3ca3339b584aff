import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PackError } from "@lambda-pack/model";

/** A temporary directory that one function lives in. Removed with all that is in it. */
export interface Sandbox {
  /** Absolute and real. */
  readonly dir: string;
  /** Where the bundle is unpacked: `/var/task` on Lambda. */
  readonly taskRoot: string;
  readonly remove: () => Promise<void>;
}

/** Makes a sandbox outside of every node_modules tree: nothing that the bundle lacks is found by chance. */
export async function openSandbox(): Promise<Sandbox> {
  const base = await realpath(tmpdir());
  const above = [...ancestors(base)].map((dir) => join(dir, "node_modules")).find((dir) => existsSync(dir));
  if (above !== undefined) {
    throw new PackError("SANDBOX_INVALID", `${above} would be found by a function that runs in ${base}.`, {
      hint: "Remove it, or set TMPDIR to a directory that has no node_modules above it.",
      details: { path: above },
    });
  }
  const dir = await mkdtemp(join(base, "lambda-pack-"));
  const taskRoot = join(dir, "task");
  await mkdir(taskRoot);
  return { dir, taskRoot, remove: () => remove(dir) };
}

/** A fresh `/tmp` for one runtime process. */
export async function openTemporary({ dir }: Sandbox): Promise<string> {
  return mkdtemp(join(dir, "tmp-"));
}

/** Directories that nobody may write to have to be made writable first, but for root. */
async function remove(dir: string): Promise<void> {
  try {
    await rm(dir, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    await makeWritable(dir);
    await rm(dir, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function makeWritable(dir: string): Promise<void> {
  await chmod(dir, 0o700);
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    if (entry.isDirectory()) await makeWritable(join(dir, entry.name));
  }
}

function* ancestors(dir: string): Generator<string> {
  yield dir;
  const parent = dirname(dir);
  if (parent !== dir) yield* ancestors(parent);
}
