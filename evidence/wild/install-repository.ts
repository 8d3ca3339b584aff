import path from "node:path";
import { makeTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { plainEnvironment, toolBin } from "@lambda-pack/test-support/installs/tools";
import { execa } from "execa";
import { ensureDir, remove } from "fs-extra/esm";
import type { Repository } from "./repository.ts";

/** A public monorepo on disk, until it is removed. */
export interface InstalledRepository {
  readonly repository: Repository;
  readonly root: string;
  readonly remove: () => Promise<void>;
}

/** Fetches one commit and installs it, with caches of its own beside it. No script of a package runs, and nothing is built. */
export async function installRepository(repository: Repository): Promise<InstalledRepository> {
  const outside = makeTemporaryDirectory();
  try {
    const root = path.join(outside, "root");
    await ensureDir(root);
    const env = await installEnvironment(repository, outside);
    const run = async (command: string, args: readonly string[]): Promise<unknown> =>
      execa(command, args, { cwd: root, extendEnv: false, env, stdin: "ignore" });
    await run("git", ["init", "--quiet"]);
    await run("git", ["fetch", "--quiet", "--depth", "1", `https://github.com/${repository.name}`, repository.commit]);
    await run("git", ["checkout", "--quiet", "FETCH_HEAD"]);
    for (const [command, ...args] of repository.commands) await run(command, args);
    return { repository, root, remove: async () => remove(outside) };
  } catch (error) {
    await remove(outside);
    throw error;
  }
}

async function installEnvironment({ tools, env }: Repository, outside: string): Promise<NodeJS.ProcessEnv> {
  const executables = await Promise.all(tools.map(async ({ release, bin }) => toolBin(release, bin)));
  const beside = (name: string): string => path.join(outside, name);
  return {
    ...plainEnvironment(),
    PATH: [...executables.map((file) => path.dirname(file)), process.env["PATH"]].join(path.delimiter),
    CI: "true",
    npm_config_cache: beside("npm-cache"),
    npm_config_store_dir: beside("pnpm-store"),
    npm_config_ignore_scripts: "true",
    // A repository may ask for another release of its package manager, which would be fetched.
    npm_config_manage_package_manager_versions: "false",
    YARN_CACHE_FOLDER: beside("yarn-cache"),
    YARN_GLOBAL_FOLDER: beside("yarn-global"),
    YARN_ENABLE_SCRIPTS: "0",
    YARN_ENABLE_TELEMETRY: "0",
    YARN_IGNORE_PATH: "1",
    BUN_INSTALL_CACHE_DIR: beside("bun-cache"),
    DO_NOT_TRACK: "1",
    ...env,
  };
}

/** What git sees changed or new in a monorepo, each with its letters. */
export async function readChanges(root: string): Promise<readonly string[]> {
  const args = ["status", "--porcelain", "--untracked-files=all"];
  const { stdout } = await execa("git", args, { cwd: root });
  return stdout.split("\n").filter((line) => line !== "");
}
