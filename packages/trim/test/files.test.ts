import { describe, expect, test } from "vitest";
import { classOf, isLicence } from "../src/rules/class-of.ts";
import { codeOf, trimOf } from "./trim-of.ts";

const app = {
  "package.json": { name: "app", dependencies: { a: "1" } },
  "index.js": "require('a')",
  "index.js.map": "",
};
const one = {
  "node_modules/a/package.json": { name: "a" },
  "node_modules/a/index.js": "",
  "node_modules/a/index.js.map": "",
  "node_modules/a/index.d.ts": "",
  "node_modules/a/README.md": "",
  "node_modules/a/LICENSE.md": "",
  "node_modules/a/unreached.js": "",
};

test("files leaves out three classes of third-party packages, by their extensions", async () => {
  const plan = await trimOf({ ...app, ...one }, { mode: "files" });
  expect([...plan.left]).toEqual([
    ["node_modules/a/README.md", { kind: "class", class: "markdown" }],
    ["node_modules/a/index.d.ts", { kind: "class", class: "declaration" }],
    ["node_modules/a/index.js.map", { kind: "class", class: "map" }],
  ]);
  expect(plan.leftPackages).toEqual([]);
});

describe("a class stays", () => {
  test.each([
    ["read('README.md')", "node_modules/a/README.md"],
    ["read(`${name}.d.ts`)", "node_modules/a/index.d.ts"],
    ["read(file + '.map')", "node_modules/a/index.js.map"],
  ])("where the package's code has %s", async (text, path) => {
    const plan = await trimOf({ ...app, ...one, "node_modules/a/unreached.js": text }, { mode: "files" });
    expect(plan.kept.get(path)).toEqual({ kind: "class", class: classOf(path), from: "node_modules/a/unreached.js" });
    expect(plan.left.size).toBe(2);
  });

  test("of maps, where own code turns them on", async () => {
    const plan = await trimOf({ ...app, ...one, "index.js": "process.setSourceMapsEnabled(true)" }, { mode: "files" });
    expect(plan.kept.has("node_modules/a/index.js.map")).toBe(true);
  });

  test("where the package.json leads to a file, but not for types", async () => {
    const fields = {
      name: "a",
      exports: { ".": { types: "./index.d.ts", default: "./index.js" }, "./readme": "./README.md" },
    };
    const plan = await trimOf({ ...app, ...one, "node_modules/a/package.json": fields }, { mode: "files" });
    expect(plan.kept.get("node_modules/a/README.md")).toEqual({
      kind: "named-by-manifest",
      field: 'exports["./readme"]',
    });
    expect(plan.left.has("node_modules/a/index.d.ts")).toBe(true);
  });

  test("of declarations, where TypeScript is a dependency", async () => {
    const plan = await trimOf(
      {
        ...app,
        ...one,
        "node_modules/typescript/package.json": { name: "typescript" },
        "node_modules/typescript/lib/lib.d.ts": "",
        "node_modules/typescript/lib/typescript.js": "",
      },
      { mode: "files" },
    );
    expect(plan.kept.has("node_modules/typescript/lib/lib.d.ts")).toBe(true);
    expect(plan.kept.has("node_modules/a/index.d.ts")).toBe(true);
  });

  test("where code that is reached requires the file", async () => {
    const plan = await trimOf({ ...app, ...one, "node_modules/a/index.js": "require('./README.md')" });
    expect(codeOf(plan)).toContain("a/README.md");
  });
});

test.each([
  "doc/index.js",
  "clients/licensemanager.js",
  "es.regexp.test.js",
  "languages/makefile.js",
  "a.ts",
  "map",
  "x.mdx",
  "license.json",
])("%s is of no class, and no licence", (path) => {
  expect(classOf(path)).toBeUndefined();
  expect(isLicence(path)).toBe(false);
});

test.each([
  "LICENSE",
  "LICENCE.md",
  "license-mit.txt",
  "NOTICE",
  "COPYING",
  "ThirdPartyNotices.txt",
  "THIRD_PARTY_LICENSES",
  "third-party.md",
  "sub/COPYRIGHT",
])("%s is a licence, whatever its class", (path) => {
  expect(isLicence(path)).toBe(true);
  expect(classOf(path)).toBeUndefined();
});

test("what only the makers of a package run names nothing that a function reads", async () => {
  const files = {
    ...app,
    "node_modules/aws-sdk/package.json": { name: "aws-sdk" },
    "node_modules/aws-sdk/scripts/lib/ts-generator.js": "write('x.d.ts')",
    "node_modules/aws-sdk/index.d.ts": "",
  };
  expect((await trimOf(files, { mode: "files" })).left.has("node_modules/aws-sdk/index.d.ts")).toBe(true);
  const read = { ...files, "node_modules/aws-sdk/index.js": "read('x.d.ts')" };
  expect((await trimOf(read, { mode: "files" })).left.has("node_modules/aws-sdk/index.d.ts")).toBe(false);
});
