import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { writeBundle } from "@lambda-pack/archive";
import { describe, expect, test } from "vitest";

import { outsideIndexes } from "../../src/reuse/stale-indexes.ts";
import { indexFileOf } from "../../src/reuse/index-file.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";
import { listTree, waitForNextTick } from "./list-tree.ts";

/** A workspace with sources of a function, and a directory for outputs. */
function workspace() {
  const dir = tree({ "work/packages/tide": { "package.json": "{}", "main.js": "1;\n" }, elsewhere: {} });
  const root = join(dir, "work");
  const pool = join(root, ".lambda-pack");
  waitForNextTick(dir);
  const pack = (outputs: { archive?: string; stageDir?: string }) =>
    writeBundle(listTree(join(root, "packages/tide")), { ...outputs, pool });
  return { dir, root, pool, pack };
}

function filesBelow(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
    .toSorted();
}

test("an index lies beside an output in the directory of outputs, and in a folder there for one elsewhere", () => {
  const pool = "/work/.lambda-pack";
  expect(indexFileOf("/work/.lambda-pack/a.zip", pool)).toBe("/work/.lambda-pack/a.zip.packindex");
  expect(indexFileOf("/work/.lambda-pack/@tide/a", pool)).toBe("/work/.lambda-pack/@tide/a.packindex");
  const outside: readonly (readonly [string, string])[] = [
    ["/work/dist/a.zip", "dist/a.zip"],
    ["/work/.lambda-package/a", ".lambda-package/a"],
    ["/work/..dist/a", "..dist/a"],
    ["/elsewhere/a.zip", "%2E%2E/elsewhere/a.zip"],
  ];
  for (const [output, path] of outside) {
    const file = `/work/.lambda-pack/.outside/${path}.packindex`;
    expect(indexFileOf(output, pool)).toBe(file);
    expect(outsideIndexes(pool).outputOf(file)).toBe(output);
  }
  expect(indexFileOf("/work/dist/a.zip")).toBe("/work/dist/a.zip.packindex");
});

describe("outputs elsewhere", () => {
  test("are one file and one directory, of which a second pack reads nothing", async () => {
    const { dir, root, pool, pack } = workspace();
    for (const outputs of [
      { archive: join(root, "dist/tide.zip"), stageDir: join(root, "dist/tide") },
      { archive: join(dir, "elsewhere/tide.zip"), stageDir: join(dir, "elsewhere/tide") },
    ]) {
      await pack(outputs);
      waitForNextTick(dir);
      expect((await pack(outputs)).work).toEqual({ read: 0, compressed: 0 });
      writeFileSync(join(root, "packages/tide/more.js"), "2;\n");
      waitForNextTick(dir);
      expect((await pack(outputs)).work).toEqual({ read: 1, compressed: 1 });
      rmSync(join(root, "packages/tide/more.js"));
      await pack(outputs);
    }
    const own = ["tide.zip", "tide/main.js", "tide/package.json"];
    expect(filesBelow(join(root, "dist"))).toEqual(own);
    expect(filesBelow(join(dir, "elsewhere"))).toEqual(own);
    const names = ["tide.packindex", "tide.zip.packindex"];
    expect(filesBelow(pool)).toEqual([
      ...names.map((name) => `.outside/%2E%2E/elsewhere/${name}`),
      ...names.map((name) => `.outside/dist/${name}`),
    ]);
  });

  test("that are gone leave no index once another one is written, nor empty folders", async () => {
    const { root, pool, pack } = workspace();
    await pack({ archive: join(root, "dist/old/tide.zip"), stageDir: join(root, "dist/stage") });
    rmSync(join(root, "dist"), { recursive: true });
    await pack({ archive: join(root, "build/tide.zip") });
    expect(readdirSync(join(pool, ".outside"))).toEqual(["build"]);
    expect(filesBelow(pool)).toEqual([".outside/build/tide.zip.packindex"]);
  });

  test("lose the index that an earlier version has put beside them, and keep what only has its name", async () => {
    const { root, pool, pack } = workspace();
    const archive = join(root, "dist/tide.zip");
    await pack({ archive });
    const ours = readFileSync(indexFileOf(archive, pool));
    writeFileSync(indexFileOf(archive), ours);
    await pack({ archive, stageDir: join(root, "dist/tide") });
    expect(existsSync(indexFileOf(archive))).toBe(true);
    writeFileSync(join(root, "packages/tide/main.js"), "3;\n");
    await pack({ archive });
    expect(existsSync(indexFileOf(archive))).toBe(false);
    writeFileSync(indexFileOf(archive), "notes of somebody");
    writeFileSync(join(root, "packages/tide/main.js"), "4;\n");
    await pack({ archive });
    expect(readFileSync(indexFileOf(archive), "utf8")).toBe("notes of somebody");
  });

  test("are packed although no index can be written", async () => {
    const { root, pool, pack } = workspace();
    mkdirSync(pool);
    writeFileSync(join(pool, ".outside"), "a file");
    const { archive } = await pack({ archive: join(root, "dist/tide.zip"), stageDir: join(root, "dist/tide") });
    expect(archive?.file).toBe(join(root, "dist/tide.zip"));
    expect(filesBelow(join(root, "dist"))).toEqual(["tide.zip", "tide/main.js", "tide/package.json"]);
  });
});
