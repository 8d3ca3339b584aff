import { describe, expect, test } from "vitest";
import { codeOf, trimOf } from "./trim-of.ts";

const app = { "package.json": { name: "app", dependencies: { a: "1", b: "1", c: "1" } } };
const manifest = (name: string, fields: object = {}) => ({
  [`node_modules/${name}/package.json`]: { name, version: "1.0.0", ...fields },
});

describe("what literals lead to", () => {
  test("require, import, import(), require.resolve, JSON", async () => {
    const plan = await trimOf({
      ...app,
      "index.js": "require('a')",
      "other.mjs": "import 'b'; import('c/x.js')",
      ...manifest("a"),
      "node_modules/a/index.js": "require('./lib'); require.resolve('./r.txt'); require('./data.json')",
      "node_modules/a/lib/index.js": "",
      "node_modules/a/r.txt": "",
      "node_modules/a/data.json": "{}",
      "node_modules/a/data.js": "",
      "node_modules/a/test.js": "require('./fixture')",
      "node_modules/a/fixture.js": "",
      ...manifest("b", { exports: { import: "./b.mjs", require: "./b.cjs", browser: "./browser.js" } }),
      "node_modules/b/b.mjs": "",
      "node_modules/b/b.cjs": "",
      "node_modules/b/browser.js": "",
      ...manifest("c"),
      "node_modules/c/x.js": "",
      "node_modules/c/index.js": "",
    });
    expect(codeOf(plan)).toEqual(["a/data.json", "a/index.js", "a/lib/index.js", "a/r.txt", "b/b.mjs", "c/x.js"]);
    expect(plan.kept.get("node_modules/a/lib/index.js")).toEqual({
      kind: "imported",
      from: "node_modules/a/index.js",
      line: 1,
      specifier: "./lib",
    });
    expect(plan.left.get("node_modules/a/fixture.js")).toEqual({ kind: "unreached" });
  });

  test("the condition module-sync as well, which holds elsewhere than on Lambda", async () => {
    const plan = await trimOf({
      ...app,
      "index.js": "require('a')",
      ...manifest("a", { exports: { "module-sync": "./sync.mjs", import: "./a.mjs", default: "./a.cjs" } }),
      "node_modules/a/sync.mjs": "import './only-sync.mjs'",
      "node_modules/a/only-sync.mjs": "",
      "node_modules/a/a.mjs": "",
      "node_modules/a/a.cjs": "",
    });
    expect(codeOf(plan)).toEqual(["a/a.cjs", "a/only-sync.mjs", "a/sync.mjs"]);
  });

  test("subpath imports, self references, aliases of require", async () => {
    const plan = await trimOf({
      ...app,
      "index.js": "require('a')",
      ...manifest("a", { exports: { ".": "./a.js", "./self": "./self.js" }, imports: { "#in": "./in.js" } }),
      "node_modules/a/a.js": "require('#in'); require('a/self'); let load; load = require; load('./aliased')",
      "node_modules/a/in.js": "",
      "node_modules/a/self.js": "",
      "node_modules/a/aliased.js": "",
      "node_modules/a/none.js": "",
    });
    expect(codeOf(plan)).toEqual(["a/a.js", "a/aliased.js", "a/in.js", "a/self.js"]);
  });

  test("a worker by URL, and what it loads", async () => {
    const plan = await trimOf({
      ...app,
      "index.mjs": "import 'a'",
      ...manifest("a", { type: "module", exports: "./a.js" }),
      "node_modules/a/a.js": "new Worker(new URL('./worker.js', import.meta.url))",
      "node_modules/a/worker.js": "import './job.js'",
      "node_modules/a/job.js": "",
      "node_modules/a/none.js": "",
    });
    expect(codeOf(plan)).toEqual(["a/a.js", "a/job.js", "a/worker.js"]);
  });

  test("a nested package.json stays where a file below it stays, or is found by it", async () => {
    const plan = await trimOf(
      {
        ...app,
        "index.js": "require('a/sub')",
        ...manifest("a"),
        "node_modules/a/sub/package.json": '{"main":"../dist/sub.js"}',
        "node_modules/a/dist/package.json": '{"type":"commonjs"}',
        "node_modules/a/dist/sub.js": "",
        "node_modules/a/test/package.json": "{}",
        "node_modules/a/test/x.js": "",
      },
      { packages: { "": "app@1.0.0", "node_modules/a": "a@1.0.0" } },
    );
    expect([...plan.left.keys()]).toEqual(["node_modules/a/test/package.json", "node_modules/a/test/x.js"]);
  });
});

