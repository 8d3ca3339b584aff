import { closeSync, fstatSync, ftruncateSync, openSync, readSync, statSync, writeSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";

import { diskFileSystem, writeBundle } from "@lambda-pack/archive";
import type { FileSystem } from "@lambda-pack/archive";
import { expect, test } from "vitest";

import { listTree } from "../reuse/list-tree.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";
import { readers } from "./readers.ts";

const size = 2 ** 32 + 1;
const mostBlocks = (100 * 1024 * 1024) / 512;

/** A file of 4 GiB and one byte that takes a few blocks of the disk. */
function writeLarge(file: string): void {
  const fd = openSync(file, "wx");
  ftruncateSync(fd, size);
  writeSync(fd, "high tide", 0);
  writeSync(fd, "low tide", size - 8);
  closeSync(fd);
}

/** The disk, but that zeros take no room on it. */
const sparseFileSystem: FileSystem = {
  ...diskFileSystem,
  copyFileSync: (_, to) => {
    writeLarge(String(to));
  },
  open: async (path, ...rest) => sparse(await diskFileSystem.open(path, ...rest)),
};

const zeros = Buffer.alloc(64 * 1024);

function sparse(handle: FileHandle): FileHandle {
  let position = 0;
  const writeFile = async (content: Buffer) => {
    for (let at = 0; at < content.length; at += zeros.length) {
      const piece = content.subarray(at, at + zeros.length);
      if (!piece.equals(zeros.subarray(0, piece.length))) await handle.write(piece, 0, piece.length, position);
      position += piece.length;
    }
    await handle.truncate(position);
  };
  return new Proxy(handle, {
    get: (target, key) => {
      if (key === "writeFile") return writeFile;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** The sizes that readers see in the last bytes of a zip: signatures of the records that only a large one has. */
function endOf(zip: string): Buffer {
  const fd = openSync(zip, "r");
  const end = Buffer.alloc(1024);
  readSync(fd, end, 0, end.length, fstatSync(fd).size - end.length);
  closeSync(fd);
  return end;
}

function sources(): string {
  const dir = tree({ sources: { "z small.js": "exports.small = true;\n" } });
  writeLarge(join(dir, "sources/large.bin"));
  return dir;
}

test("a file of more than 4 GiB is deflated, and right for everybody", async () => {
  const dir = sources();
  const archive = join(dir, "bundle.zip");
  await writeBundle(listTree(join(dir, "sources")), { archive, level: 1 });
  expect(statSync(archive).blocks).toBeLessThan(mostBlocks);
  // To inflate 4 GiB takes each of them some ten seconds: one has to do.
  readers[0]?.testAll(archive);
  for (const { name, readEntry } of readers) {
    expect([name, readEntry(archive, "z small.js")]).toEqual([name, "exports.small = true;\n"]);
  }
}, 120_000);

test("what lies behind more than 4 GiB in a zip is right for everybody", async () => {
  const dir = sources();
  const archive = join(dir, "bundle.zip");
  const options = { archive, level: 0, fs: sparseFileSystem, source: diskFileSystem };
  await writeBundle(listTree(join(dir, "sources")), options);
  expect(statSync(archive).size).toBeGreaterThan(size);
  expect(statSync(archive).blocks).toBeLessThan(mostBlocks);
  expect(endOf(archive).includes("PK\u0006\u0006")).toBe(true);
  for (const { name, readEntry } of readers) {
    expect([name, readEntry(archive, "z small.js")]).toEqual([name, "exports.small = true;\n"]);
  }
}, 120_000);
