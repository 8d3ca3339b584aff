import { join } from "node:path";

import { expect, test } from "vitest";

import { list } from "../list.ts";
import { manifest } from "../manifest.ts";
import { tree, withMode } from "@lambda-pack/test-support/disk/tree";

/** As npm, Yarn 1, pnpm and Bun leave the files, and as they lie in the tarball and in Yarn's zips. */
const files = {
  "package.json": "{}",
  "cli.js": withMode(0o644, "#!"),
  lib: { "cli.js": withMode(0o644, "#!"), "run.js": withMode(0o644, "#!"), ".hidden": { "run.js": "#!" } },
  "native.so": withMode(0o755, "binary"),
};

async function executablesOf(fields: Parameters<typeof manifest>[0], importer = false): Promise<readonly string[]> {
  const root = tree({ "node_modules/lodash": files, "packages/database": files });
  const listed = await list(root, { importer, manifest: manifest(fields) });
  expect(listed.files.files.map(({ source }) => source)).toContain(
    join(root, importer ? "packages/database" : "node_modules/lodash", "cli.js"),
  );
  return listed.files.files.filter(({ mode }) => mode === 0o755).map(({ path }) => path);
}

test("without commands, the modes are those of the disk", async () => {
  expect(await executablesOf({})).toEqual(["native.so"]);
});

test("a command is executable, however its path is written", async () => {
  expect(await executablesOf({ bin: ["cli.js"] })).toEqual(["cli.js", "native.so"]);
  expect(await executablesOf({ bin: ["./lib//run.js", "/cli.js"] })).toEqual(["cli.js", "lib/run.js", "native.so"]);
  expect(await executablesOf({ bin: ["lib/../cli.js", "../lib/cli.js"] })).toEqual([
    "cli.js",
    "lib/cli.js",
    "native.so",
  ]);
});

test("a command of a package of the workspace is executable too", async () => {
  expect(await executablesOf({ bin: ["cli.js"] }, true)).toEqual(["cli.js", "native.so"]);
});

test("a command that is not there changes nothing", async () => {
  expect(await executablesOf({ bin: ["cli", "dist/cli.js"] })).toEqual(["native.so"]);
});

test("all files of a folder of commands are executable but the hidden ones, unless bin names others", async () => {
  expect(await executablesOf({ binDirectory: "./lib/" })).toEqual(["lib/cli.js", "lib/run.js", "native.so"]);
  expect(await executablesOf({ binDirectory: "li" })).toEqual(["native.so"]);
  expect(await executablesOf({ binDirectory: "." })).toEqual(["native.so"]);
  expect(await executablesOf({ binDirectory: "lib", bin: ["cli.js"] })).toEqual(["cli.js", "native.so"]);
});
