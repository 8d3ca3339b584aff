import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const published = path.join(import.meta.dirname, "..", "..", "packages", "lambda-pack");
const builds = path.join(published, "build", "commands");

let built: Promise<string> | undefined;

/**
 * The real command as one file, built from the sources as they are now, so that no test runs an older one, and none waits
 * for a compiler at every start. It lies in the package, because it finds there what it depends on.
 */
export async function buildCommand(): Promise<string> {
  built ??= buildOnce();
  return built;
}

async function buildOnce(): Promise<string> {
  const manifest = path.join(published, "package.json");
  const { dependencies }: { dependencies: object } = JSON.parse(await readFile(manifest, "utf8"));
  const { outputFiles } = await build({
    entryPoints: [path.join(published, "src", "bin.ts")],
    write: false,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    conditions: ["source"],
    external: Object.keys(dependencies),
    logLevel: "warning",
  });
  const [{ contents } = { contents: new Uint8Array() }] = outputFiles;
  const directory = path.join(builds, createHash("sha256").update(contents).digest("hex").slice(0, 16));
  if (!existsSync(directory)) await place(directory, contents, manifest);
  return path.join(directory, "dist", "bin.js");
}

/** Two test files may build at once: who comes second finds the same bytes in place. */
async function place(directory: string, contents: Uint8Array, manifest: string): Promise<void> {
  await mkdir(builds, { recursive: true });
  const temporary = await mkdtemp(path.join(builds, "tmp-"));
  await mkdir(path.join(temporary, "dist"));
  await writeFile(path.join(temporary, "dist", "bin.js"), contents);
  await copyFile(manifest, path.join(temporary, "package.json"));
  try {
    await rename(temporary, directory);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (!existsSync(directory)) throw error;
  }
}
