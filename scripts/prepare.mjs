// @ts-check
/**
 * Makes a checkout ready to run: installs when node_modules is missing or the lockfile changed, and builds when a source
 * changed; with `--no-build` it only installs. Runs before anything is installed, so it is plain JavaScript on Node's
 * own modules.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");
const bin = path.join(root, "packages", "lambda-pack", "dist", "bin.js");
const buildStamp = path.join(root, "packages", "lambda-pack", "build", ".built-from");

if (!isInstalled()) run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);

if (!process.argv.includes("--no-build")) buildIfChanged();

function buildIfChanged() {
  const sourceDigest = digest([
    "package-lock.json",
    "tsconfig.base.json",
    "scripts/bundle.ts",
    "scripts/bundle-code.ts",
    "scripts/collect-declarations.ts",
    "scripts/relative-imports.ts",
    ...buildSources(),
  ]);
  if (readStamp(buildStamp) === sourceDigest && existsSync(bin)) return;
  run("npm", ["run", "build", "--silent"]);
  writeFileSync(buildStamp, sourceDigest);
}

/** @typedef {{ readonly version?: string, readonly integrity?: string, readonly optional?: boolean }} LockedPackage */

/** Whether npm's own record of node_modules has all that the lockfile has; what does not fit this machine is optional. */
function isInstalled() {
  const record = path.join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const installed = readPackages(record);
  return Object.entries(readPackages(path.join(root, "package-lock.json"))).every(([directory, locked]) => {
    const found = installed[directory];
    if (found === undefined) return directory === "" || locked.optional === true;
    return found.version === locked.version && found.integrity === locked.integrity;
  });
}

/**
 * @param {string} lockfile
 * @returns {Readonly<Record<string, LockedPackage>>}
 */
function readPackages(lockfile) {
  return JSON.parse(readFileSync(lockfile, "utf8")).packages;
}

/** What the build reads of each package. */
function buildSources() {
  return readdirSync(path.join(root, "packages"), { recursive: true, encoding: "utf8" })
    .filter((file) =>
      /^[^/\\]+[/\\](?:src[/\\].*\.(?:ts|mjs)|browser[/\\].*|package\.json|tsconfig\.json)$/u.test(file),
    )
    .filter((file) => !file.startsWith("test-support"))
    .map((file) => path.join("packages", file));
}

/** @param {readonly string[]} files */
function digest(files) {
  const hash = createHash("sha256").update(process.version);
  for (const file of files.toSorted()) {
    hash.update(`${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest("hex");
}

/** @param {string} file */
function readStamp(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/**
 * Output goes to standard error: what a command prints after this is its own.
 *
 * @param {string} command
 * @param {readonly string[]} args
 */
function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (error !== undefined) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
