import { describe, expect, test } from "vitest";
import type { BundleFiles } from "@lambda-pack/test-support/bundles/bundle-content";
import { runBoth } from "./runs/run-both.ts";
import { codeOf, trimOf } from "./trim-of.ts";

function app(dependencies: readonly string[], code: string, file = "index.js"): BundleFiles {
  return {
    "package.json": {
      name: "app",
      version: "1.0.0",
      dependencies: Object.fromEntries(dependencies.map((each) => [each, "1"])),
    },
    [file]: code,
  };
}

function pkg(name: string, fields: object, files: Readonly<Record<string, string>>): BundleFiles {
  const inside = Object.entries(files).map(([path, content]) => [`node_modules/${name}/${path}`, content] as const);
  return {
    [`node_modules/${name}/package.json`]: { name, version: "1.0.0", ...fields },
    ...Object.fromEntries(inside),
  };
}

const empty = "";

describe("native code", () => {
  const addon = (name: string, code: string, files: Readonly<Record<string, string>>) => ({
    ...app([name], `T.try(() => require('${name}'))`),
    ...pkg(
      name,
      { dependencies: { bindings: "1", "node-gyp-build": "1" } },
      { "index.js": code, "src/a.cc": empty, "test/x.js": empty, ...files },
    ),
  });

  test("bindings, which finds the package by the stack of an error", async () => {
    const plan = await trimOf({
      ...addon("usb", "module.exports = require('bindings')('usb.node')", { "build/Release/usb.node": empty }),
      ...pkg(
        "bindings",
        { main: "./bindings.js", dependencies: { "file-uri-to-path": "1" } },
        {
          "bindings.js":
            "exports = module.exports = (opts) => { opts.module_root = exports.getRoot(exports.getFileName()); return require(require('path').join(opts.module_root, 'build', opts.bindings)) }",
        },
      ),
      ...pkg("file-uri-to-path", {}, { "index.js": empty }),
    });
    expect([...plan.left.keys()]).toEqual([]);
    expect(plan.whole.get("node_modules/usb" as never)?.kind).toMatch(/^(?:native|computes)$/u);
  });

  test.each([
    [
      "node-gyp-build",
      "require('node-gyp-build')(__dirname)",
      { "prebuilds/linux-x64/node.napi.node": empty, "prebuilds/linux-arm64/node.napi.node": empty },
    ],
    [
      "node-gyp-build, by its other name",
      "require('node-gyp-build/node-gyp-build.js')(require('path').join(__dirname, '..'))",
      { "prebuilds/linux-x64/node.napi.node": empty },
    ],
    [
      "prebuildify, found by hand",
      "const path = require('path'); require(path.join(__dirname, 'prebuilds', `${process.platform}-${process.arch}`, 'x.node'))",
      { "prebuilds/linux-x64/x.node": empty },
    ],
  ])("%s", async (_, code, files) => {
    const plan = await trimOf({
      ...addon("hash", code, files),
      ...pkg(
        "node-gyp-build",
        { main: "index.js" },
        {
          "index.js":
            "const runtimeRequire = typeof __webpack_require__ === 'function' ? __non_webpack_require__ : require; module.exports = runtimeRequire('./node-gyp-build.js')",
          "node-gyp-build.js":
            "const path = require('path'); module.exports = (dir) => require(path.join(dir, 'prebuilds', 'x'))",
        },
      ),
    });
    for (const path of Object.keys(files)) expect(codeOf(plan)).toContain(`hash/${path}`);
  });

  test("sharp: its binary is a package of its own, with libraries in another one beside it", async () => {
    const plan = await trimOf({
      ...app(["sharp"], "require('sharp')"),
      ...pkg(
        "sharp",
        {
          main: "lib/index.js",
          optionalDependencies: { "@img/sharp-linux-x64": "1", "@img/sharp-libvips-linux-x64": "1" },
        },
        {
          "lib/index.js": "module.exports = require('./sharp')",
          "lib/sharp.js":
            "const runtimePlatform = T.id('linux-x64'); const paths = [`../src/build/Release/sharp-${runtimePlatform}.node`, `@img/sharp-${runtimePlatform}/sharp.node`]; let sharp; for (const path of paths) { try { sharp = require(path); break } catch {} }",
          "src/common.cc": empty,
        },
      ),
      ...pkg(
        "@img/sharp-linux-x64",
        { exports: { "./sharp.node": "./lib/sharp-linux-x64.node", "./package": "./package.json" } },
        { "lib/sharp-linux-x64.node": empty },
      ),
      ...pkg(
        "@img/sharp-libvips-linux-x64",
        { exports: { "./lib": "./lib/index.js", "./package": "./package.json", "./versions": "./versions.json" } },
        {
          "lib/index.js": empty,
          "lib/libvips-cpp.so.42": empty,
          "versions.json": "{}",
        },
      ),
    });
    expect([...plan.left.keys()]).toEqual([]);
  });

  test("onnxruntime-node: a binding and a library beside it, by platform", async () => {
    const plan = await trimOf({
      ...app(["onnxruntime-node"], "require('onnxruntime-node')"),
      ...pkg(
        "onnxruntime-node",
        { main: "dist/index.js", dependencies: { "onnxruntime-common": "1" } },
        {
          "dist/index.js": "require('onnxruntime-common'); require('./binding')",
          "dist/binding.js":
            "exports.binding = require(`../bin/napi-v3/${process.platform}/${process.arch}/onnxruntime_binding.node`)",
          "bin/napi-v3/linux/x64/onnxruntime_binding.node": empty,
          "bin/napi-v3/linux/x64/libonnxruntime.so.1": empty,
          "lib/index.ts": empty,
        },
      ),
      ...pkg(
        "onnxruntime-common",
        { exports: { ".": { import: "./dist/esm/index.js", require: "./dist/cjs/index.js" } } },
        { "dist/esm/index.js": empty, "dist/cjs/index.js": empty },
      ),
    });
    expect([...plan.left.keys()]).toEqual(["node_modules/onnxruntime-common/dist/esm/index.js"]);
  });
});

