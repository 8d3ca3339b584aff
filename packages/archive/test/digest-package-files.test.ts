import { join } from "node:path";

import { digestPackageFiles } from "@lambda-pack/archive";
import type { PackageFiles } from "@lambda-pack/model";
import { expect, test } from "vitest";

import { list } from "./list.ts";
import { tree, withMode, writeTree, type Tree } from "./tree.ts";

async function digestOf(files: Tree): Promise<string> {
  const root = tree({ node_modules: { lodash: files } });
  return digestPackageFiles((await list(root, { importer: false })).files);
}

test("equal paths, modes and contents have equal digests, wherever they lie", async () => {
  const files = { "package.json": "{}", "a/b.js": "b", run: withMode(0o700, "#!") };
  expect(await digestOf(files)).toBe(await digestOf({ ...files, run: withMode(0o755, "#!") }));
  expect(await digestOf(files)).toMatch(/^[0-9a-f]{64}$/);
});

test("another content, path, mode or split of the same bytes has another digest", async () => {
  const trees: readonly Tree[] = [
    { a: "xy", b: "" },
    { a: "x", b: "y" },
    { a: "", b: "xy" },
    { a: "xy" },
    { ab: "xy" },
    { a: withMode(0o755, "xy"), b: "" },
    { a: 'xy["b",420,0]\n' },
    { a: 'xy["b",420]\n' },
    {},
  ];
  const digests = await Promise.all(trees.map(digestOf));
  expect(new Set(digests).size).toBe(trees.length);
});

test("a file that is not as it was listed is an error", async () => {
  const root = tree({ node_modules: { lodash: { a: "one" } } });
  const { files } = await list(root, { importer: false });
  writeTree(join(root, "node_modules/lodash"), { a: "three" });
  await expect(digestPackageFiles(files)).rejects.toMatchObject({ code: "FILE_CHANGED" });
});

test("many files are digested in their order, more than are read at once", async () => {
  const files = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`f${index}`, "x".repeat(index)]));
  const root = tree({ node_modules: { lodash: files } });
  const listed: PackageFiles = (await list(root, { importer: false })).files;
  const digests = await Promise.all([digestPackageFiles(listed), digestPackageFiles(listed)]);
  expect(digests[0]).toBe(digests[1]);
  const reversed = { ...listed, files: listed.files.toReversed() };
  expect(await digestPackageFiles(reversed)).not.toBe(digests[0]);
});
