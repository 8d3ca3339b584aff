import { join } from "node:path";

import { digestPackageFiles, digestPackages, diskFileSystem } from "@lambda-pack/archive";
import type { PackageFiles } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";

import { failingFileSystem } from "@lambda-pack/test-support/disk/failing-file-system";
import { list } from "../list.ts";
import { tree, withMode, writeTree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";

async function listed(files: Tree): Promise<PackageFiles> {
  return (await list(tree({ node_modules: { lodash: files } }), { importer: false })).files;
}

async function digestOf(files: Tree): Promise<string> {
  return digestPackageFiles(await listed(files));
}

test("equal paths, modes and contents have equal digests, wherever they lie", async () => {
  const files = { "package.json": "{}", "a/b.js": "b", run: withMode(0o700, "#!") };
  expect(await digestOf(files)).toBe(await digestOf({ ...files, run: withMode(0o755, "#!") }));
  expect(await digestOf(files)).toMatch(/^[0-9a-f]{64}$/u);
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
  expect(() => digestPackageFiles(files)).toThrow(expect.objectContaining({ code: "FILE_CHANGED" }));
});

test("the order of the files is part of the digest", async () => {
  const files = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`f${index}`, "x".repeat(index)]));
  const whole = await listed(files);
  const digest = digestPackageFiles(whole);
  expect(digestPackageFiles(whole)).toBe(digest);
  expect(digestPackageFiles({ ...whole, files: whole.files.toReversed() })).not.toBe(digest);
});

test("a file larger than what is held at once is digested to its end", async () => {
  const large = Buffer.alloc(3 * 1024 * 1024 + 1, "lodash");
  const other = Buffer.from(large);
  other.write("x", other.length - 1);
  const digests = await Promise.all([
    digestOf({ large, z: "" }),
    digestOf({ large, z: "" }),
    digestOf({ large: other, z: "" }),
  ]);
  expect(digests[1]).toBe(digests[0]);
  expect(digests[2]).not.toBe(digests[0]);
});

test("a disk that fails at call n ends in an error that names the file and leaves none open, for every n", async () => {
  const root = tree({ node_modules: { lodash: { a: "one", b: "two" } } });
  const { files } = await list(root, { importer: false });
  for (let at = 1; at <= 8; at += 1) {
    const { fs, failed } = failingFileSystem(diskFileSystem, { at, code: "EIO" });
    const failure = { code: "FILE_UNREADABLE", message: expect.stringMatching(/lodash\/[ab] cannot be read: input/u) };
    expect(() => digestPackageFiles(files, { fs })).toThrow(expect.objectContaining(failure));
    expect(failed()).toMatch(["openSync", "readSync", "fstatSync", "closeSync"][(at - 1) % 4] ?? "");
  }
});

describe("several packages", () => {
  test("have equal digests only where all files are equal", async () => {
    const trees: readonly Tree[] = [
      { a: "one", b: "two" },
      { a: "one", b: "two" },
      { a: "one", b: "owt" },
      { a: "one" },
      { a: "one", b: withMode(0o755, "two") },
      { b: "" },
      {},
    ];
    const lists = await Promise.all(trees.map(listed));
    const digests = digestPackages(lists);
    expect(digests).toHaveLength(trees.length);
    expect(digests[1]).toBe(digests[0]);
    expect(new Set(digests).size).toBe(trees.length - 1);
  });

  test("are read only where their lists of files are equal", async () => {
    const lists = await Promise.all([{ a: "one" }, { a: "two" }, { a: "three" }, { b: "one" }].map(listed));
    const opened: unknown[] = [];
    const openSync: typeof diskFileSystem.openSync = (path, flags) => {
      opened.push(path);
      return diskFileSystem.openSync(path, flags);
    };
    digestPackages(lists, { fs: { ...diskFileSystem, openSync } });
    expect(opened).toEqual(lists.slice(0, 2).map(({ files }) => files[0]?.source));
  });
});
