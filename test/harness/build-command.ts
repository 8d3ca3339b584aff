import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";
import { writeTree } from "@lambda-pack/test-support/disk/tree";
import { repository } from "@lambda-pack/test-support/repository";
import { bundleCode } from "../../scripts/bundle-code.ts";
import type { Outputs } from "../../scripts/bundle-code.ts";

const published = path.join(repository, "packages", "lambda-pack");
const builds = path.join(published, "build", "commands");

let built: Promise<string> | undefined;

/**
 * The real command, built from the sources as they are now, so that no test runs an older one, and none waits
 * for a compiler at every start. It lies in the package, because it finds there what it depends on.
 */
export async function buildCommand(): Promise<string> {
  built ??= buildOnce();
  return built;
}

async function buildOnce(): Promise<string> {
  const outputs = await bundleCode();
  const hash = createHash("sha256").update(JSON.stringify([...outputs]));
  const directory = path.join(builds, hash.digest("hex").slice(0, 16));
  if (!existsSync(directory)) await place(directory, outputs);
  return path.join(directory, "dist", "bin.js");
}

/** Two test files may build at once: who comes second finds the same bytes in place. */
async function place(directory: string, outputs: Outputs): Promise<void> {
  await mkdir(builds, { recursive: true });
  const temporary = await mkdtemp(path.join(builds, "tmp-"));
  writeTree(path.join(temporary, "dist"), Object.fromEntries(outputs));
  await copyFile(path.join(published, "package.json"), path.join(temporary, "package.json"));
  try {
    await rename(temporary, directory);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (!existsSync(directory)) throw error;
  }
}
