import { join } from "node:path";

import { diskFileSystem, rememberWalks } from "@lambda-pack/archive";
import type { FileSystem, SourceFileSystem } from "@lambda-pack/archive";
import { expect, test } from "vitest";

import { list, pathsOf } from "../list.ts";
import { manifest } from "../manifest.ts";
import { link, tree } from "@lambda-pack/test-support/disk/tree";

interface CountingFileSystem {
  readonly fs: SourceFileSystem;
  /** Directories that have been read since the last time it was asked. */
  readonly folders: () => readonly string[];
}

function counting(): CountingFileSystem {
  let folders: string[] = [];
  const readdirSync = ((path: string, options: object) => {
    folders.push(path);
    return diskFileSystem.readdirSync(path, options);
  }) as FileSystem["readdirSync"];
  return {
    fs: { ...diskFileSystem, readdirSync },
    folders: () => {
      const read = folders;
      folders = [];
      return read;
    },
  };
}

const lodash = { "package.json": "{}", "lib/a.js": "a", docs: { "b.md": "b" } };

test("a folder is walked once, and each listing goes by its own rules", async () => {
  const root = tree({ "node_modules/lodash": lodash });
  const { fs, folders } = counting();
  const options = { importer: false, fs, walk: rememberWalks() };
  expect(pathsOf(await list(root, options))).toEqual(["docs/b.md", "lib/a.js", "package.json"]);
  expect(folders()).toHaveLength(3);
  expect(pathsOf(await list(root, { ...options, exclude: ["docs/**"] }))).toEqual(["lib/a.js", "package.json"]);
  const out = new Set([join(root, "other.zip"), join(root, "node_modules/lodash")]);
  expect(pathsOf(await list(root, { ...options, leaveOut: out }))).toEqual(["docs/b.md", "lib/a.js", "package.json"]);
  expect(folders()).toEqual([]);
});

test("what is left out inside of the package makes another walk", async () => {
  const root = tree({ "packages/database": { "package.json": "{}", "main.js": "", "out.zip": "" } });
  const options = { importer: true, walk: rememberWalks() };
  const out = new Set([join(root, "packages/database/out.zip")]);
  expect(pathsOf(await list(root, { ...options, leaveOut: out }))).toEqual(["main.js", "package.json"]);
  expect(pathsOf(await list(root, options))).toEqual(["main.js", "out.zip", "package.json"]);
});

test("what bundled packages and a files list change makes another walk", async () => {
  const root = tree({
    node_modules: { lodash: { ...lodash, "node_modules/ms/index.js": "" } },
    "packages/database": { "package.json": "{}", "src/node_modules/a.js": "" },
  });
  const walk = rememberWalks();
  expect(pathsOf(await list(root, { importer: false, walk }))).toHaveLength(3);
  expect(pathsOf(await list(root, { importer: false, walk, bundled: ["node_modules/ms"] }))).toHaveLength(4);
  expect(pathsOf(await list(root, { importer: true, walk }))).toEqual(["package.json"]);
  const published = { importer: true, walk, manifest: manifest({ files: ["src"] }), include: ["src/**"] };
  expect(pathsOf(await list(root, published))).toEqual(["package.json", "src/node_modules/a.js"]);
});

test("a link that leads out of the package is followed anew: what lies there may be left out next time", async () => {
  const root = tree({
    "packages/database": { "package.json": "{}", assets: link("../../assets") },
    assets: { "logo.svg": "", "out.zip": "" },
  });
  const options = { importer: true, walk: rememberWalks() };
  expect(pathsOf(await list(root, options))).toEqual(["assets/logo.svg", "assets/out.zip", "package.json"]);
  const leaveOut = new Set([join(root, "assets/out.zip")]);
  expect(pathsOf(await list(root, { ...options, leaveOut }))).toEqual(["assets/logo.svg", "package.json"]);
});
