import { openedBundle } from "@lambda-pack/test-support/bundles/opened-bundle";
import type { BundleFiles } from "@lambda-pack/test-support/bundles/bundle-content";
import { expect, test } from "vitest";
import { explainFile, explainPackage } from "../src/explain-file.ts";
import { trimOf } from "./trim-of.ts";
import type { TrimCase } from "./trim-of.ts";

const files: BundleFiles = {
  "package.json": { name: "app", dependencies: { a: "1", c: "1", n: "1", left: "1" } },
  "index.js": "require('./db'); require('c'); require('n')",
  "db.js": "\nrequire('a')",
  "node_modules/a/package.json": { name: "a", dependencies: { b: "1" } },
  "node_modules/a/index.js": "\n\nrequire('./lib')",
  "node_modules/a/lib.js": "require('b')",
  "node_modules/a/unused.js": "",
  "node_modules/a/README.md": "",
  "node_modules/b/package.json": { name: "b" },
  "node_modules/b/index.js": "module.exports = (l) => require('./locales/' + l)",
  "node_modules/b/locales/de.js": "",
  "node_modules/c/package.json": { name: "c" },
  "node_modules/c/index.js": "require('./load')",
  "node_modules/c/load.js": "\nfs.readFileSync(__dirname + name)",
  "node_modules/c/some.txt": "",
  "node_modules/n/package.json": { name: "n" },
  "node_modules/n/index.js": "",
  "node_modules/n/build/n.node": "",
  "node_modules/n/other.txt": "",
  "node_modules/left/package.json": { name: "left" },
  "node_modules/left/index.js": "",
};

async function trimmed(changes: BundleFiles = {}, options: TrimCase = {}) {
  const all = { ...files, ...changes };
  const { bundle: whole } = openedBundle(all, { origin: "workspace", ...options });
  return { plan: await trimOf(all, options), whole };
}

const imported = (from: string, line: number, what: string) => ({ from, line, kind: "imported", what });
const toA = [imported("db.js", 2, "a")];
const toLib = [...toA, imported("node_modules/a/index.js", 3, "./lib")];
const toB = [...toLib, imported("node_modules/a/lib.js", 1, "b")];

test("a file that is imported has the chain from own code on", async () => {
  const trim = await trimmed();
  expect(explainFile(trim, "node_modules/b/index.js")).toMatchObject({
    kept: true,
    reason: { kind: "imported" },
    steps: toB,
  });
  expect(explainFile(trim, "node_modules/b/locales/de.js")).toMatchObject({
    steps: [...toB, { from: "node_modules/b/index.js", line: 1, kind: "prefix", what: "./locales/" }],
  });
});

test("a file of a whole package has the chain to the line that computes", async () => {
  const found = explainFile(await trimmed(), "node_modules/c/some.txt");
  expect(found).toMatchObject({ kept: true, reason: { kind: "whole" }, whole: { kind: "computes", line: 2 } });
  expect(found).toMatchObject({
    steps: [
      imported("index.js", 1, "c"),
      imported("node_modules/c/index.js", 1, "./load"),
      { from: "node_modules/c/load.js", line: 2, kind: "computes" },
    ],
  });
});

test("a file of a package with native code has the chain to the package", async () => {
  expect(explainFile(await trimmed(), "node_modules/n/other.txt")).toMatchObject({
    whole: { kind: "native", file: "node_modules/n/build/n.node" },
    steps: [imported("index.js", 1, "n")],
  });
});

test.each([
  ["index.js", { kind: "own" }],
  ["node_modules/a/package.json", { kind: "manifest" }],
])("%s is kept without a chain", async (path, reason) => {
  expect(explainFile(await trimmed(), path)).toEqual({ path, kept: true, reason, steps: [] });
});

test.each([
  ["node_modules/a/unused.js", { kind: "unreached" }],
  ["node_modules/a/README.md", { kind: "class", class: "markdown" }],
  ["node_modules/left/index.js", { kind: "package-unreached" }],
])("%s is left out", async (path, reason) => {
  expect(explainFile(await trimmed(), path)).toEqual({ path, kept: false, reason });
});

test("a chain that begins where the settings say has that as its root", async () => {
  const include = [{ pattern: "left/index.js", name: "left", matches: (path: string) => path === "index.js" }];
  const trim = await trimmed(
    { "node_modules/left/index.js": "require('./more')", "node_modules/left/more.js": "" },
    { include },
  );
  expect(explainFile(trim, "node_modules/left/more.js")).toMatchObject({
    steps: [imported("node_modules/left/index.js", 1, "./more")],
    root: { kind: "setting", pattern: "left/index.js" },
  });
});

test("a class of files that code names has the chain to that code", async () => {
  const trim = await trimmed({ "node_modules/a/lib.js": "require('b'); read('README.md')" });
  expect(explainFile(trim, "node_modules/a/README.md")).toMatchObject({
    steps: [...toLib, { from: "node_modules/a/lib.js", kind: "class", what: "markdown" }],
  });
});

test("imports in a circle end", async () => {
  const trim = await trimmed({ "node_modules/a/lib.js": "require('./index')" });
  expect(explainFile(trim, "node_modules/a/lib.js")).toMatchObject({ steps: toLib });
  expect(explainFile(trim, "node_modules/a/index.js")).toMatchObject({ steps: toA });
});

test("a package is reached by its first file, and what is none is unknown", async () => {
  const trim = await trimmed();
  expect(explainPackage(trim, ["node_modules/a/README.md", "node_modules/a/index.js"])).toEqual({ steps: toA });
  expect(explainPackage(trim, ["node_modules/left/index.js"])).toEqual({ steps: [] });
  expect(explainPackage(trim, ["node_modules/c/some.txt"])).toMatchObject({ whole: { kind: "computes" } });
  expect(explainFile(trim, "node_modules/none.js")).toBeUndefined();
});