describe("which file a name stands for", () => {
  test("conditions for several runtimes: only those of Node.js", async () => {
    const { plan } = await runBoth({
      ...app(["multi"], "T.note(require('multi').name); T.later(async () => T.note((await import('multi')).name))"),
      ...pkg(
        "multi",
        {
          exports: {
            ".": {
              types: "./index.d.ts",
              deno: "./deno.js",
              bun: "./bun.js",
              workerd: "./edge.js",
              browser: "./browser.js",
              "react-native": "./native.js",
              node: { import: "./node.mjs", require: "./node.cjs" },
              default: "./default.js",
            },
          },
        },
        {
          "node.mjs": "export const name = 'import'",
          "node.cjs": "exports.name = 'require'",
          "deno.js": empty,
          "bun.js": empty,
          "edge.js": empty,
          "browser.js": empty,
          "native.js": empty,
          "default.js": empty,
          "index.d.ts": empty,
        },
      ),
    });
    expect(codeOf(plan)).toEqual(["multi/node.cjs", "multi/node.mjs"]);
  });

  test("module-sync, which Node.js takes and Lambda does not, as async-function has it", async () => {
    const { plan, seen } = await runBoth({
      ...app(["async-function"], "T.note(typeof require('async-function'))"),
      ...pkg(
        "async-function",
        {
          main: "./legacy.js",
          exports: {
            ".": [{ "module-sync": "./require.mjs", import: "./index.mjs", default: "./index.js" }, "./index.js"],
            "./package.json": "./package.json",
          },
        },
        {
          "require.mjs": "import get from './index.js'; export default get; export { get as 'module.exports' }",
          "index.mjs": "import get from './index.js'; export default get",
          "index.js": "module.exports = () => (async () => {}).constructor",
          "legacy.js": empty,
          "test/index.js": empty,
        },
      ),
    });
    expect(seen.filter((each) => each.startsWith("error"))).toEqual([]);
    expect(codeOf(plan)).toEqual(["async-function/index.js", "async-function/require.mjs"]);
  });

  test("an .mjs twin that only Lambda's resolution takes", async () => {
    const files = {
      ...app(["twin"], "import 'twin'", "index.mjs"),
      ...pkg(
        "twin",
        { exports: { "module-sync": "./sync.mjs", import: "./only-lambda.mjs", default: "./index.cjs" } },
        {
          "sync.mjs": "T.ran('sync')",
          "only-lambda.mjs": "import './part.mjs'",
          "part.mjs": empty,
          "index.cjs": empty,
        },
      ),
    };
    const { plan, seen } = await runBoth(files);
    expect(seen).toEqual(["ran sync"]);
    expect(codeOf(plan)).toEqual(["twin/only-lambda.mjs", "twin/part.mjs", "twin/sync.mjs"]);
  });

  test("subpath imports, with conditions and a pattern, and a name of another package", async () => {
    const { plan, seen } = await runBoth({
      ...app(["chalk"], "import 'chalk'", "index.mjs"),
      ...pkg(
        "chalk",
        {
          type: "module",
          exports: "./source/index.js",
          imports: {
            "#ansi": "./source/vendor/ansi.js",
            "#color": { node: "./source/vendor/color.js", default: "./source/vendor/browser.js" },
            "#part/*.js": "./source/parts/*.js",
            "#dep": "dep",
          },
          dependencies: { dep: "1" },
        },
        {
          "source/index.js": "import '#ansi'; import '#color'; import '#part/one.js'; import '#dep'",
          "source/vendor/ansi.js": "T.ran('ansi')",
          "source/vendor/color.js": "T.ran('color')",
          "source/vendor/browser.js": empty,
          "source/parts/one.js": "T.ran('one')",
          "source/parts/two.js": empty,
        },
      ),
      ...pkg("dep", {}, { "index.js": "T.ran('dep')" }),
    });
    expect(seen).toEqual(["ran ansi", "ran color", "ran dep", "ran one"]);
    expect([...plan.left.keys()]).toEqual([
      "node_modules/chalk/source/parts/two.js",
      "node_modules/chalk/source/vendor/browser.js",
    ]);
  });
});

