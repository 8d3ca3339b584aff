import { describe, expect, test } from "vitest";
import type { BundleFiles } from "@lambda-pack/test-support/bundles/bundle-content";
import { runBoth } from "./runs/run-both.ts";
import { codeOf, trimOf } from "./trim-of.ts";

/** A target that depends on packages; what is seen of a run goes through `T`. */
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

/** The files of a package, by paths from its directory. */
function pkg(name: string, fields: object, files: Readonly<Record<string, string | Buffer>>): BundleFiles {
  const inside = Object.entries(files).map(([path, content]) => [`node_modules/${name}/${path}`, content] as const);
  return {
    [`node_modules/${name}/package.json`]: { name, version: "1.0.0", ...fields },
    ...Object.fromEntries(inside),
  };
}

const empty = "";

/** Paths of a plan that were left out, below `node_modules`. */
function leftOf({ left }: { readonly left: ReadonlyMap<string, unknown> }): readonly string[] {
  return [...left.keys()].map((path) => path.replace("node_modules/", ""));
}

describe("packages that read themselves", () => {
  test("their README, LICENSE and package.json", async () => {
    const { plan, seen } = await runBoth({
      ...app(["cli"], "T.try(() => require('cli').help())"),
      ...pkg(
        "cli",
        {},
        {
          "index.js":
            "const path = require('path'); exports.help = () => { T.read(path.join(__dirname, 'README.md')); T.read(path.resolve(__dirname, './LICENSE')); T.read(path.join(__dirname, 'package.json')) }",
          "README.md": "# cli",
          "CHANGELOG.md": "1.0.0",
          LICENSE: "MIT",
          "other.js": empty,
        },
      ),
    });
    expect(seen.filter((each) => each.startsWith("error"))).toEqual([]);
    expect(leftOf(plan)).toEqual(["cli/other.js"]);
  });

  test("declarations: typescript its own, and those of what a program imports", async () => {
    const plan = await trimOf({
      ...app(["typescript", "zod"], "const ts = require('typescript'); require('zod'); ts.createProgram(files, {})"),
      ...pkg(
        "typescript",
        { main: "./lib/typescript.js" },
        {
          "lib/typescript.js":
            "var sys = { getExecutingFilePath() { return __filename } }; function lib(o) { return combine(getDirectoryPath(normalize(sys.getExecutingFilePath())), 'lib.' + o + '.d.ts') }",
          "lib/lib.d.ts": empty,
          "lib/lib.es2022.d.ts": empty,
          "lib/de/diagnosticMessages.generated.json": "{}",
          "README.md": empty,
        },
      ),
      ...pkg("zod", { types: "index.d.ts" }, { "index.js": empty, "index.d.ts": empty, "index.js.map": empty }),
    });
    expect(leftOf(plan)).toEqual(["typescript/README.md", "zod/index.js.map"]);
  });

  test("templates that are found by readdir", async () => {
    const { seen } = await runBoth({
      ...app(["mails"], "T.try(() => require('mails'))"),
      ...pkg(
        "mails",
        { main: "lib" },
        {
          "lib/index.js":
            "const path = require('path'); const dir = path.join(__dirname, '..', 'templates'); for (const each of T.list(dir)) T.read(path.join(dir, each))",
          "templates/a.hbs": "{{a}}",
          "templates/b.hbs": "{{b}}",
          "test/x.js": empty,
        },
      ),
    });
    expect(seen.filter((each) => each.startsWith("read"))).toHaveLength(2);
  });

  test.each([
    ["a template literal", "require(`./langs/${T.id('de')}.json`)"],
    ["a sum", "require('./langs/' + T.id('de') + '.json')"],
    ["a joined path", "require(path.join(__dirname, 'langs', T.id('de.json')))"],
    ["a path that is read", "JSON.parse(fs.readFileSync(path.resolve(__dirname, 'langs/' + T.id('de') + '.json')))"],
    ["an exported list of paths", "require(exports.paths.de); exports.paths"],
  ])("JSON by a computed path: %s", async (_, text) => {
    const { plan, seen } = await runBoth({
      ...app(["countries"], "T.try(() => T.note(require('countries').get()))"),
      ...pkg(
        "countries",
        {},
        {
          "index.js": `const fs = require('fs'), path = require('path'); exports.paths = { de: path.join(__dirname, 'langs', 'de.json') }; exports.get = () => ${text}`,
          "langs/de.json": '{"de":"Deutschland"}',
          "langs/fr.json": '{"de":"Allemagne"}',
          "src/build.js": empty,
        },
      ),
    });
    expect(seen.filter((each) => each.startsWith("error"))).toEqual([]);
    expect(plan.kept.has("node_modules/countries/langs/de.json")).toBe(true);
  });
});

