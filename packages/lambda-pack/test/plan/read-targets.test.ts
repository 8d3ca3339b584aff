import { expect, test } from "vitest";
import { findTargets, readTarget, readTargets } from "../../src/plan/read-targets.ts";
import { botland } from "../botland.ts";

const mailer = { name: "@botland/mailer", version: "2.0.0", lambdaPack: { maxSize: 3 } };

function givenSettings(settings: { readonly maxSize?: number } = {}) {
  return { given: { where: "the command line", settings, faults: [] }, dryRun: true };
}

test("targets are found by name, and come with their settings in the order of the names", async () => {
  const cwd = await botland({ "packages/mailer/package.json": mailer });
  const [named, ...others] = await findTargets(cwd, ["mailer", "database"]);
  expect(others).toEqual([]);
  if (named === undefined) throw new Error("No workspace was found");
  const targets = await readTargets(named, givenSettings());
  expect(targets).toMatchObject([
    { importer: { name: "@botland/mailer" }, options: { maxSize: 3, dryRun: true } },
    { importer: { name: "@botland/database" }, options: { maxSize: 262_144_000, dryRun: true } },
  ]);
});

test("without names, those with a lambdaPack field are found", async () => {
  const cwd = await botland({ "packages/mailer/package.json": mailer });
  const found = await findTargets(cwd);
  expect(found.map(({ importers }) => importers.map(({ name }) => name))).toEqual([
    ["@botland/database", "@botland/mailer"],
  ]);
});

test("the one target of a name comes with its workspace, and what is given beats its own settings", async () => {
  const cwd = await botland({ "packages/mailer/package.json": mailer });
  const request = { cwd, name: "mailer", hint: "Name one.", ...givenSettings({ maxSize: 4 }) };
  const { workspace, importer, options } = await readTarget(request);
  expect([workspace.root, importer.path, options.maxSize]).toEqual([cwd, "packages/mailer", 4]);
});

test("a name that fits several packages is none of one target", async () => {
  const cwd = await botland({ "packages/mailer/package.json": mailer });
  const found = readTarget({ cwd, name: "packages/*", hint: "Name one.", ...givenSettings() });
  await expect(found).rejects.toMatchObject({ code: "IMPORTER_AMBIGUOUS", hint: "Name one." });
});
