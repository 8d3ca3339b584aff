import { lstat, readFile } from "node:fs/promises";
import path from "node:path";
import { listFiles } from "@lambda-pack/test-support/disk/list-directory";
import { makeTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { firstZipDifference } from "@lambda-pack/test-support/zips/first-zip-difference";
import { listZip } from "@lambda-pack/test-support/zips/list-zip";
import { remove } from "fs-extra/esm";
import { afterAll, describe, expect, test } from "vitest";
import { bundledPackages } from "../harness/bundled-packages.ts";
import { declaredNames, reachablePackages } from "../harness/reachable-packages.ts";
import { nohoistInPackage, sameVersions, yarnAsLocked } from "./layouts.ts";
import type { InstallLayout } from "./layouts.ts";
import { packLayout } from "./pack-layout.ts";
import type { PackedLayout } from "./pack-layout.ts";

/** An install from nothing, on two cores that others use as well, takes most of this. */
const timeout = 240_000;
const directories: string[] = [];
const packed = new Map<InstallLayout, Promise<PackedLayout>>();

afterAll(async () => {
  await Promise.allSettled(packed.values());
  await Promise.all(directories.map((directory) => remove(directory)));
});

/** Each layout is installed and packed once for all tests. */
async function packOnce(layout: InstallLayout): Promise<PackedLayout> {
  const known = packed.get(layout);
  if (known !== undefined) return known;
  const directory = makeTemporaryDirectory();
  directories.push(directory);
  const pack = packLayout(layout, directory);
  packed.set(layout, pack);
  return pack;
}

describe.each([yarnAsLocked, nohoistInPackage, ...sameVersions])("$name", (layout) => {
  test("the unzipped handler answers as in place, with the same versions", { timeout }, async () => {
    const { answerInPlace, answerUnzipped } = await packOnce(layout);
    expect(answerInPlace).toMatchObject({
      success: true,
      versions: { "@botland/shared > semver": "7.6.3", "@botland/dbwrapper > semver": "5.7.2" },
    });
    expect(answerUnzipped).toEqual(answerInPlace);
  });

  test(
    "the bundle holds what the package needs in production, and nothing that only tests need",
    { timeout },
    async () => {
      const { root, unzipped } = await packOnce(layout);
      const database = path.join(root, "packages", "database");
      const production = await reachablePackages(database, await declaredNames(database, "dependencies"));
      const development = await reachablePackages(root, await declaredNames(root, "devDependencies"));
      const onlyDevelopment = new Set(development.filter((label) => !production.includes(label)));
      expect(onlyDevelopment.size).toBeGreaterThan(200);

      const bundled = await bundledPackages(unzipped);
      expect(bundled.filter((label) => onlyDevelopment.has(label))).toEqual([]);
      expect(bundled).toEqual(production);
    },
  );

  test("the bundle has plain files only", { timeout }, async () => {
    const { zip, unzipped } = await packOnce(layout);
    const modes = new Set((await listZip(zip)).map(({ mode }) => mode));
    expect([...modes].toSorted()).toEqual(["100644", "100755"]);
    const files = await listFiles(unzipped);
    const stats = await Promise.all(files.map((file) => lstat(path.join(unzipped, file))));
    expect(files.filter((_, index) => stats[index]?.isFile() !== true)).toEqual([]);
  });

  test("the package's own rules decide which of its files are in", { timeout }, async () => {
    const files = await listFiles((await packOnce(layout)).unzipped);
    expect(files.filter((file) => !file.startsWith("node_modules/"))).toEqual([
      "lib/bot-query.js",
      "main.js",
      "package.json",
    ]);
  });

  test("a node_modules above the root changes nothing, though Node would look there", { timeout }, async () => {
    const { root, zip, zipWithPlanted, plantedFoundAt, sha256, sha256WithPlanted } = await packOnce(layout);
    expect(plantedFoundAt).toBe(path.join(path.dirname(root), "node_modules", "pg", "index.js"));
    expect(firstZipDifference(await listZip(zip), await listZip(zipWithPlanted))).toBeUndefined();
    expect(sha256WithPlanted).toBe(sha256);
  });

  test("nothing of the monorepo is touched", { timeout }, async () => {
    const { root, listingBefore, listingAfter } = await packOnce(layout);
    expect(listingBefore.length).toBeGreaterThan(1000);
    expect(listingAfter).toEqual(listingBefore);
    expect(await readFile(path.join(root, ".lambda-pack", ".gitignore"), "utf8")).toBe("*\n");
  });
});

test("the same versions give the same bytes, whatever installed them and wherever", { timeout }, async () => {
  const [first, ...others] = await Promise.all(sameVersions.map(packOnce));
  if (first === undefined) throw new Error("there is no layout");
  for (const other of others) {
    expect(firstZipDifference(await listZip(first.zip), await listZip(other.zip))).toBeUndefined();
    expect(other.sha256).toBe(first.sha256);
  }
});
