import { expect, test } from "vitest";
import { followPath } from "../../src/bundle/follow-path.ts";
import type { PathTree } from "../../src/bundle/follow-path.ts";

const links: Readonly<Record<string, string>> = {
  "lib/glass.js": "lens.js",
  now: "./lib",
  up: "lib/..",
  home: "/task/lib",
  away: "/opt/lib",
  egg: "hen",
  hen: "egg",
};
const tree: PathTree = {
  files: new Set(["main.js", "lib/lens.js"]),
  folders: new Set(["", "lib"]),
  linkAt: (path) => links[path],
  rootPath: "/task",
};

test.each([
  ["main.js", "file", "main.js"],
  ["", "directory", ""],
  ["now/glass.js", "file", "lib/lens.js"],
  ["up/main.js", "file", "main.js"],
  ["home/lens.js", "file", "lib/lens.js"],
  ["/task/./lib//lens.js", "file", "lib/lens.js"],
])("%j leads to the %s %j", (path, kind, to) => {
  expect(followPath(path, tree)).toEqual({ kind, path: to });
});

test.each([
  ["nowhere.js", "dangles"],
  ["main.js/more", "dangles"],
  ["egg", "dangles"],
  ["../main.js", "escapes"],
  ["away", "escapes"],
  ["/tasks/main.js", "escapes"],
])("%j %s", (path, kind) => {
  expect(followPath(path, tree)).toEqual({ kind });
});

test("without a path that stands for the root, every absolute one leads out", () => {
  const { rootPath: _, ...bare } = tree;
  expect(followPath("home/lens.js", bare)).toEqual({ kind: "escapes" });
  expect(followPath("now/lens.js", bare)).toEqual({ kind: "file", path: "lib/lens.js" });
});

test("forty links are followed, as Linux does, and no more", () => {
  const chain: PathTree = {
    files: new Set(["41"]),
    folders: new Set([""]),
    linkAt: (path) => (Number(path) < 41 ? `${Number(path) + 1}` : undefined),
  };
  expect(followPath("1", chain)).toEqual({ kind: "file", path: "41" });
  expect(followPath("0", chain)).toEqual({ kind: "dangles" });
});
