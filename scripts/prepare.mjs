/**
 * Makes a checkout ready to run: installs when node_modules is missing or the lockfile changed, and builds when a source
 * changed. Runs before anything is installed, so it is plain JavaScript on Node's own modules.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");
const installStamp = path.join(root, "node_modules", ".prepared");
const buildStamp = path.join(root, "packages", "lambda-pack", "dist", ".built-from");

const lockDigest = digest(["package-lock.json"]);
if (readStamp(installStamp) !== lockDigest) {
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(installStamp, lockDigest);
}

const sourceDigest = digest(["package-lock.json", "tsconfig.base.json", "scripts/bundle.ts", ...buildSources()]);
if (readStamp(buildStamp) !== sourceDigest) {
  run("npm", ["run", "build", "--silent"]);
  writeFileSync(buildStamp, sourceDigest);
}

/** What the build reads of each package. */
function buildSources() {
  return readdirSync(path.join(root, "packages"), { recursive: true })
    .filter((file) => /^[^/\\]+[/\\](?:src[/\\].*\.ts|package\.json|tsconfig\.json)$/.test(file))
    .map((file) => path.join("packages", file));
}

function digest(files) {
  const hash = createHash("sha256").update(process.version);
  for (const file of files.toSorted()) {
    hash.update(`${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest("hex");
}

function readStamp(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Output goes to standard error: what a command prints after this is its own. */
function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (error !== undefined) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
