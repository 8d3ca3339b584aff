import { rememberWalks } from "@lambda-pack/archive";
import { selectPackages } from "@lambda-pack/graph";
import { findImporters, readWorkspace } from "@lambda-pack/workspace";
import { expect, test } from "vitest";
import { checkSettings } from "../../src/config/settings/check-settings.ts";
import { readTargetOptions } from "../../src/config/read-target-options.ts";
import { listSelection } from "../../src/plan/list-selection.ts";
import type { ListRequest } from "../../src/plan/list-selection.ts";
import { selectOptions } from "../../src/plan/select/select-options.ts";
import { withWorkspace } from "../../src/plan/with-workspace.ts";
import { botland } from "../botland.ts";

/** Lists targets of one workspace one after the other; for each, the folders that were read and the counts that were reported. */
async function listTargets(names: readonly string[], request: Partial<ListRequest>) {
  const cwd = await botland({
    "packages/mailer/package.json": { name: "mailer", version: "2.0.0", dependencies: { "left-pad": "^1.3.0" } },
  });
  const workspace = await readWorkspace(cwd);
  const importers = findImporters(workspace, names, cwd);
  const given = checkSettings({ stage: false }, { where: "the test", baseDir: cwd, label: (key) => key });
  const options = await readTargetOptions({ workspace, importers, given, dryRun: true });
  return withWorkspace(workspace, async ({ source, graphs }) => {
    const results = [];
    for (const [index, importer] of importers.entries()) {
      const own = options[index];
      if (own === undefined) throw new Error("Every target has options");
      const selection = selectPackages(graphs.readGraph(importer), selectOptions(workspace, own));
      const folders: string[] = [];
      const counts: number[] = [];
      const readdirSync = ((path: string, how: object) => {
        folders.push(path.slice(cwd.length + 1));
        return source.readdirSync(path, how);
      }) as typeof source.readdirSync;
      const { files } = await listSelection(selection, {
        workspace,
        options: own,
        source: { ...source, readdirSync },
        signal: undefined,
        onListed: (done) => counts.push(done),
        ...request,
      });
      results.push({ folders, counts, packages: [...files.keys()] });
    }
    return results;
  });
}

test("what one target has walked is there for the next", async () => {
  const names = ["@botland/database", "mailer"];
  const separately = await listTargets(names, {});
  expect(separately.map(({ folders }) => folders)).toEqual([
    ["node_modules/left-pad", "packages/database"],
    ["node_modules/left-pad", "packages/mailer"],
  ]);
  const [database, mailer] = await listTargets(names, { walk: rememberWalks() });
  expect(database).toEqual(separately[0]);
  expect(mailer).toEqual({ ...separately[1], folders: ["packages/mailer"] });
});

test("every package that is listed is counted", async () => {
  const [database] = await listTargets(["@botland/database"], {});
  expect(database?.counts).toEqual(database?.packages.map((_, index) => index + 1));
});

test("an abort ends the listing", async () => {
  const aborted = listTargets(["@botland/database"], { signal: AbortSignal.abort() });
  await expect(aborted).rejects.toMatchObject({ code: "INTERRUPTED" });
});