describe("a package that computes what it loads is whole", () => {
  const lib = {
    ...manifest("a"),
    "node_modules/a/one.js": "require('b/deep')",
    "node_modules/a/README.md": "",
    "node_modules/a/index.d.ts": "",
    ...manifest("b"),
    "node_modules/b/index.js": "",
    "node_modules/b/deep.js": "",
    "node_modules/b/other.js": "",
  };
  test.each([
    "require(name)",
    "require.resolve(name)",
    "import(name)",
    "load(__dirname)",
    "fs.readdirSync(__dirname).length",
    "read(path.join(__dirname, name))",
    "process.dlopen(module, file)",
    "require('bindings')('a')",
    "require('node-gyp-build')(__dirname)",
    "eval(code)",
    "factory(require)",
    "new Function('x', 'return import(x)')",
  ])("%s", async (text) => {
    const plan = await trimOf({
      "package.json": { name: "app", dependencies: { a: "1" } },
      "index.js": "require('a')",
      ...lib,
      "node_modules/a/index.js": `const x = ${text}`,
    });
    expect(codeOf(plan)).toEqual(["a/index.js", "a/one.js", "b/deep.js"]);
    expect(plan.whole.get("node_modules/a" as never)).toMatchObject({
      kind: "computes",
      from: "node_modules/a/index.js",
      line: 1,
    });
    expect(plan.left.get("node_modules/a/README.md")).toEqual({ kind: "class", class: "markdown" });
  });

  test("and its dependencies are, where it computes a name", async () => {
    const plan = await trimOf({
      ...app,
      "index.js": "require('a')",
      ...manifest("a", { dependencies: { b: "1" } }),
      "node_modules/a/index.js": "\nrequire(name)",
      ...manifest("b"),
      "node_modules/b/index.js": "require('c')",
      "node_modules/b/lib/deep.js": "require('c/deep')",
      ...manifest("c"),
      "node_modules/c/index.js": "",
      "node_modules/c/deep.js": "",
      "node_modules/c/none.js": "",
    });
    expect(codeOf(plan)).toEqual(["a/index.js", "b/index.js", "b/lib/deep.js", "c/deep.js", "c/index.js"]);
    expect(plan.whole.get("node_modules/b" as never)).toEqual({
      kind: "named-elsewhere",
      from: "node_modules/a/index.js",
      line: 2,
      what: "require",
    });
  });

  test("what a file of a package loads, where any of its files may be named", async () => {
    const files = {
      ...app,
      "index.js": "require('a')",
      ...manifest("a", { dependencies: { b: "1" } }),
      "node_modules/a/index.js": "require('b/' + name)",
      ...manifest("b", { dependencies: { c: "1" } }),
      "node_modules/b/index.js": "",
      "node_modules/b/lib/deep.js": "require(name); read(__dirname + '/../README.md')",
      "node_modules/b/README.md": "",
      ...manifest("c"),
      "node_modules/c/lib/x.js": "",
    };
    const kept = ["a/index.js", "b/README.md", "b/index.js", "b/lib/deep.js", "c/lib/x.js"];
    expect(codeOf(await trimOf(files))).toEqual(kept);
    const taken = { ...files, "node_modules/a/index.js": "path.dirname(require.resolve('b/package.json'))" };
    expect(codeOf(await trimOf(taken))).toEqual(kept);
    const named = { ...files, "node_modules/a/index.js": "require('b')" };
    expect(codeOf(await trimOf(named))).toEqual(["a/index.js", "b/index.js"]);
  });

  test("what a constant names, in a file that only lies beside others", async () => {
    const plan = await trimOf({
      ...app,
      "index.js": "require('a')",
      ...manifest("a"),
      "node_modules/a/index.js": "",
      "node_modules/a/build/Release/a.node": "",
      "node_modules/a/other.js": "const load = require; load('b/x')",
      ...manifest("b"),
      "node_modules/b/x.js": "",
      "node_modules/b/none.js": "",
    });
    expect(codeOf(plan)).toContain("b/x.js");
    expect(codeOf(plan)).not.toContain("b/none.js");
  });

  test("a package that the application has for it, and that no literal leads to, is whole", async () => {
    const files = {
      "package.json": { name: "app", dependencies: { views: "1", ejs: "1" } },
      "index.js": "require('views')",
      ...manifest("views"),
      "node_modules/views/index.js": "exports.engine = (name) => require(name)",
      ...manifest("ejs"),
      "node_modules/ejs/lib/ejs.js": "",
    };
    const plan = await trimOf(files);
    expect(codeOf(plan)).toEqual(["ejs/lib/ejs.js", "views/index.js"]);
    expect(codeOf(await trimOf({ ...files, "node_modules/views/index.js": "" }))).toEqual(["views/index.js"]);
  });

  test("what such a package's name stands for stays as well, where literals lead to other files of it alone", async () => {
    const files = {
      "package.json": { name: "app", dependencies: { views: "1", ejs: "1" } },
      "index.js": "require('ejs/lib/utils'); require('views').engine('ejs')",
      ...manifest("views"),
      "node_modules/views/index.js": "exports.engine = (name) => require(name)",
      ...manifest("ejs", {
        main: "./lib/ejs.js",
        exports: { ".": { import: "./lib/ejs.mjs", require: "./lib/ejs.js" }, "./*": "./*.js" },
      }),
      "node_modules/ejs/lib/ejs.js": "require('./used')",
      "node_modules/ejs/lib/ejs.mjs": "",
      "node_modules/ejs/lib/used.js": "",
      "node_modules/ejs/lib/utils.js": "",
      "node_modules/ejs/lib/none.js": "",
    };
    const plan = await trimOf(files);
    expect(codeOf(plan)).toEqual([
      "ejs/lib/ejs.js",
      "ejs/lib/ejs.mjs",
      "ejs/lib/used.js",
      "ejs/lib/utils.js",
      "views/index.js",
    ]);
    expect(plan.kept.get("node_modules/ejs/lib/ejs.js")).toMatchObject({ from: "node_modules/views/index.js" });
    const without = { ...files, "node_modules/views/index.js": "" };
    expect(codeOf(await trimOf(without))).toEqual(["ejs/lib/utils.js", "views/index.js"]);
  });

  test("an own package that computes a name keeps all that it depends on", async () => {
    const plan = await trimOf({ ...app, "index.js": "require(process.env.PLUGIN)", ...lib });
    expect(codeOf(plan)).toEqual(["a/one.js", "b/deep.js", "b/index.js", "b/other.js"]);
  });
});

