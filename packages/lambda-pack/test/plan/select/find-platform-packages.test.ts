import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findPlatformPackages } from "../../../src/plan/select/find-platform-packages.ts";
import { pack } from "../../../src/index.ts";
import { resolveOptions } from "../../../src/config/resolve-options.ts";
import { botland } from "../../botland.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";

function find(platformPackages?: string, installRoot = "/botland"): Promise<string | undefined> {
  const target = { name: "database", path: "packages/database" };
  const layers = platformPackages === undefined ? [] : [{ platformPackages }];
  return findPlatformPackages(resolveOptions({ root: "/botland", target, layers, dryRun: true }), {
    root: "/botland",
    installRoot,
  });
}

test("without the setting there is no second install", async () => {
  expect(await find()).toBeUndefined();
});

test("the second install is known by its real path", async () => {
  const root = tree({ "copy/node_modules/left-pad/package.json": "{}" });
  await symlink("copy", join(root, "link"));
  expect(await find(join(root, "link"))).toBe(join(root, "copy"));
});

test("a copy of a monorepo of Rush has its packages where Rush installs", async () => {
  const root = tree({ "copy/common/temp/node_modules/left-pad/package.json": "{}" });
  expect(await find(join(root, "copy"), "/botland/common/temp")).toBe(join(root, "copy"));
});

test.each([
  ["missing", "does not exist"],
  ["copy/package.json", "is not a directory"],
  ["copy", "has no node_modules directory"],
  ["file", "has no node_modules directory"],
])("%s cannot be one: it %s", async (path, fault) => {
  const root = tree({ "copy/package.json": "{}", "file/node_modules": "" });
  await expect(find(join(root, path))).rejects.toMatchObject({
    code: "CONFIG_INVALID",
    message: `platformPackages names ${join(root, path)}, which ${fault}.`,
  });
});

test("a pack whose second install is not there fails before it writes anything", async () => {
  const cwd = await botland();
  await expect(pack({ cwd, target: "database", platformPackages: "../copy" })).rejects.toMatchObject({
    message: `platformPackages names ${join(cwd, "../copy")}, which does not exist.`,
  });
  await expect(mkdir(join(cwd, ".lambda-pack"))).resolves.toBeUndefined();
});

test("a second install inside of the package is not packed", async () => {
  const files = {
    "packages/database/arm64/node_modules/left-pad/package.json": "{}",
    "packages/database/arm64/a.js": "",
  };
  const cwd = await botland(files);
  const options = { cwd, target: "database", dryRun: true, stage: false };
  const whole = await pack(options);
  const { packages } = await pack({ ...options, platformPackages: "packages/database/arm64" });
  const filesOf = (list: typeof packages) => list.find(({ name }) => name === "@botland/database")?.files;
  expect([filesOf(whole.packages), filesOf(packages)]).toEqual([3, 2]);
});
