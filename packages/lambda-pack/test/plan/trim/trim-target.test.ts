import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tree } from "@lambda-pack/test-support/disk/tree";
import { listZip } from "@lambda-pack/test-support/zips/list-zip";
import { pack } from "../../../src/index.ts";

const declarations = "export {};\n".repeat(100);

function workspace(trim: object | string, fields: object = {}): string {
  return tree({
    "package.json": { private: true, workspaces: ["packages/*"] },
    "package-lock.json": { lockfileVersion: 3, packages: {} },
    packages: {
      app: {
        "package.json": {
          name: "app",
          version: "1.0.0",
          dependencies: { a: "1", b: "1" },
          lambdaPack: { trim },
          ...fields,
        },
        "index.js": "exports.handler = () => require('a')",
        "index.d.ts": "",
      },
    },
    node_modules: {
      app: { "package.json": { name: "app", version: "1.0.0" } },
      a: {
        "package.json": { name: "a", version: "1.0.0" },
        "index.js": "require('./used')",
        "used.js": "",
        "unused.js": "",
        "index.d.ts": declarations,
      },
      b: { "package.json": { name: "b", version: "1.0.0" }, "index.js": "", LICENSE: "" },
    },
  });
}

test("without trim, everything is packed", async () => {
  const cwd = workspace("off");
  const report = await pack({ cwd, target: "app", dryRun: true });
  expect(report.trim).toBeUndefined();
  expect(report.sizes.files).toBe(11);
});

test("by files, declarations of dependencies are left out", async () => {
  const cwd = workspace("files");
  const report = await pack({ cwd, target: "app", dryRun: true });
  expect(report.trim).toMatchObject({
    mode: "files",
    files: 1,
    bytes: declarations.length,
    left: [{ reason: "declaration", files: 1, bytes: declarations.length }],
    leftPackages: [],
  });
  expect(report.packages.find(({ name }) => name === "a")).toMatchObject({ files: 4 });
});

test("by what is reachable, the zip has what is loaded, and the same twice", async () => {
  const cwd = workspace("reachable");
  const report = await pack({ cwd, target: "app", stage: false });
  const file = join(cwd, ".lambda-pack", "app.zip");
  const names = (await listZip(file)).map(({ name }) => name);
  expect(names).toEqual([
    "index.d.ts",
    "index.js",
    "node_modules/a/index.js",
    "node_modules/a/package.json",
    "node_modules/a/used.js",
    "node_modules/b/LICENSE",
    "node_modules/b/package.json",
    "package.json",
  ]);
  expect(report.trim).toMatchObject({ mode: "reachable", files: 3, leftPackages: ["b@1.0.0"], whole: [] });
  expect(report.trim?.kept.map(({ reason }) => reason).toSorted()).toEqual(["imported", "licence", "manifest", "own"]);
  const before = await readFile(file);
  await pack({ cwd, target: "app", stage: false });
  expect((await readFile(file)).equals(before)).toBe(true);
  expect((await stat(`${file}.packfacts`)).isFile()).toBe(true);
});

test("a staging directory has the same files", async () => {
  const cwd = workspace("reachable");
  await pack({ cwd, target: "app", zip: false });
  const staged = join(cwd, ".lambda-pack", "app", "node_modules", "a");
  expect((await stat(join(staged, "used.js"))).isFile()).toBe(true);
  await expect(stat(join(staged, "unused.js"))).rejects.toMatchObject({ code: "ENOENT" });
});

test.each([
  [{ mode: "reachable", whole: ["c"] }, "trim.whole names c, which is not in the bundle of app."],
  [{ mode: "reachable", reachable: ["aa"] }, "trim.reachable names aa, which is not in the bundle of app."],
  [{ mode: "reachable", include: ["c/**"] }, "trim.include names c, which is not in the bundle of app."],
  [
    { mode: "files", whole: ["app"] },
    "trim.whole names app, which is a package of the workspace: these are never trimmed.",
  ],
])("a name that the bundle does not have is an error: %j", async (trim, message) => {
  const cwd = workspace(trim);
  await expect(pack({ cwd, target: "app", dryRun: true })).rejects.toMatchObject({ code: "CONFIG_INVALID", message });
});

test.each([
  ["all", "trim must be off, files or reachable"],
  [{ whole: ["a"] }, "trim.mode must be off, files or reachable"],
  [{ mode: "files", whole: ["a@1"] }, "must hold names of packages"],
  [{ mode: "files", include: ["a"] }, "must name a package and files of it, such as pkg/lib/**"],
  [{ mode: "files", keep: [] }, "trim.keep is not a setting"],
])("a wrong setting is said: %j", async (trim, message) => {
  const cwd = workspace(trim);
  await expect(pack({ cwd, target: "app", dryRun: true })).rejects.toMatchObject({
    code: "CONFIG_INVALID",
    message: expect.stringContaining(message),
  });
});

test("settings keep more", async () => {
  const cwd = workspace({ mode: "reachable", whole: ["b"], include: ["a/un*.js"] });
  const report = await pack({ cwd, target: "app", dryRun: true });
  expect(report.trim).toMatchObject({ files: 1, whole: [{ package: "b@1.0.0", reason: "setting" }] });
});