describe("what begins with a literal leads to what begins so", () => {
  test("a folder", async () => {
    const plan = await trimOf({
      ...app,
      "index.js": "require('a')",
      ...manifest("a"),
      "node_modules/a/index.js": "require('./lib')",
      "node_modules/a/lib/index.js": "require('./locales/' + name)",
      "node_modules/a/lib/locales/de.js": "require('../plural')",
      "node_modules/a/lib/locales/sub/fr.json": "",
      "node_modules/a/lib/plural.js": "",
      "node_modules/a/lib/none.js": "",
      "node_modules/a/locales/none.js": "",
    });
    expect(codeOf(plan)).toEqual([
      "a/index.js",
      "a/lib/index.js",
      "a/lib/locales/de.js",
      "a/lib/locales/sub/fr.json",
      "a/lib/plural.js",
    ]);
    expect(plan.kept.get("node_modules/a/lib/locales/de.js")).toEqual({
      kind: "prefix",
      from: "node_modules/a/lib/index.js",
      line: 1,
      prefix: "./locales/",
    });
  });

  test("names of packages", async () => {
    const plan = await trimOf({
      "package.json": { name: "app", dependencies: { a: "1", "a-one": "1", "a-two": "1" } },
      "index.js": "require('a')",
      ...manifest("a"),
      "node_modules/a/index.js": "require('a-' + name)",
      "node_modules/a/none.js": "",
      ...manifest("a-one"),
      "node_modules/a-one/x.js": "",
      ...manifest("a-two"),
      "node_modules/a-two/x.js": "",
      ...manifest("b"),
      "node_modules/b/x.js": "",
    });
    expect(codeOf(plan)).toEqual(["a-one/x.js", "a-two/x.js", "a/index.js"]);
  });

  test("files and folders beside the code", async () => {
    const plan = await trimOf({
      ...app,
      "index.js": "require('a')",
      ...manifest("a"),
      "node_modules/a/index.js":
        "read(path.join(__dirname, 'a.wasm')); read(path.join(__dirname, 'views', name)); read(`${__dirname}/v${n}.txt`)",
      "node_modules/a/a.wasm": "",
      "node_modules/a/views/x.html": "",
      "node_modules/a/v1.txt": "",
      "node_modules/a/none.txt": "",
    });
    expect(codeOf(plan)).toEqual(["a/a.wasm", "a/index.js", "a/v1.txt", "a/views/x.html"]);
  });

  test("the directory of another package", async () => {
    const plan = await trimOf({
      ...app,
      "index.js": "require('a')",
      ...manifest("a"),
      "node_modules/a/index.js": "path.dirname(require.resolve('b/package.json'))",
      ...manifest("b"),
      "node_modules/b/bin/b": "",
    });
    expect(codeOf(plan)).toEqual(["a/index.js", "b/bin/b"]);
  });
});

