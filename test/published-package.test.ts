import { access, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { makeTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { outputFile, remove } from "fs-extra/esm";
import { plainEnvironment, toolBin } from "@lambda-pack/test-support/installs/tools";
import { runHandler } from "@lambda-pack/test-support/processes/run-handler";
import { unzip } from "@lambda-pack/test-support/zips/unzip";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packTarball } from "../scripts/pack-tarball.ts";

const nodeModules = path.join(import.meta.dirname, "..", "node_modules");

/** A monorepo in which nobody has installed anything yet. */
const monorepo: Readonly<Record<string, string>> = {
  "package.json": '{ "name": "harbour", "private": true, "workspaces": ["packages/*"] }',
  "packages/database/package.json": JSON.stringify({
    name: "database",
    version: "1.0.0",
    main: "main.js",
    dependencies: { "@harbour/tides": "1.0.0", "left-pad": "1.3.0" },
  }),
  "packages/database/main.js":
    'exports.lambdaHandler = async () => ({ success: true, tide: require("@harbour/tides"), pad: require("left-pad")("7", 2) });',
  "packages/tides/package.json": '{ "name": "@harbour/tides", "version": "1.0.0" }',
  "packages/tides/index.js": 'module.exports = "high";',
};

let directory = "";
let tarball = "";
let root = "";

beforeAll(async () => {
  directory = makeTemporaryDirectory();
  tarball = await packTarball(directory);
  root = path.join(directory, "harbour");
  for (const [file, content] of Object.entries(monorepo)) {
    await outputFile(path.join(root, file), content);
  }
  await yarn("add", "-D", "-W", "--non-interactive", tarball);
}, 300_000);

afterAll(() => remove(directory));

async function yarn(...args: readonly string[]): Promise<void> {
  await execa(await toolBin("yarn-1.22.22"), args, { cwd: root, extendEnv: false, env: plainEnvironment() });
}

async function listInstalled(subdirectory: string): Promise<readonly string[]> {
  const entries = await readdir(path.join(root, "node_modules", "lambda-pack", subdirectory));
  return entries.toSorted();
}

test("the tarball holds the program, its documents and nothing of its making", async () => {
  expect((await listInstalled("")).filter((entry) => entry !== "node_modules")).toEqual([
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "dist",
    "docs",
    "package.json",
    "schema.json",
  ]);
  expect(await listInstalled("dist")).toEqual(["bin.js", "chunks", "index.d.ts", "index.js", "types"]);
});

test("every file that package.json names is in the tarball, whatever condition a user sets", async () => {
  const manifest = await readFile(path.join(root, "node_modules", "lambda-pack", "package.json"), "utf8");
  const { exports, bin } = JSON.parse(manifest);
  const named = [...JSON.stringify({ exports, bin }).matchAll(/:"(?<file>\.\/[^"]+)"/gu)].map(
    (match) => match[1] ?? "",
  );

  expect(named.length).toBeGreaterThan(3);
  for (const file of named) await access(path.join(root, "node_modules", "lambda-pack", file));
});

test("yarn lambda-pack packs a package with its sibling, and the bundle runs", { timeout: 120_000 }, async () => {
  await yarn("lambda-pack", "database");

  const unpacked = path.join(directory, "task");
  await unzip(path.join(root, ".lambda-pack", "database.zip"), unpacked);
  expect((await readdir(path.join(unpacked, "node_modules"))).toSorted()).toEqual(["@harbour", "left-pad"]);
  expect(await runHandler(path.join(unpacked, "main.js"), "lambdaHandler")).toEqual({
    success: true,
    tide: "high",
    pad: " 7",
  });
});

test("the library's types need none of our internal packages", { timeout: 120_000 }, async () => {
  const consumer = `
    import { isPackError, pack, type PackErrorCode, type PackOptions, type Report } from "lambda-pack";
    const options: PackOptions = { cwd: ".", target: "database" };
    export const codeOf = (error: unknown): PackErrorCode | undefined => (isPackError(error) ? error.code : undefined);
    export const report: Promise<Report> = pack(options);
    // @ts-expect-error A code that does not exist must not pass: else everything is any.
    export const wrong: PackErrorCode = "NO_SUCH_CODE";
  `;
  const compilerOptions = { module: "nodenext", target: "es2023", strict: true, noEmit: true, skipLibCheck: false };
  await writeFile(path.join(root, "consumer.mts"), consumer);
  await writeFile(path.join(root, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["consumer.mts"] }));
  await mkdir(path.join(root, "node_modules", "@types"), { recursive: true });
  for (const name of ["@types/node", "undici-types"]) {
    await symlink(path.join(nodeModules, name), path.join(root, "node_modules", name));
  }

  const tsc = path.join(nodeModules, ".bin", "tsc");
  const { stdout } = await execa(tsc, ["-p", root, "--listFiles"], { reject: false });
  // The compiler prints faults, of which there are none, and the files that it has read: all declarations that there are.
  const installed = path.join(root, "node_modules", "lambda-pack", "dist");
  const lines = stdout.split("\n").map((line) => path.normalize(line));
  expect(lines.filter((line) => !path.isAbsolute(line))).toEqual([]);
  const read = lines.filter((line) => line.startsWith(installed)).map((line) => path.relative(installed, line));
  const declarations = (await readdir(installed, { recursive: true })).filter((file) => /\.d\.m?ts$/u.test(file));
  expect(read.toSorted()).toEqual(declarations.toSorted());
  expect(declarations.length).toBeLessThan(100);
});

test("publint and attw find nothing wrong with the tarball", { timeout: 120_000 }, async () => {
  const publint = await execa(await toolBin("publint-0.3.25"), [tarball, "--strict"], { reject: false });
  expect(publint.stdout).toContain("All good!");

  const attw = await toolBin("@arethetypeswrong/cli-0.18.5", "attw");
  await execa(attw, [tarball, "--profile", "esm-only", "--no-emoji", "--exclude-entrypoints", "schema.json"]);
});
