import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { inTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { plainEnvironment } from "@lambda-pack/test-support/installs/tools";
import { execa } from "execa";
import { packTarball } from "./pack-tarball.ts";

/**
 * Installs the tarball as a user would, measures what that brings, and keeps README.md's line about it. With `--check`
 * the line is compared instead of written.
 */
const limits = { packages: 40, bytes: 10_000_000 };
const marked = /(?<=<!-- install-size -->\n)[^]*?(?=<!-- \/install-size -->)/u;
const readme = path.join(import.meta.dirname, "..", "README.md");

interface InstallSize {
  readonly packages: number;
  readonly bytes: number;
}

const size = await measureInstall();
const line = renderLine(size);
console.log(line.trim());
if (size.packages > limits.packages || size.bytes > limits.bytes) fail("That is over the limit.");

const text = await readFile(readme, "utf8");
if (!marked.test(text)) fail("README.md has no <!-- install-size --> line.");
const current = text.replace(marked, line);
if (!process.argv.includes("--check")) await writeFile(readme, current);
else if (current !== text) fail("README.md says something else: run `npm run measure`.");

async function measureInstall(): Promise<InstallSize> {
  return inTemporaryDirectory(async (directory) => {
    const tarball = await packTarball(directory);
    await writeFile(path.join(directory, "package.json"), '{ "private": true }\n');
    const args = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", tarball];
    await execa("npm", args, { cwd: directory, extendEnv: false, env: plainEnvironment() });
    return await readInstallSize(path.join(directory, "node_modules"));
  });
}

async function readInstallSize(nodeModules: string): Promise<InstallSize> {
  const record = ".package-lock.json";
  const { packages } = JSON.parse(await readFile(path.join(nodeModules, record), "utf8"));
  const entries = await readdir(nodeModules, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== record);
  const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(file.parentPath, file.name))).size));
  return { packages: Object.keys(packages).length, bytes: sizes.reduce((sum, bytes) => sum + bytes, 0) };
}

function renderLine({ packages, bytes }: InstallSize): string {
  const megabytes = (bytes / 1e6).toFixed(0);
  return `Installed with all its dependencies, lambda-pack is ${packages} packages and ${megabytes} MB.\n`;
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