describe("a require that is made for a file of another package", () => {
  const others = {
    ...manifest("b", { dependencies: { c: "1" } }),
    "node_modules/b/index.js": "",
    "node_modules/b/lib/deep.js": "",
    "node_modules/b/node_modules/c/package.json": { name: "c", version: "2.0.0" },
    "node_modules/b/node_modules/c/index.js": "",
    ...manifest("c"),
    "node_modules/c/index.js": "",
  };
  const inner = "b/node_modules/c/index.js";

  test.each([
    ["createRequire(require.resolve('b'))('./lib/deep')", ["b/index.js", "b/lib/deep.js", inner]],
    ["createRequire(require.resolve('b'))(name)", ["b/index.js", "b/lib/deep.js", inner, "c/index.js"]],
    [
      "const at = require.resolve('b/package.json'); createRequire(at)('c')",
      ["b/index.js", "b/lib/deep.js", inner, "c/index.js"],
    ],
    ["require.resolve('c', { paths: [at] })", [inner, "c/index.js"]],
    ["createRequire(at)('c/index.js')", [inner, "c/index.js"]],
  ])("%s", async (text, kept) => {
    expect(codeOf(await trimOf({ ...app, "index.js": text, ...others }))).toEqual(kept);
  });
});

describe("native code", () => {
  test("a package with an addon is whole, and so are its siblings and what is made for the platform", async () => {
    const plan = await trimOf({
      ...app,
      "index.js": "require('a')",
      ...manifest("a"),
      "node_modules/a/index.js": "require('./build/Release/a.node')",
      "node_modules/a/build/Release/a.node": "",
      "node_modules/a/build/Release/liba.so.1": "",
      "node_modules/a/prebuilds/linux-x64/node.napi.node": "",
    });
    expect(codeOf(plan)).toHaveLength(4);
    expect(plan.whole.get("node_modules/a" as never)).toEqual({
      kind: "native",
      file: "node_modules/a/build/Release/a.node",
    });
  });
});

describe("files for other platforms", () => {
  const files = {
    ...app,
    "index.js": "require('a')",
    ...manifest("a"),
    "node_modules/a/index.js": "require('node-gyp-build')(__dirname)",
    "node_modules/a/prebuilds/linux-x64/a.node": "",
    "node_modules/a/prebuilds/darwin-x64/a.node": "",
    "node_modules/a/prebuilds/win32-x64/a.node": "",
  };
  const foreign = new Set(["darwin", "win32"].map((os) => `node_modules/a/prebuilds/${os}-x64/a.node`));

  test("are left out of a package that stays whole", async () => {
    const plan = await trimOf(files, { foreign });
    expect([...plan.left]).toEqual([...foreign].map((path) => [path, { kind: "other-platform" }]));
  });

  test("stay where a literal names them, and where the settings do", async () => {
    const named = { ...files, "index.js": "require('a'); require('a/prebuilds/win32-x64/a.node')" };
    expect([...(await trimOf(named, { foreign })).left.keys()]).toEqual(["node_modules/a/prebuilds/darwin-x64/a.node"]);
    expect([...(await trimOf(files, { foreign, whole: ["a"] })).left.keys()]).toEqual([]);
    const include = [{ pattern: "a/**/darwin-*/*", name: "a", matches: (path: string) => path.includes("darwin") }];
    const included = await trimOf(files, { foreign, include });
    expect([...included.left.keys()]).toEqual(["node_modules/a/prebuilds/win32-x64/a.node"]);
  });
});

