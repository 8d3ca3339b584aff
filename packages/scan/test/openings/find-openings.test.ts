import { describe, expect, test } from "vitest";
import { factsOf } from "../../src/facts/file-facts.ts";
import type { Opening } from "../../src/openings/opening.ts";
import type { ModuleFormat } from "../../src/read/parse-module.ts";

function openingsOf(text: string, format: ModuleFormat = "commonjs"): readonly string[] {
  return (factsOf(text, format, "openings").openings ?? []).map(shown);
}

function shown(opening: Opening): string {
  if (opening.kind === "name") return `name ${opening.prefix}${opening.exact === true ? "" : "*"}`;
  if (opening.kind === "path") return `path ${opening.path}${opening.open ? "*" : ""}`;
  if (opening.kind === "elsewhere") return `elsewhere ${opening.name ?? "*"}`;
  if (opening.kind !== "directory-of") return opening.kind;
  return `directory of ${opening.specifier}${opening.loads === true ? ", and what it depends on" : ""}`;
}

describe("what names all that it loads has no opening", () => {
  test.each([
    "require('a'); require.resolve('b'); import('c')",
    "if (typeof require !== 'undefined') require('a')",
    "if (require.main === module) run()",
    "delete require.cache[require.resolve('./a')]",
    "require(require.resolve('./a'))",
    "(function (require) { require(1) })(function () {})",
    "function f(require) { return require(name) }",
    "const x = { __dirname: false, require: 1, eval: 2 }; x.require; x.__dirname",
    "if (typeof __dirname === 'string' && typeof eval === 'function') x()",
    "new Function('return this')(); Function('a', 'b', 'return a + b')",
    "eval('1 + 1')",
    "const types = freeModule && freeModule.require; types",
    "console.log('require(name) and __dirname')",
    "// require(name)\n/* eval(code) */",
    "module.exports = { eval: undefined }",
  ])("%s", (text) => {
    expect(openingsOf(text).filter((each) => !each.startsWith("elsewhere"))).toEqual(
      text.includes("freeModule") ? ["name *"] : [],
    );
  });

  test.each([
    "import a from 'a'; export * from './b'; await import('./c')",
    "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); require('a')",
    "import { fileURLToPath } from 'node:url'; if (process.argv[1] === fileURLToPath(import.meta.url)) run()",
    "import { createRequire as topLevelCreateRequire } from 'module'; const require = topLevelCreateRequire(import.meta.url)",
    "const __filename = fileURLToPath(import.meta.url); const __dirname = dirname(__filename)",
    "const __require = ((x) => typeof require !== 'undefined' ? require : x)(function (x) { return require.apply(this, arguments) })",
  ])("%s", (text) => {
    expect(openingsOf(text, "module")).toEqual([]);
  });
});

describe("names that are put together", () => {
  test.each([
    ["require(name)", ["name *"]],
    ["require('./locales/' + name)", ["name ./locales/*"]],
    ["require(`./dialects/${name}/index.js`)", ["name ./dialects/*"]],
    ["require('pg-' + name + '/x')", ["name pg-*"]],
    ["require('./a'.concat(name))", ["name ./a*"]],
    ["require(is ? './a' : './b')", ["name ./a", "name ./b"]],
    ["const where = './a'; require(where)", ["name ./a"]],
    ["let where = './a'; where = x; require(where)", ["name *"]],
    ["require.resolve(name)", ["name *"]],
    ["require.resolve(name, { paths: [dir] })", ["elsewhere *"]],
    ["require.resolve('pg', { paths: [process.cwd()] })", ["elsewhere pg"]],
    ["require.resolve.paths('x')", ["elsewhere *"]],
    ["import(name)", ["name *"]],
    ["import(`./${name}.js`)", ["name ./*"]],
    ["const load = require; load(name)", ["name *"]],
    ["factory(require, exports)", ["name *"]],
    ["names.forEach(require)", ["name *"]],
    ["require.apply(null, names)", ["name *"]],
    ["require[key]('x')", ["name *"]],
    ["module.require(name)", ["name *"]],
    ["require.main.require('./config')", ["name ./config", "elsewhere ./config"]],
    ["Module._load(name, module)", ["elsewhere *"]],
    ["new module.constructor()._compile(code, file)", ["code"]],
    ["eval(code)", ["code"]],
    ["const load = eval('require')", ["code"]],
    ["const load = new Function('name', 'return import(name)')", ["code"]],
    ["process.dlopen(module, file)", ["native"]],
    ["require('module').createRequire(file)(name)", ["elsewhere *"]],
    ["createRequire(process.cwd() + '/x.js').resolve('pg')", ["elsewhere pg"]],
    ["createRequire(__filename)(name)", ["name *"]],
    // Who knows of which file it is.
    ["const load = createRequire(__dirname); load('./a')", ["name *", "path ."]],
    ["new Worker(file)", ["path .*"]],
    ["new Worker(code, { eval: true })", ["code"]],
  ])("%s", (text, openings) => {
    expect(openingsOf(text)).toEqual(openings);
  });
});