/** The least module of WebAssembly: its magic number and version. */
const wasm = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

describe("WebAssembly beside the code", () => {
  test.each([
    [
      "wasm-bindgen for Node.js",
      "lib.js",
      "const path = require('path').join(__dirname, 'lib_bg.wasm'); const bytes = require('fs').readFileSync(path); T.note(new WebAssembly.Module(bytes) instanceof WebAssembly.Module)",
    ],
    [
      "Emscripten",
      "lib.js",
      "var scriptDirectory = __dirname + '/'; function locateFile(path) { return scriptDirectory + path } var wasmBinaryFile = locateFile(T.id('lib_bg.wasm')); T.note(require('fs').readFileSync(wasmBinaryFile).length)",
    ],
    [
      "wasm-bindgen for ES modules",
      "lib.mjs",
      "import { readFileSync } from 'node:fs'; T.note(readFileSync(new URL('lib_bg.wasm', import.meta.url)).length)",
    ],
    [
      "another package's, as Prisma and undici have them",
      "lib.js",
      "T.note(require('fs').readFileSync(require.resolve('./lib_bg.wasm')).length)",
    ],
  ])("%s", async (_, file, text) => {
    const { plan, seen } = await runBoth({
      ...app(["lib"], "T.later(() => import('lib'))"),
      ...pkg("lib", { exports: `./${file}` }, { [file]: text, "lib_bg.wasm": wasm, "web.js": empty }),
    });
    expect(seen.some((each) => /^note (?:8|true)/u.test(each))).toBe(true);
    expect(plan.kept.has("node_modules/lib/lib_bg.wasm")).toBe(true);
  });
});

describe("workers", () => {
  const done =
    "T.later(() => new Promise((resolve) => worker.on('message', (text) => { T.note(text); resolve() }).on('error', (error) => { T.note(error.code); resolve() })))";
  test.each([
    [
      "by a URL",
      "lib.mjs",
      `import { Worker } from 'node:worker_threads'; const worker = new Worker(new URL('./worker.js', import.meta.url)); ${done}`,
    ],
    [
      "by a path",
      "lib.js",
      `const { Worker } = require('worker_threads'); const path = require('path'); const worker = new Worker(path.resolve(__dirname, 'worker.js')); ${done}`,
    ],
    [
      "by what require resolves",
      "lib.js",
      `const { Worker } = require('worker_threads'); const worker = new Worker(require.resolve('./worker')); ${done}`,
    ],
    [
      "by the name of a thread stream",
      "lib.js",
      `const { Worker } = require('worker_threads'); const { join } = require('path'); const overrides = globalThis.x ?? {}; const toExecute = overrides['worker'] || join(__dirname, 'worker.js'); const worker = new Worker(toExecute); ${done}`,
    ],
  ])("%s", async (_, file, text) => {
    const { plan, seen } = await runBoth({
      ...app(["lib"], "T.later(() => import('lib'))"),
      ...pkg(
        "lib",
        { exports: `./${file}` },
        {
          [file]: text,
          "worker.js": "require('worker_threads').parentPort.postMessage(require('./job').name)",
          "job.js": "exports.name = 'job'",
          "browser.js": empty,
        },
      ),
    });
    expect(seen).toContain("note job");
    expect(plan.kept.has("node_modules/lib/job.js")).toBe(true);
  });
});