describe("what cannot be read", () => {
  test("a syntax error in code that is loaded keeps the package whole", async () => {
    const plan = await trimOf({
      ...app,
      "index.js": "require('a')",
      ...manifest("a"),
      "node_modules/a/index.js": "const x = ;",
      "node_modules/a/other.js": "",
    });
    expect(codeOf(plan)).toEqual(["a/index.js", "a/other.js"]);
    expect(plan.whole.get("node_modules/a" as never)).toEqual({
      kind: "unread",
      from: "node_modules/a/index.js",
      reason: "syntax-error",
    });
  });

  test("code that is nested too deeply keeps what its package depends on, too", async () => {
    const plan = await trimOf({
      ...app,
      "index.js": "require('a')",
      ...manifest("a", { dependencies: { b: "1" } }),
      "node_modules/a/index.js": `${"(".repeat(5000)}1${")".repeat(5000)}`,
      ...manifest("b"),
      "node_modules/b/lib/x.js": "",
    });
    expect(codeOf(plan)).toEqual(["a/index.js", "b/lib/x.js"]);
  });

  test("an ES module under a CommonJS name is followed as one", async () => {
    const plan = await trimOf({
      ...app,
      "index.js": "import('a')",
      ...manifest("a"),
      "node_modules/a/index.js": "import './b.js'",
      "node_modules/a/b.js": "",
      "node_modules/a/none.js": "",
    });
    expect(codeOf(plan)).toEqual(["a/b.js", "a/index.js"]);
  });
});

describe("settings", () => {
  const files = {
    ...app,
    "index.js": "require('a')",
    ...manifest("a"),
    "node_modules/a/index.js": "require(name)",
    "node_modules/a/none.js": "",
    ...manifest("b"),
    "node_modules/b/lib/x.js": "require('./y')",
    "node_modules/b/lib/y.js": "",
    "node_modules/b/z.js": "",
  };

  test("reachable: what the package computes is nothing to keep files for", async () => {
    expect(codeOf(await trimOf(files, { reachable: ["a"] }))).toEqual(["a/index.js"]);
  });

  test("whole", async () => {
    expect(codeOf(await trimOf(files, { reachable: ["a"], whole: ["b"] }))).toEqual([
      "a/index.js",
      "b/lib/x.js",
      "b/lib/y.js",
      "b/z.js",
    ]);
  });

  test("include, and what the files load", async () => {
    const include = [{ pattern: "b/lib/x.js", name: "b", matches: (path: string) => path === "lib/x.js" }];
    const plan = await trimOf(files, { reachable: ["a"], include });
    expect(codeOf(plan)).toEqual(["a/index.js", "b/lib/x.js", "b/lib/y.js"]);
    expect(plan.kept.get("node_modules/b/lib/x.js")).toEqual({ kind: "setting", pattern: "b/lib/x.js" });
  });
});

test("packages of which nothing is loaded keep their package.json and licences", async () => {
  const plan = await trimOf({
    ...app,
    "index.js": "require('a')",
    ...manifest("a"),
    "node_modules/a/index.js": "",
    ...manifest("b"),
    "node_modules/b/index.js": "",
    "node_modules/b/LICENSE": "",
  });
  expect(plan.leftPackages).toEqual(["b@1.0.0"]);
  expect(plan.left.get("node_modules/b/index.js")).toEqual({ kind: "package-unreached" });
  expect([...plan.kept.keys()].filter((path) => path.includes("/b/"))).toEqual([
    "node_modules/b/LICENSE",
    "node_modules/b/package.json",
  ]);
});

