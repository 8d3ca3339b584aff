import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { pid } from "node:process";

import { diskFileSystem, makeTemporaryDirectory } from "@lambda-pack/archive";
import type { FileSystem } from "@lambda-pack/archive";
import { link, tree } from "@lambda-pack/test-support/disk/tree";
import { describe, expect, test } from "vitest";

import { hasEnded, ownerOfThis } from "../../src/outputs/owner.ts";
import type { TemporaryPlace } from "../../src/outputs/temporary-directory.ts";
import { removeLeftovers } from "../../src/outputs/remove-leftovers.ts";

const isLinux = existsSync("/proc/self/stat");

test("only directories of ours, of owners that have ended, are removed", async () => {
  const gone = ".lambda-pack-12.345.0123abcd-AbCdEf";
  const alive = ".lambda-pack-13.345.0123abcd-AbCdEf";
  const kept = {
    [alive]: { archive: "" },
    ".lambda-pack-AbCdEf": { archive: "" },
    ".lambda-pack-12.345.0123abcd-AbCdEg": "a file",
    ".lambda-pack-12.345.0123abcd-AbCdEh": link(alive),
    ".lambda-pack-12.345.0123abcd-mine.txt": { note: "" },
    "12.345.0123abcd-AbCdEf": { note: "" },
  };
  const dir = tree({ ...kept, [gone]: { new: { "main.js": "" } } });
  const outputs = [join(dir, "a.zip"), undefined, join(dir, "nowhere/a")];
  await removeLeftovers({ outputs, pool: undefined }, diskFileSystem, (owner) => owner.startsWith("12."));
  expect(readdirSync(dir).toSorted()).toEqual(Object.keys(kept).toSorted());
});

test.runIf(isLinux)(
  "this process has not ended; one with its number and another start has; one elsewhere is unknown",
  () => {
    const [, start, world] = ownerOfThis().split(".");
    expect(hasEnded(`${pid}.${start}.${world}`, 0)).toBe(false);
    expect(hasEnded(`${pid}.${Number(start) + 1}.${world}`, 0)).toBe(true);
    expect(hasEnded(`4194999.1.${world}`, 0)).toBe(true);
    expect(hasEnded(`4194999.1.01234567`, 0)).toBe(false);
  },
);

test.runIf(isLinux)("what a run makes while it lives is left alone", async () => {
  const dir = tree({});
  const made = await makeTemporaryDirectory(join(dir, "a.zip"), { fs: diskFileSystem });
  mkdirSync(join(made, "new"));
  await removeLeftovers({ outputs: [join(dir, "a.zip")], pool: undefined }, diskFileSystem);
  expect(existsSync(join(made, "new"))).toBe(true);
});

test("where a system does not say when a process has started, what is older than a day and of no process is left over", () => {
  const [, , world] = ownerOfThis().split(".");
  const day = 86_400_000;
  const now = Date.now();
  expect(hasEnded(`4194999.0.${world}`, now - day - 1)).toBe(true);
  expect(hasEnded(`4194999.0.${world}`, now - day + 60_000)).toBe(false);
  expect(hasEnded(`${pid}.0.${world}`, now - day - 1)).toBe(false);
  expect(hasEnded(`4194999.0.01234567`, now - day - 1)).toBe(false);
});

test("what other users have made is left alone, and so is what has gone meanwhile", async () => {
  const [others, gone] = [".lambda-pack-12.345.0123abcd-AbCdEf", ".lambda-pack-13.345.0123abcd-AbCdEf"];
  const dir = tree({ [others]: { archive: "" }, [gone]: { archive: "" } });
  const lstatSync = ((path: string) => {
    if (path.endsWith(gone)) return undefined;
    return Object.assign(diskFileSystem.lstatSync(path), { uid: 4_194_000, mtimeMs: 0 });
  }) as FileSystem["lstatSync"];
  await removeLeftovers({ outputs: [], pool: dir }, { ...diskFileSystem, lstatSync }, () => true);
  expect(readdirSync(dir).toSorted()).toEqual([others, gone]);
});

async function refuse(): Promise<never> {
  throw Object.assign(new Error("EXDEV"), { code: "EXDEV" });
}

describe("a temporary directory", () => {
  test("lies in the directory of outputs, from where it can be renamed, and else beside the output", async () => {
    const root = tree({ ".lambda-pack": {}, dist: {} });
    const pool = join(root, ".lambda-pack");
    const placeOf = async (output: string, place: TemporaryPlace) =>
      relative(root, dirname(await makeTemporaryDirectory(join(root, output), place)));
    expect(await placeOf("dist/a.zip", { pool, fs: diskFileSystem })).toBe(".lambda-pack");
    expect(await placeOf("new/folder/a.zip", { pool, fs: diskFileSystem })).toBe(".lambda-pack");
    expect(await placeOf(".lambda-pack/@tide/a.zip", { pool, fs: diskFileSystem })).toBe(".lambda-pack/@tide");
    expect(await placeOf("dist/a.zip", { fs: diskFileSystem })).toBe("dist");
    expect(await placeOf("dist/a.zip", { pool: join(root, "nowhere"), fs: diskFileSystem })).toBe("dist");
    expect(readdirSync(join(root, "dist"))).toHaveLength(2);
  });

  test("lies beside the output where its disk is mounted twice", async () => {
    const root = tree({ ".lambda-pack": {}, dist: {} });
    const place = { pool: join(root, ".lambda-pack"), fs: { ...diskFileSystem, rename: refuse } };
    const made = await makeTemporaryDirectory(join(root, "dist/a.zip"), place);
    expect(dirname(made)).toBe(join(root, "dist"));
    expect(readdirSync(place.pool)).toEqual([]);
  });
});
