import { behaviourOf } from "@lambda-pack/model";
import { openFacts, openTree, readPackageJsons, searchPathsOf } from "@lambda-pack/scan";
import { openedBundle } from "@lambda-pack/test-support/bundles/opened-bundle";
import { expect, test } from "vitest";
import { readTrim } from "../src/read-trim.ts";
import type { TrimFault } from "../src/find-faults.ts";

const files = {
  "package.json": { name: "app", dependencies: { a: "1", b: "1" } },
  "index.js": "require('a'); require('absent')",
  "node_modules/a/package.json": { name: "a", exports: { ".": { "module-sync": "./a.mjs", default: "./a.js" } } },
  "node_modules/a/a.js":
    "require('./used'); require(__dirname + '/' + 'exact.js'); const deep = 'b/deep.js'; import(deep)",
  "node_modules/a/a.mjs": "",
  "node_modules/a/used.js": "",
  "node_modules/a/exact.js": "",
  "node_modules/a/unused.js": "",
  "node_modules/b/package.json": { name: "b", main: "main.js" },
  "node_modules/b/main.js": "",
  "node_modules/b/deep.js": "",
};

async function faultsWithout(...left: readonly string[]): Promise<readonly TrimFault[]> {
  const opened = openedBundle(files, { origin: "workspace" });
  const { bundle } = opened;
  const { plan, findFaults } = await readTrim({
    bundle,
    resolver: {
      tree: openTree(bundle),
      packageJsons: await readPackageJsons(opened, undefined),
      runtime: behaviourOf("nodejs22.x"),
      searchPaths: searchPathsOf(bundle),
    },
    facts: openFacts(opened, { depth: "openings" }),
    entries: [],
    options: { mode: "reachable", whole: [], include: [], reachable: [] },
  });
  const entries = bundle.entries.filter(({ path }) => plan.kept.has(path) && !left.includes(path));
  return findFaults({ ...bundle, entries });
}

test("what a trim leaves is all that is asked for", async () => {
  expect(await faultsWithout()).toEqual([]);
});

test.each([
  ["a file that is required", "node_modules/a/used.js", "./used"],
  ["the twin that another resolution takes", "node_modules/a/a.mjs", "a"],
  ["a file that a known text names", "node_modules/b/deep.js", "b/deep.js"],
  ["the package.json that leads there", "node_modules/a/package.json", "a"],
])("%s is missed", async (_, path, specifier) => {
  const faults = await faultsWithout(path);
  expect(faults.map((fault) => fault.specifier)).toContain(specifier);
});
