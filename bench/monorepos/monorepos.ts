import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { plainEnvironment, toolBin } from "@lambda-pack/test-support/installs/tools";
import { cacheDirectory } from "@lambda-pack/test-support/repository";
import { execa } from "execa";

/** A monorepo that packs are measured in. */
export interface BenchedMonorepo {
  readonly name: string;
  /** The package that is packed, by its name. */
  readonly target: string;
  /** The directory of the target. */
  readonly directory: string;
  /** The module of the target that exports `handler`. */
  readonly main: string;
  /** A source file of a sibling that the target needs. */
  readonly changed: string;
  /** Writes and installs the monorepo into a directory that is not there yet. */
  readonly generate: (directory: string) => Promise<void>;
}

/** Three packages: a small function. */
export const seed: BenchedMonorepo = {
  name: "seed",
  target: "database",
  directory: "packages/database",
  main: "main.js",
  changed: "packages/shared/index.js",
  generate: (directory) => runGenerator("seed", [directory]),
};

/** 32 packages, eight of them behind one function. */
export const big: BenchedMonorepo = {
  name: "big",
  target: "@acme/api",
  directory: "packages/api",
  main: "index.js",
  changed: "packages/util/index.js",
  generate: (directory) => runGenerator("big", [directory]),
};

export const benchDirectory = path.join(cacheDirectory, "bench");

/** The installed monorepo; it is made the first time, which may take minutes, and kept in `.cache/bench`. */
export async function generateMonorepo({ name, generate }: BenchedMonorepo): Promise<string> {
  return makeOnce(path.join(benchDirectory, name), generate);
}

/** A directory that is made beside its final place and renamed, so that a killed run leaves nothing that looks finished. */
export async function makeOnce(directory: string, make: (fresh: string) => Promise<void>): Promise<string> {
  if (existsSync(directory)) return directory;
  const fresh = `${directory}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(path.dirname(fresh), { recursive: true });
  await make(fresh);
  await rename(fresh, directory);
  return directory;
}

/** Runs `make-<name>-monorepo.sh`; `--no-install` as the second argument leaves the installing to the caller. */
export async function runGenerator(name: string, args: readonly string[]): Promise<void> {
  await execa("bash", [path.join(import.meta.dirname, "..", `make-${name}-monorepo.sh`), ...args], {
    extendEnv: false,
    env: { ...plainEnvironment(), YARN: await toolBin("yarn-1.22.22") },
    stdout: 2,
    stderr: 2,
  });
}