describe("packages that change require.cache", () => {
  const state = pkg(
    "state",
    {},
    {
      "index.js": "T.note(String(T.count = (T.count ?? 0) + 1)); require('./part')",
      "part.js": "T.ran('part')",
      "none.js": empty,
    },
  );

  test.each([
    ["deletes an entry", "delete require.cache[require.resolve('state')]; require('state')"],
    ["deletes all", "for (const key of Object.keys(require.cache)) delete require.cache[key]; require('state')"],
    ["replaces an entry", "require.cache[require.resolve('state')].exports = 1; require('state')"],
    ["replaces the cache", "const cache = require.cache; require.cache = {}; require('state'); require.cache = cache"],
  ])("%s", async (_, text) => {
    const { plan, seen } = await runBoth({
      ...app(["reload", "state"], "require('reload')"),
      ...pkg("reload", { dependencies: { state: "1" } }, { "index.js": `require('state'); ${text}` }),
      ...state,
    });
    expect(seen).toContain("ran part");
    expect(seen.filter((each) => each.startsWith("error"))).toEqual([]);
    expect(codeOf(plan)).toContain("state/part.js");
  });

  test("import-fresh: a module of the caller by its name, with the caller found by the stack", async () => {
    const { seen } = await runBoth({
      ...app(
        ["import-fresh", "state"],
        "require('import-fresh')(__filename, T.id('state')); require('import-fresh')(__filename, T.id('state'))",
      ),
      ...pkg(
        "import-fresh",
        { dependencies: { "resolve-from": "1" } },
        {
          "index.js": `const path = require('path'); const resolveFrom = require('resolve-from');
module.exports = (parentPath, moduleId) => { const filePath = resolveFrom(path.dirname(parentPath), moduleId); delete require.cache[filePath]; const parent = require.cache[parentPath]; return parent === undefined ? require(filePath) : parent.require(filePath) }`,
        },
      ),
      ...pkg(
        "resolve-from",
        {},
        {
          "index.js": `const path = require('path'); const Module = require('module');
module.exports = (fromDir, moduleId) => { const fromFile = path.join(fromDir, 'noop.js'); return Module._resolveFilename(moduleId, { id: fromFile, filename: fromFile, paths: Module._nodeModulePaths(fromDir) }) }`,
        },
      ),
      ...state,
    });
    expect(seen.filter((each) => each === "ran part" || each.startsWith("error"))).toEqual(["ran part"]);
  });
});

function shell(text: string): BundleFiles {
  return {
    ...app(["tool"], "require('tool')"),
    ...pkg(
      "tool",
      { dependencies: { dep: "1" } },
      {
        "index.js":
          "const path = require('path'); require('child_process').execFile('sh', [path.join(__dirname, 'bin', 'run')])",
        "bin/run": text,
        "lib/main.js": empty,
      },
    ),
    ...pkg("dep", {}, { "lib/x.js": empty }),
  };
}

describe("programs that a package starts", () => {
  test.each([
    [
      "a command without an extension",
      "spawnSync(process.execPath, [path.join(__dirname, 'bin', 'tool')])",
      "bin/tool",
    ],
    ["a script", "spawnSync(process.execPath, [require.resolve('./bin/tool.js')])", "bin/tool.js"],
  ])("%s, and what it loads", async (_, text, file) => {
    const { seen } = await runBoth({
      ...app(["tool"], "require('tool')"),
      ...pkg(
        "tool",
        { bin: file },
        {
          "index.js": `const path = require('path'); const { spawnSync } = require('child_process'); const { stdout } = ${text}; T.note(stdout.toString())`,
          [file]: "#!/usr/bin/env node\nconsole.log(require('../lib/main').name)",
          "lib/main.js": "exports.name = require('./part')",
          "lib/part.js": "module.exports = 'started'",
          "lib/none.js": empty,
        },
      ),
    });
    expect(seen).toContain("note started\n");
  });

  test("a script of a shell that starts Node.js may load anything", async () => {
    expect(codeOf(await trimOf(shell("#!/bin/sh\nexec node ../lib/main.js")))).toEqual([
      "dep/lib/x.js",
      "tool/bin/run",
      "tool/index.js",
      "tool/lib/main.js",
    ]);
  });

  test.each(["#!/bin/sh\nexec ls", "1.0.0 (text)"])(
    "one that starts something else loads nothing: %j",
    async (text) => {
      expect(codeOf(await trimOf(shell(text)))).toEqual(["tool/bin/run", "tool/index.js"]);
    },
  );
});