describe("plugins that the application's configuration names", () => {
  test("knex: the driver of a dialect, and migrations of the application", async () => {
    const { plan, seen } = await runBoth({
      ...app(["knex", "pg"], "T.try(() => T.note(require('knex')({ client: T.id('pg') })))"),
      ...pkg(
        "knex",
        { main: "knex", dependencies: { lodash: "1" }, peerDependencies: { mysql: "1", pg: "1" } },
        {
          "knex.js": "module.exports = require('./lib/index').knex",
          "lib/index.js":
            "exports.knex = ({ client }) => { const { driver } = require('./dialects')[client](); return driver() }",
          "lib/dialects/index.js": "exports.mysql = () => require('./mysql'); exports.pg = () => require('./postgres')",
          "lib/dialects/postgres/index.js": "exports.driver = () => require('pg')",
          "lib/dialects/mysql/index.js": "exports.driver = () => require('mysql')",
          "lib/migrations/util/import-file.js": "module.exports = async (path) => require(path)",
          "bin/cli.js": "require('../lib/migrations/util/import-file')",
        },
      ),
      ...pkg(
        "pg",
        { main: "./lib" },
        { "lib/index.js": "module.exports = require('./client')", "lib/client.js": "module.exports = 'a client'" },
      ),
      ...pkg("lodash", {}, { "index.js": empty, "fp.js": empty }),
    });
    expect(seen).toContain("note a client");
    expect(leftOf(plan)).toContain("lodash/fp.js");
  });

  test.each([
    ["winston, by an instance", "new (require('winston-daily'))()", "module.exports = class {}"],
    ["by a computed name of the configuration", "new (require(T.id('winston-daily')))()", "module.exports = class {}"],
  ])("%s", async (_, text, code) => {
    const { seen } = await runBoth({
      ...app(["winston", "winston-daily"], `require('winston').add(${text})`),
      ...pkg(
        "winston",
        { main: "./lib/winston.js" },
        {
          "lib/winston.js":
            "exports.add = (transport) => T.note(typeof transport); Object.defineProperty(exports, 'Console', { get() { return require('./transports/console') } })",
          "lib/transports/console.js": empty,
        },
      ),
      ...pkg("winston-daily", {}, { "index.js": code, "lib/x.js": empty }),
    });
    expect(seen).toContain("note object");
  });

  test("pino: a transport by its name, loaded in a worker", async () => {
    const { seen } = await runBoth({
      ...app(["pino", "pino-pretty"], "require('pino')({ target: 'pino-pretty' }, [__filename])"),
      ...pkg(
        "pino",
        { main: "pino.js", dependencies: { "thread-stream": "1" } },
        {
          "pino.js": "module.exports = require('./lib/transport')",
          "lib/transport.js": `const { createRequire } = require('module'); const ThreadStream = require('thread-stream');
module.exports = (options, callers) => {
  let fixed;
  for (const file of callers) { try { fixed = createRequire(file).resolve(options.target); break } catch { continue } }
  ThreadStream(fixed);
}`,
        },
      ),
      ...pkg(
        "thread-stream",
        { dependencies: { "real-require": "1" } },
        {
          "index.js": `const { Worker } = require('worker_threads'); const { join } = require('path');
const overrides = '__bundlerPathsOverrides' in globalThis ? globalThis.__bundlerPathsOverrides : {};
module.exports = (filename) => {
  const toExecute = overrides['thread-stream-worker'] || join(__dirname, 'lib', 'worker.js');
  const worker = new Worker(toExecute, { workerData: { filename } });
  T.later(() => new Promise((resolve) => worker.on('message', (text) => { T.note(text); resolve() }).on('error', (error) => { T.note(error.message); resolve() })));
}`,
          "lib/worker.js": `const { realImport } = require('real-require'); const { workerData, parentPort } = require('worker_threads');
realImport(workerData.filename).then((one) => parentPort.postMessage(one.default.prettify))`,
        },
      ),
      ...pkg(
        "real-require",
        { main: "src/index.js" },
        {
          "src/index.js": "exports.realImport = new Function('modulePath', 'return import(modulePath)')",
        },
      ),
      ...pkg(
        "pino-pretty",
        {},
        { "index.js": "exports.prettify = require('./lib/colors')", "lib/colors.js": "module.exports = 'colours'" },
      ),
    });
    expect(seen).toContain("note colours");
  });

  test("i18next: a backend that reads files of the application, and locales of a package", async () => {
    const { seen } = await runBoth({
      ...app(
        ["i18next", "backend"],
        "const path = require('path'); require('i18next').use(require('backend'), path.join(__dirname, 'locales/{{lng}}.json'))",
      ),
      "locales/de.json": '{"key":"Schlüssel"}',
      ...pkg(
        "i18next",
        { exports: { ".": { import: "./esm.js", require: "./cjs.js" } } },
        {
          "esm.js": empty,
          "cjs.js": "exports.use = (backend, loadPath) => T.note(backend(loadPath.replace('{{lng}}', 'de')).key)",
        },
      ),
      ...pkg(
        "backend",
        { main: "./cjs" },
        {
          "cjs/index.js": "module.exports = (file) => JSON.parse(require('fs').readFileSync(file, 'utf8'))",
          "esm/index.js": empty,
        },
      ),
    });
    expect(seen).toContain("note Schlüssel");
  });

  test.each([
    ["a function with a literal", "loadPackage('kafkajs', 'ServerKafka', () => require('kafkajs'))"],
    ["a name alone", "loadPackage('kafkajs', 'ServerKafka')"],
  ])("Nest microservices, with %s", async (_, text) => {
    const { seen } = await runBoth({
      ...app(["@nestjs/microservices", "@nestjs/common", "kafkajs"], "require('@nestjs/microservices').listen()"),
      ...pkg(
        "@nestjs/common",
        {},
        {
          "index.js": empty,
          "utils/load-package.util.js":
            "exports.loadPackage = (name, context, loader) => loader ? loader() : require(name)",
        },
      ),
      ...pkg(
        "@nestjs/microservices",
        { peerDependencies: { kafkajs: "1", "@nestjs/common": "1" } },
        {
          "index.js": `const { loadPackage } = require('@nestjs/common/utils/load-package.util'); exports.listen = () => T.note(${text}.name)`,
        },
      ),
      ...pkg(
        "kafkajs",
        {},
        { "index.js": "exports.name = require('./src/kafka')", "src/kafka.js": "module.exports = 'kafka'" },
      ),
    });
    expect(seen).toContain("note kafka");
  });

  test("Prisma: the generated client, its engine and its schema", async () => {
    const { plan, seen } = await runBoth({
      ...app(["@prisma/client"], "require('@prisma/client').connect()"),
      ...pkg(
        "@prisma/client",
        { main: "default.js" },
        {
          "default.js": "module.exports = { ...require('.prisma/client/default') }",
          "runtime/library.js":
            "exports.load = (dir) => { T.exists(require('path').join(dir, T.id('libquery_engine-rhel-openssl-3.0.x.so.node'))); T.read(require('path').join(dir, T.id('schema.prisma'))) }",
          "runtime/edge.js": empty,
        },
      ),
      ...pkg(
        ".prisma/client",
        {},
        {
          "default.js": "module.exports = { ...require('#main-entry-point') }",
          "index.js":
            "const path = require('path'); const { load } = require('@prisma/client/runtime/library.js'); exports.connect = () => load(__dirname); path.join(__dirname, 'schema.prisma')",
          "edge.js": empty,
          "schema.prisma": "model A {}",
          "libquery_engine-rhel-openssl-3.0.x.so.node": empty,
          "index.d.ts": empty,
        },
      ),
      "node_modules/.prisma/client/package.json": {
        name: ".prisma/client",
        imports: { "#main-entry-point": { require: { node: "./index.js", default: "./index.js" } } },
      },
    });
    expect(seen.filter((each) => each.includes("error") || each.includes("false"))).toEqual([]);
    expect(leftOf(plan)).toEqual([".prisma/client/index.d.ts", "@prisma/client/runtime/edge.js"]);
  });

  test("TypeORM: the driver of a type, and entities of the application by a glob", async () => {
    const { seen } = await runBoth({
      ...app(
        ["typeorm", "pg"],
        "const path = require('path'); require('typeorm').connect(T.id('pg'), [path.join(__dirname, 'entities/bot.js')])",
      ),
      "entities/bot.js": "exports.Bot = class Bot {}",
      ...pkg(
        "typeorm",
        { peerDependencies: { pg: "1", mysql: "1" } },
        {
          "index.js":
            "const { PlatformTools } = require('./platform/PlatformTools'); const { importOrRequireFile } = require('./util/ImportUtils'); exports.connect = (type, files) => { T.note(PlatformTools.load(type).driver); T.later(async () => T.note(typeof (await importOrRequireFile(files[0])).Bot)) }",
          "platform/PlatformTools.js":
            "exports.PlatformTools = { load(name) { try { switch (name) { case 'mysql': return require('mysql'); case 'pg': return require('pg') } } catch (error) { return require(require('path').resolve(process.cwd() + '/node_modules/' + name)) } } }",
          "util/ImportUtils.js": "exports.importOrRequireFile = async (file) => require(file)",
          "browser/index.js": empty,
        },
      ),
      ...pkg("pg", {}, { "index.js": "exports.driver = 'pg'" }),
    });
    expect(seen).toEqual(expect.arrayContaining(["note pg", "note function"]));
  });

  test("Babel: presets and plugins that options name, from the application's directory", async () => {
    const { seen } = await runBoth({
      ...app(
        ["@babel/core", "@babel/preset-env"],
        "T.note(require('@babel/core').transform('@babel/preset-env', __dirname))",
      ),
      ...pkg(
        "@babel/core",
        { main: "./lib/index.js" },
        {
          "lib/index.js":
            "const { loadPreset } = require('./config/files/plugins.js'); exports.transform = (name, dirname) => loadPreset(name, dirname).name",
          "lib/config/files/plugins.js":
            "function resolve(id, dirname) { return (((v, w) => v > w)(process.versions.node, '8.9') ? require.resolve : (r, { paths: [b] }, M = require('module')) => M._findPath(r, M._nodeModulePaths(b)))(id, { paths: [dirname] }) } exports.loadPreset = (name, dirname) => require(resolve(name, dirname))",
        },
      ),
      ...pkg(
        "@babel/preset-env",
        { main: "./lib/index.js", dependencies: { "plugin-x": "1" } },
        {
          "lib/index.js": "exports.name = require('plugin-x').name",
          "data/x.json": "{}",
        },
      ),
      ...pkg("plugin-x", { main: "./lib/index.js" }, { "lib/index.js": "exports.name = 'env'", "test/x.js": empty }),
    });
    expect(seen).toContain("note env");
  });

  test("ESLint: plugins by names of a configuration file, resolved from the working directory", async () => {
    const plan = await trimOf({
      ...app(["eslint", "eslint-plugin-react"], "new (require('eslint').ESLint)().lintText('')"),
      ".eslintrc.json": '{"plugins":["react"]}',
      ...pkg(
        "eslint",
        { main: "./lib/api.js", dependencies: { "@eslint/eslintrc": "1" } },
        {
          "lib/api.js":
            "const { Legacy } = require('@eslint/eslintrc'); const path = require('path'); exports.ESLint = class {}; exports.rule = (id) => require(path.resolve(__dirname, './rules', id))",
          "lib/rules/semi.js": empty,
          "bin/eslint.js": empty,
        },
      ),
      ...pkg(
        "@eslint/eslintrc",
        { main: "dist/eslintrc.cjs" },
        {
          "dist/eslintrc.cjs":
            "const Module = require('module'); const resolve = (name, at) => Module.createRequire(at).resolve(name); exports.Legacy = (name, at) => require(resolve(name, at))",
        },
      ),
      ...pkg(
        "eslint-plugin-react",
        { main: "index.js" },
        { "index.js": "require('./lib/rules')", "lib/rules.js": empty, "lib/deep/x.js": empty },
      ),
    });
    expect(codeOf(plan)).toEqual(
      expect.arrayContaining(["eslint/lib/rules/semi.js", "eslint-plugin-react/lib/deep/x.js"]),
    );
  });
});

describe("compilers' forms of import.meta.url", () => {
  test("what createRequire made of Rollup's loads subpaths that package.json names", async () => {
    const { plan, seen } = await runBoth({
      ...app(["pdf"], "T.try(() => require('pdf').font())"),
      ...pkg(
        "pdf",
        { imports: { "#fonts/*": { import: "./fonts/*.mjs", require: "./fonts/*.cjs" } } },
        {
          "index.js":
            "const m = require('module'); const load = m.createRequire((typeof document === 'undefined' ? require('u' + 'rl').pathToFileURL(__filename).href : document.baseURI)); exports.font = () => load('#fonts/times')",
          "fonts/times.cjs": "module.exports = 'times'",
        },
      ),
    });
    expect(seen.filter((each) => each.startsWith("error"))).toEqual([]);
    expect(leftOf(plan)).toEqual([]);
  });
});
