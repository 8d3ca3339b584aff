import { join } from "node:path";
import { findImporters, readWorkspace } from "@lambda-pack/workspace";
import { expect, test } from "vitest";
import { readTargetOptions } from "../../src/config/read-target-options.ts";
import type { Settings } from "../../src/config/settings/settings.ts";
import { botland } from "../botland.ts";

async function optionsOf(root: string, names: readonly string[], settings: Settings = {}) {
  const workspace = await readWorkspace(root);
  const given = { where: "the command line", settings, faults: [] };
  return readTargetOptions({ workspace, importers: findImporters(workspace, names, root), given, dryRun: false });
}

const database = { name: "@botland/database", version: "1.0.0" };

test("the command line beats the field, the field the file's entry, the entry the file's defaults", async () => {
  const root = await botland({
    "packages/database/package.json": { ...database, lambdaPack: { maxSize: 3, maxZipSize: 3 } },
    "lambda-pack.config.json": {
      runtime: "nodejs24.x",
      exclude: ["1"],
      maxSize: 1,
      maxZipSize: 1,
      packages: { "@botland/database": { exclude: ["2"], maxSize: 2, maxZipSize: 2 } },
    },
  });
  const [options] = await optionsOf(root, ["database"], { maxZipSize: 4 });
  expect(options).toMatchObject({ runtime: "nodejs24.x", exclude: ["2"], maxSize: 3, maxZipSize: 4 });
});

test("paths of a field are taken from the package, those of the config file from the root", async () => {
  const root = await botland({
    "packages/database/package.json": { ...database, lambdaPack: { out: "build/database.zip" } },
    "lambda-pack.config.json": { packages: { "@botland/database": { stageDir: "build/database" } } },
  });
  const [options] = await optionsOf(root, ["database"]);
  expect(options).toMatchObject({
    out: join(root, "packages/database/build/database.zip"),
    stageDir: join(root, "build/database"),
  });
});

test("two packages that would write to one path are an error", async () => {
  const root = await botland({
    "lambda-pack.config.json": {
      packages: { "@botland/database": { out: "build/all.zip" }, "@botland/mailer": { out: "build/all.zip" } },
    },
  });
  await expect(optionsOf(root, ["database", "mailer"])).rejects.toMatchObject({
    code: "CONFIG_INVALID",
    message:
      "A setting is wrong: in the options, build/all.zip would be written for @botland/database and for @botland/mailer.",
  });
});

test("a zip and a staging directory at one path are an error", async () => {
  const root = await botland();
  const path = join(root, "database");
  await expect(optionsOf(root, ["database"], { out: path, stageDir: path })).rejects.toMatchObject({
    message: "A setting is wrong: in the options, database would be written twice for @botland/database.",
  });
});

test("an option and a setting that together leave nothing to write are an error", async () => {
  const root = await botland({ "packages/database/package.json": { ...database, lambdaPack: { zip: false } } });
  await expect(optionsOf(root, ["database"], { stage: false })).rejects.toMatchObject({
    code: "CONFIG_INVALID",
    message: expect.stringContaining("stage and zip are both off for @botland/database"),
  });
});

test("a field that is no object is an error that names the file", async () => {
  const root = await botland({ "packages/database/package.json": { ...database, lambdaPack: true } });
  await expect(optionsOf(root, ["database"])).rejects.toMatchObject({
    message: "A setting is wrong: in packages/database/package.json, lambdaPack must be an object, not true.",
    details: {
      faults: [{ where: "packages/database/package.json", faults: ["lambdaPack must be an object, not true"] }],
    },
  });
});

test("the field of a package that is not packed does not matter", async () => {
  const root = await botland({ "packages/mailer/package.json": { name: "@botland/mailer", lambdaPack: { oops: 1 } } });
  await expect(optionsOf(root, ["database"])).resolves.toHaveLength(1);
});
