import { describe, expect, test } from "vitest";
import {
  addFoldersAbove,
  foldersAbove,
  isNodeModules,
  nodeModulesAbove,
  nodeModulesPath,
  parentOf,
  pathBelow,
  placesAbove,
  splitPlace,
} from "../../src/bundle/bundle-path.ts";

test.each([
  ["node_modules/knex/lib/index.js", "node_modules/knex/lib"],
  ["lib/index.js", "lib"],
  ["index.js", ""],
  ["", ""],
])("%j lies in the folder %j", (path, folder) => {
  expect(parentOf(path)).toBe(folder);
});

test.each([
  ["lib", "index.js", "lib/index.js"],
  ["", "index.js", "index.js"],
  ["lib", "", "lib"],
  ["", "", ""],
])("below %j, %j is %j", (folder, path, joined) => {
  expect(pathBelow(folder, path)).toBe(joined);
});

test("the folders above lead up to the root", () => {
  expect([...foldersAbove("node_modules/@bot/chat")]).toEqual([
    "node_modules/@bot/chat",
    "node_modules/@bot",
    "node_modules",
    "",
  ]);
  expect([...foldersAbove("")]).toEqual([""]);
});

test("the folders that a path lies in are added, up to one that is known", () => {
  const folders = new Set<string>();
  addFoldersAbove("a/b/c.js", folders);
  expect([...folders]).toEqual(["a/b", "a", ""]);
  addFoldersAbove("a/d/e/f.js", folders);
  addFoldersAbove("a/d/e/g.js", folders);
  expect([...folders]).toEqual(["a/b", "a", "", "a/d/e", "a/d"]);
});

test.each([
  ["node_modules", true],
  ["lib/node_modules", true],
  ["my_node_modules", false],
  ["node_modules/knex", false],
  ["", false],
])("whether %j is a node_modules: %s", (folder, is) => {
  expect(isNodeModules(folder)).toBe(is);
});

describe("Node's look-up", () => {
  test("goes from the folder itself to the root, and passes folders that are called node_modules", () => {
    expect([...nodeModulesAbove("node_modules/@bot/chat")]).toEqual([
      "node_modules/@bot/chat/node_modules",
      "node_modules/@bot/node_modules",
      "node_modules",
    ]);
    expect([...nodeModulesAbove("node_modules")]).toEqual(["node_modules"]);
  });

  test("asks each of them for the name", () => {
    expect([...placesAbove("node_modules/knex", "@bot/chat")]).toEqual([
      "node_modules/knex/node_modules/@bot/chat",
      "node_modules/@bot/chat",
    ]);
    expect([...placesAbove("", "knex")]).toEqual(["node_modules/knex"]);
  });
});

test.each([
  ["", "knex", "node_modules/knex"],
  ["node_modules/knex", "@bot/chat", "node_modules/knex/node_modules/@bot/chat"],
])("in the node_modules of %j, %j is %j, and the way back", (owner, name, place) => {
  expect(nodeModulesPath(owner, name)).toBe(place);
  expect(splitPlace(place)).toEqual({ owner, name });
});

test.each(["", "lib", "my_node_modules/knex", "node_modules"])("%j is the place of no package", (path) => {
  expect(splitPlace(path)).toBeUndefined();
});