describe("paths that begin at the file", () => {
  test.each([
    ["read(path.join(__dirname, 'a.json'))", "commonjs", ["path a.json"]],
    ["read(path.resolve(__dirname, '..', 'locales'))", "commonjs", ["path ../locales"]],
    ["read(path.join(__dirname, 'locales', name))", "commonjs", ["path locales/*"]],
    ["read(path.join(__dirname, `v${version}`))", "commonjs", ["path ./v*"]],
    ["read(path.join(__dirname, name))", "commonjs", ["path ./*"]],
    ["read((0, path_1.join)(__dirname, 'a'))", "commonjs", ["path a"]],
    ["read(__dirname + '/a.txt')", "commonjs", ["path ./a.txt"]],
    ["read(`${__dirname}/a/${name}`)", "commonjs", ["path ./a/*"]],
    ["read(__dirname)", "commonjs", ["path ."]],
    ["read(__filename)", "commonjs", ["path .*"]],
    ["read(path.dirname(__filename))", "commonjs", ["path ."]],
    ["read(path.join(__filename, '..', 'a.json'))", "commonjs", ["path a.json"]],
    ["require(path.join(__dirname, 'a'))", "commonjs", ["path a"]],
    ["read(path.join(__dirname, 'a') + '.txt')", "commonjs", ["path a.txt"]],
    ["read(path.join(__dirname, 'a') + ending)", "commonjs", ["path a*"]],
    ["const root = path.join(__dirname, 'a'); read(path.join(root, 'b.json'))", "commonjs", ["path a/b.json"]],
    ["const root = path.join(__dirname, 'a'); exports.root = root", "commonjs", ["path a"]],
    ["this.root = __dirname", "commonjs", ["path ."]],
    ["read(new URL('./w.js', import.meta.url))", "module", ["path w.js"]],
    ["new Worker(new URL('./w.js?x', import.meta.url))", "module", ["path w.js"]],
    ["read(new URL(`./data/${name}`, import.meta.url))", "module", ["path ./data/*"]],
    ["read(new URL(name, import.meta.url))", "module", ["path .*"]],
    ["read(join(import.meta.dirname, 'a'))", "module", ["path a"]],
    ["const dir = path.dirname(fileURLToPath(import.meta.url)); read(join(dir, 'a'))", "module", ["path a"]],
    ["export const dir = import.meta.dirname", "module", ["path ."]],
    ["load(import.meta.url)", "module", ["path .*"]],
    ["register('./hooks.mjs', import.meta.url)", "module", ["name ./hooks.mjs"]],
    ["import.meta.resolve('x')", "module", ["name x"]],
    ["import.meta.resolve(name)", "module", ["name *"]],
  ] as const)("%s", (text, format, openings) => {
    expect(openingsOf(text, format)).toEqual(openings);
  });
});

describe("the directory of another package", () => {
  test.each([
    ["path.dirname(require.resolve('x/package.json'))", ["directory of x/package.json"]],
    ["const file = require.resolve('x'); read(path.dirname(file))", ["directory of x"]],
    ["path.join(require.resolve('x'), '..', name)", ["directory of x"]],
    ["createRequire(require.resolve('x'))('./a')", ["elsewhere ./a", "directory of x, and what it depends on"]],
    [
      "const file = require.resolve('x'); const load = createRequire(file); load(name)",
      ["directory of x, and what it depends on", "elsewhere *"],
    ],
    ["createRequire(__filename)('a'); x(require.resolve('b'))", ["name a"]],
    ["read(require.resolve('./a.txt'))", []],
    ["fs.readFileSync(require.resolve('x/a.txt'))", []],
    ["fileURLToPath(import.meta.resolve('x/package.json'))", ["name x/package.json", "directory of x/package.json"]],
  ])("%s", (text, openings) => {
    expect(openingsOf(text, text.includes("import") ? "module" : "commonjs")).toEqual(openings);
  });
});

test("an opening has its line", () => {
  expect(factsOf("\n\nrequire(name)\n", "commonjs", "openings").openings).toEqual([
    { kind: "name", by: "require", prefix: "", line: 3, what: "require" },
  ]);
});

test("classes of files that are named by literals", () => {
  const text = "read('lib.d.ts'); list.map(x); read(`${name}.js.map`); // README.md";
  expect(factsOf(text, "commonjs", "openings").classes).toEqual(["declaration", "map"]);
  expect(factsOf("read('README.md')", "commonjs", "openings").classes).toEqual(["markdown"]);
  expect(factsOf("read('README.md')", "commonjs", "references").classes).toBeUndefined();
});
