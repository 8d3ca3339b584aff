import { join } from "node:path";
import { json, tree } from "@lambda-pack/test-support/disk/tree";
import { expect, test } from "vitest";
import { openGraphReader, readWorkspace } from "../../src/index.ts";

/** Each package has a node_modules of its own, as pnpm's layout has it. */
async function isolated() {
  const root = tree({
    "package.json": json({ private: true, workspaces: ["packages/*"], devDependencies: { "left-pad": "^1.0.0" } }),
    "yarn.lock": "# yarn lockfile v1\n",
    "packages/basket/package.json": json({ name: "basket", dependencies: { "left-pad": "^1.3.0", fork: "2.x" } }),
    "packages/basket/node_modules/left-pad/package.json": json({ name: "left-pad", version: "1.3.0" }),
    "packages/basket/node_modules/left-pad/index.js": "",
    "packages/broken/package.json": "{",
    "packages/picker/package.json": json({ name: "picker" }),
    "packages/sorter/package.json": json({ name: "sorter", peerDependencies: { "left-pad": "*" } }),
  });
  const workspace = await readWorkspace(root);
  return { root, workspace, reader: openGraphReader(workspace) };
}

test("those who need a name in production come first, with what each of them finds", async () => {
  const { reader } = await isolated();
  const found = reader
    .findDeclarations("left-pad")
    .map(({ importer, field, range, found: { version } = {} }) => [importer.path, field, range, version]);
  expect(found).toEqual([
    ["packages/basket", "dependencies", "^1.3.0", "1.3.0"],
    ["", "devDependencies", "^1.0.0", undefined],
    ["packages/sorter", "peerDependencies", "*", undefined],
  ]);
  expect(reader.findDeclarations("constructor")).toEqual([]);
});

test("a package to include is taken from who declares it, where the target does not find it", async () => {
  const { root, workspace, reader } = await isolated();
  const target = workspace.importers.find(({ name }) => name === "picker");
  if (target === undefined) throw new Error("There is no picker");
  const graph = reader.readGraph(target, { includePackages: ["left-pad"] });
  const [edge] = graph.packages.get(graph.target)?.edges ?? [];
  expect(edge).toMatchObject({ name: "left-pad", to: "packages/basket/node_modules/left-pad" });
  expect(graph.packages.get(edge?.to ?? graph.target)?.dir).toBe(join(root, "packages/basket/node_modules/left-pad"));
});

test("nobody's installed package is found where nobody has it installed", async () => {
  const { workspace, reader } = await isolated();
  const target = workspace.importers.find(({ name }) => name === "picker");
  if (target === undefined) throw new Error("There is no picker");
  const graph = reader.readGraph(target, { includePackages: ["fork"] });
  expect(graph.packages.get(graph.target)?.edges).toEqual([expect.objectContaining({ name: "fork", to: undefined })]);
});