test("own packages are never trimmed", async () => {
  const plan = await trimOf(
    {
      ...app,
      "index.js": "require('@app/shared')",
      "never.js": "require('b')",
      "README.md": "",
      "x.d.ts": "",
      "node_modules/@app/shared/package.json": { name: "@app/shared" },
      "node_modules/@app/shared/index.js": "",
      "node_modules/@app/shared/never.js": "require('a')",
      ...manifest("a"),
      "node_modules/a/index.js": "",
      ...manifest("b"),
      "node_modules/b/index.js": "",
    },
    { importers: ["node_modules/@app/shared"] },
  );
  expect([...plan.left.keys()]).toEqual([]);
});

test("what a layer depends on is for the functions that have it", async () => {
  const files = {
    "nodejs/package.json": { name: "layer", dependencies: { a: "1" } },
    ...manifest("a"),
    "node_modules/a/index.js": "",
    "node_modules/a/lib/x.js": "",
  };
  const plan = await trimOf(files, { root: "nodejs" });
  expect([...plan.left.keys()]).toEqual([]);
  expect(plan.whole.get("node_modules/a" as never)).toEqual({ kind: "layer" });
});

test("a file that is known to ask the application keeps its package no more than its literals do", async () => {
  const files = {
    "package.json": { name: "app", dependencies: { express: "1", ejs: "1" } },
    "index.js": "require('express')",
    ...manifest("express", { dependencies: { qs: "1" } }),
    "node_modules/express/index.js": "require('./lib/view')",
    "node_modules/express/lib/view.js": "require(name)",
    "node_modules/express/lib/none.js": "",
    ...manifest("qs"),
    "node_modules/qs/index.js": "",
    ...manifest("ejs"),
    "node_modules/ejs/index.js": "",
  };
  expect(codeOf(await trimOf(files))).toEqual(["ejs/index.js", "express/index.js", "express/lib/view.js"]);
});

describe("what own code names below a node_modules", () => {
  const files = {
    "package.json": { name: "app", dependencies: { prisma: "1", "@prisma/engines": "1" } },
    ...manifest("prisma", { dependencies: { "@prisma/engines": "1" } }),
    "node_modules/prisma/build/index.js": "require('@prisma/engines')",
    ...manifest("@prisma/engines"),
    "node_modules/@prisma/engines/index.js": "",
    "node_modules/@prisma/engines/lib/x.js": "",
  };
  const prisma = ["@prisma/engines/index.js", "prisma/build/index.js"];
  const engines = ["@prisma/engines/index.js", "@prisma/engines/lib/x.js"];

  test.each([
    ["execFile(process.execPath, ['node_modules/prisma/build/index.js', 'migrate', 'deploy'])", prisma],
    ["fork(path.join(process.cwd(), 'node_modules', 'prisma', 'build/index.js'))", prisma],
    ["exec(`node ${root}/node_modules/prisma/build/index.js`)", prisma],
    ["process.env.ENGINES = '/var/task/node_modules/@prisma/engines'", engines],
    ["path.resolve('node_modules', '@prisma', 'engines')", engines],
    ["run(path.join('node_modules', name))", [...engines, "prisma/build/index.js"]],
    ["run(`node_modules/${name}/index.js`)", [...engines, "prisma/build/index.js"]],
    ["const ignored = ['node_modules', 'dist', '**/node_modules/**', '/node_modules/']", []],
  ])("%s", async (text, kept) => {
    expect(codeOf(await trimOf({ ...files, "index.js": text }))).toEqual(kept);
  });

  test("says where, and what others name so is nothing", async () => {
    const plan = await trimOf({ ...files, "index.js": "\nrun('node_modules/prisma')" });
    expect(plan.whole.get("node_modules/prisma" as never)).toEqual({
      kind: "named-elsewhere",
      from: "index.js",
      line: 2,
      what: "node_modules/prisma",
    });
    const other = {
      "package.json": { name: "app", dependencies: { other: "1" } },
      "index.js": "require('other')",
      ...manifest("other"),
      "node_modules/other/index.js": "throw new Error('see node_modules/prisma/README.md')",
    };
    expect(codeOf(await trimOf({ ...files, ...other }))).toEqual(["other/index.js"]);
  });
});
