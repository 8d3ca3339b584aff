import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { writeTree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { expect, test } from "vitest";
import { loadedBy } from "./harness/loaded-packages.ts";

/** A workspace of Yarn classic, installed. */
async function harbour(lighthouse: Tree = {}): Promise<string> {
  const root = temporaryDirectory();
  writeTree(root, {
    "package.json": '{ "name": "harbour", "private": true, "workspaces": ["packages/*"] }',
    "yarn.lock": '# yarn lockfile v1\n\n\ntides@^1.0.0:\n  version "1.2.0"\n',
    "node_modules/tides/package.json": '{ "name": "tides", "version": "1.2.0" }',
    "node_modules/tides/index.js": "",
    "packages/lighthouse/package.json": dependingOn("^1.0.0"),
    "packages/lighthouse/index.js": "",
    ...lighthouse,
  });
  return root;
}

test.each([["--version"], ["--help"], ["why --help"], ["completion -- list --"]])(
  "%s loads no package, and next to nothing of our own",
  async (line) => {
    const { packages, ownBytes } = await loadedBy(line.split(" "), temporaryDirectory());
    expect(packages).toEqual([]);
    expect(ownBytes).toBeGreaterThan(1000);
    expect(ownBytes).toBeLessThan(40_000);
  },
);

test("completing the name of a package loads what finds names, and nothing that packs", async () => {
  const { packages, ownBytes } = await loadedBy(["completion", "--", "list", "lig"], await harbour());
  expect(packages).toEqual([]);
  expect(ownBytes).toBeLessThan(300_000);
});

test.each([
  ["that writes everything", []],
  ["that writes the zip", ["--no-stage"]],
  ["that writes a tar", ["--no-stage", "--format", "tar.gz"]],
  ["of a dry run", ["--dry-run", "--json"]],
])("a plain pack %s loads what every pack needs, and no more", async (_, options) => {
  const { packages } = await loadedBy(["lighthouse", ...options], await harbour());
  expect(packages).toEqual(["yargs-parser"]);
});

test.each<[string, Need]>([
  ["a glob among the settings", { argv: ["lighthouse", "--exclude", "index.*"], loads: ["micromatch"] }],
  ["a glob for a name", { argv: ["light*"], loads: ["micromatch"] }],
  [
    "a list of files",
    {
      tree: { "packages/lighthouse/package.json": '{ "name": "lighthouse", "version": "1.0.0", "files": ["*.js"] }' },
      loads: ["micromatch", "npm-packlist"],
    },
  ],
  ["an .npmignore", { tree: { "packages/lighthouse/.npmignore": "*.map\n" }, loads: ["ignore-walk"] }],
  [
    "a glob of the workspace that is not plain",
    { tree: { "package.json": workspaceOf("packages/+(light)*") }, loads: ["fast-glob"] },
  ],
  [
    "a range that is not plain",
    { tree: { "packages/lighthouse/package.json": dependingOn("1.0.0 - 1.9.0") }, loads: ["semver"] },
  ],
])("%s loads what reads it", async (_, { argv = ["lighthouse"], tree, loads }) => {
  const { packages } = await loadedBy([...argv, "--no-stage"], await harbour(tree));
  expect(packages).toEqual(expect.arrayContaining([...loads]));
});

interface Need {
  readonly argv?: readonly string[];
  readonly tree?: Tree;
  readonly loads: readonly string[];
}

function workspaceOf(glob: string): string {
  return JSON.stringify({ name: "harbour", private: true, workspaces: [glob] });
}

function dependingOn(range: string): string {
  return JSON.stringify({ name: "lighthouse", version: "1.0.0", dependencies: { tides: range } });
}
