import { chmodSync, existsSync, readdirSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PackError, systemCode, systemReason } from "@lambda-pack/model";
import { atExit } from "../process/at-exit.ts";

/** A temporary directory that one function lives in. Removed with all that is in it. */
export interface Sandbox {
  /** Absolute and real. */
  readonly dir: string;
  /** Where the bundle is unpacked: `/var/task` on Lambda. */
  readonly taskRoot: string;
  readonly remove: () => Promise<void>;
}

export interface SandboxOptions {
  /** Makes a directory that is called so each time: for debuggers, whose settings hold its path. */
  readonly name?: string | undefined;
  /** Who makes it, for whoever looks later whether that process has been killed: a part of the directory's name. */
  readonly owner?: string | undefined;
}

/** What the names of sandboxes begin with; the owner follows. */
export const sandboxPrefix = "lambda-pack-";

/** Makes a sandbox outside of every node_modules tree: nothing that the bundle lacks is found by chance. */
export async function openSandbox({ name, owner }: SandboxOptions = {}): Promise<Sandbox> {
  const base = await sandboxBase();
  const above = [...ancestors(base)].map((dir) => join(dir, "node_modules")).find((dir) => existsSync(dir));
  if (above !== undefined) {
    throw new PackError("SANDBOX_INVALID", `A function that runs in ${base} would resolve packages from ${above}.`, {
      hint: "Remove it, or set TMPDIR to a directory that has no node_modules above it.",
      details: { path: above },
    });
  }
  const dir = await makeDirectory(base, { name, owner });
  const callOff = atExit(() => removeNow(dir));
  const taskRoot = join(dir, "task");
  const sandbox = {
    dir,
    taskRoot,
    remove: async () => {
      await removeSandbox(dir);
      callOff();
    },
  };
  try {
    await mkdir(taskRoot);
    return sandbox;
  } catch (cause) {
    await sandbox.remove();
    throw unusable(taskRoot, cause);
  }
}

/** A fresh `/tmp` for one runtime process. */
export async function openTemporary({ dir }: Sandbox): Promise<string> {
  try {
    return await mkdtemp(join(dir, "tmp-"));
  } catch (cause) {
    throw unusable(dir, cause);
  }
}

/** Absolute and real path of the directory that sandboxes are made in. */
export async function sandboxBase(): Promise<string> {
  try {
    return await realpath(tmpdir());
  } catch (cause) {
    throw unusable(tmpdir(), cause);
  }
}

async function makeDirectory(base: string, { name, owner }: SandboxOptions): Promise<string> {
  if (name === undefined) {
    return mkdtemp(join(base, owner === undefined ? sandboxPrefix : `${sandboxPrefix}${owner}-`)).catch(
      (cause: unknown) => {
        throw unusable(base, cause);
      },
    );
  }
  const dir = join(base, name);
  try {
    await mkdir(dir, { mode: 0o700 });
    return dir;
  } catch (cause) {
    if (systemCode(cause) !== "EEXIST") throw unusable(base, cause);
    throw new PackError("SANDBOX_INVALID", `${dir} already exists: another run uses it, or a killed run has left it.`, {
      hint: "End that run, or remove the directory; another port (--inspect=<port>) uses another directory.",
      details: { path: dir },
      cause,
    });
  }
}

function unusable(path: string, cause: unknown): PackError {
  return new PackError("SANDBOX_INVALID", `The function cannot run in ${path}: ${systemReason(cause)}.`, {
    hint: "Free some space there, or set TMPDIR to a writable directory.",
    details: { path },
    cause,
  });
}

/** Removes a sandbox with all that is in it. */
export async function removeSandbox(dir: string): Promise<void> {
  try {
    await rm(dir, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    makeWritable(dir);
    await rm(dir, { recursive: true, force: true, maxRetries: 3 });
  }
}

function removeNow(dir: string): void {
  try {
    makeWritable(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A user other than root cannot empty a directory that is not writable. */
function makeWritable(dir: string): void {
  chmodSync(dir, 0o700);
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (entry.isDirectory()) makeWritable(join(dir, entry.name));
  }
}

function* ancestors(dir: string): Generator<string> {
  yield dir;
  const parent = dirname(dir);
  if (parent !== dir) yield* ancestors(parent);
}
