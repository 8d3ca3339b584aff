import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { hasProgram } from "@lambda-pack/test-support/processes/has-program";
import { describe, expect, test, vi } from "vitest";
import { ownNode } from "../../src/process/own-node.ts";
import { openTestFunction } from "../open-test-function.ts";
import { missed, traceFunction } from "./traced-function.ts";
import type { TestFiles } from "./traced-function.ts";

vi.setConfig({ testTimeout: 60_000 });

const pkg = (name: string, fields: object = {}): string => JSON.stringify({ name, version: "1.0.0", ...fields });

/** Whatever addon is there on this machine. */
const addon = createRequire(import.meta.url)
  .resolve("bcrypt/package.json")
  .replace(/package\.json$/u, `prebuilds/${process.platform}-${process.arch}/bcrypt.glibc.node`);

const permission =
  ownNode.major >= 24 ? "--permission --allow-fs-read=*" : "--experimental-permission --allow-fs-read=*";

/** A handler of CommonJS that does that. */
const commonjs = (code: string): string => `exports.handler = async () => { ${code} };`;

/** One of ES modules. */
const esm = (code: string, top = ""): string => `${top}\nexport const handler = async () => { ${code} };`;

const wasm = Buffer.from("0061736d01000000", "hex");

/** A file system call each, with the kinds of the file that it opens. */
const cases: Readonly<
  Record<string, readonly [files: TestFiles, expected: Readonly<Record<string, readonly string[]>>]>
> = {
  "require, of a package, a folder and JSON": [
    {
      "index.js": commonjs("require('pkg'); require('./lib'); require('./data.json');"),
      "lib/index.js": "require('./deep/more');",
      "lib/deep/more.js": "",
      "lib/deep/package.json": "{}",
      "data.json": "{}",
      "unused.js": "",
      "node_modules/pkg/package.json": pkg("pkg", { main: "dist/main.js" }),
      "node_modules/pkg/dist/main.js": "",
      "node_modules/pkg/dist/package.json": '{"type":"commonjs"}',
    },
    {
      "index.js": ["checked", "module"],
      "lib/deep/more.js": ["checked", "module"],
      "data.json": ["checked", "module"],
      "node_modules/pkg/dist/main.js": ["checked", "module"],
      "unused.js": [],
    },
  ],
  "import, import() and JSON with an attribute": [
    {
      "index.mjs": esm(
        "await import('pkg/late'); await import('./d.json', { with: { type: 'json' } });",
        "import 'pkg';",
      ),
      "d.json": "{}",
      "node_modules/pkg/package.json": pkg("pkg", {
        type: "module",
        exports: { ".": "./a.js", "./late": "./late.js" },
      }),
      "node_modules/pkg/a.js": "import './b.js';",
      "node_modules/pkg/b.js": "",
      "node_modules/pkg/late.js": "",
    },
    {
      "node_modules/pkg/a.js": ["checked", "module"],
      "node_modules/pkg/b.js": ["checked", "module"],
      "node_modules/pkg/late.js": ["checked", "module"],
      "d.json": ["checked", "module"],
    },
  ],
  "createRequire, from an ES module": [
    {
      "index.mjs": esm("createRequire(import.meta.url)('pkg/x.json');", "import { createRequire } from 'node:module';"),
      "node_modules/pkg/package.json": pkg("pkg"),
      "node_modules/pkg/x.json": "{}",
    },
    { "node_modules/pkg/x.json": ["checked", "module"] },
  ],
  "names that are resolved and not loaded": [
    {
      "index.mjs": esm(
        "import.meta.resolve('one'); createRequire(import.meta.url).resolve('two'); try { import.meta.resolve('three/no') } catch {}",
        "import { createRequire } from 'node:module';",
      ),
      "node_modules/one/package.json": pkg("one"),
      "node_modules/one/index.js": "",
      "node_modules/two/package.json": pkg("two"),
      "node_modules/two/index.js": "",
      "node_modules/three/package.json": pkg("three", { exports: "./a.js" }),
    },
    { "node_modules/one/index.js": ["checked"], "node_modules/two/index.js": ["checked"] },
  ],
  "names that require looks for in vain": [
    {
      "index.js": commonjs("for (const name of ['three/no', 'four', './lib']) try { require(name); } catch {}"),
      "lib/package.json": '{"main":"gone"}',
      "node_modules/three/package.json": pkg("three", { exports: "./a.js" }),
      "node_modules/four/package.json": pkg("four", { main: "./gone.js" }),
    },
    { "node_modules/three/package.json": ["manifest"], "node_modules/four/package.json": ["manifest"] },
  ],
  "functions of fs": [
    {
      "index.js": commonjs(`
        const fs = require("node:fs");
        fs.readFileSync("a");
        fs.readFileSync("b", "utf8");
        await new Promise((done) => fs.readFile("c", done));
        await fs.promises.readFile("d");
        await new Promise((done) => fs.createReadStream("e").on("close", done).resume());
        const handle = await fs.promises.open("f"); await handle.close();
        fs.closeSync(fs.openSync("g"));
        await (await fs.openAsBlob("h")).text();
        fs.copyFileSync("i", require("node:os").tmpdir() + "/i");
        await fs.promises.cp("j", require("node:os").tmpdir() + "/j", { recursive: true });
        fs.cpSync("k", require("node:os").tmpdir() + "/k", { recursive: true });
        fs.readFileSync(require("node:url").pathToFileURL("l"));
        fs.readFileSync(Buffer.from("m"));
        for await (const entry of await fs.promises.opendir("n")) fs.readFileSync("n/" + entry.name);
        for (const name of fs.readdirSync("o")) await fs.promises.readFile("o/" + name, "utf8");
        fs.existsSync("p"); fs.statSync("q");
        try { fs.readFileSync("not-there") } catch {}
      `),
      ...Object.fromEntries("abcdefghilmpq".split("").map((name) => [name, name])),
      ...Object.fromEntries(["j/1", "j/deep/2", "k/1", "k/deep/2", "n/1", "n/2", "o/1"].map((name) => [name, name])),
    },
    {
      ...Object.fromEntries("abcdefgh".split("").map((name) => [name, ["data"]])),
      m: ["data"],
      "o/1": ["data"],
      n: ["listed"],
      p: ["checked"],
      q: ["checked"],
    },
  ],
  "WebAssembly, a worker by URL, and what the worker reads": [
    {
      "index.mjs": esm(
        `
        const run = (options) => new Promise((done, fail) => new Worker(new URL("./worker.mjs", import.meta.url), options).on("exit", done).on("error", fail));
        await run({}); await run({ execArgv: [] }); await run({ env: {} }); await run({ env: SHARE_ENV });
        await WebAssembly.compile(await readFile(new URL("./add.wasm", import.meta.url)));
        `,
        'import { SHARE_ENV, Worker } from "node:worker_threads"; import { readFile } from "node:fs/promises";',
      ),
      "add.wasm": wasm,
      "worker.mjs": "import { readFileSync } from 'node:fs'; readFileSync(new URL('./w.txt', import.meta.url));",
      "w.txt": "",
    },
    { "add.wasm": ["data"], "worker.mjs": ["checked", "module"], "w.txt": ["data"] },
  ],
  "child processes, whatever their environment": [
    {
      "index.js": commonjs(`
        const { execFileSync, execSync, fork, spawn, spawnSync } = require("node:child_process");
        const ended = (child) => new Promise((done) => child.on("close", done));
        await ended(fork("./forked.js"));
        await ended(fork("./bare.js", [], { env: {}, execArgv: [] }));
        await ended(spawn(process.execPath, ["spawned.js"], { env: {} }));
        execFileSync(process.execPath, ["synced.mjs"]);
        execSync("'" + process.execPath + "' shell.js", { env: { NODE_OPTIONS: "--no-warnings" } });
        execFileSync("./program.sh");
        execSync("./inside.sh && cat data.txt");
        spawnSync("cat", ["named.txt"]);
      `),
      "forked.js": "require('./grandchild');",
      "grandchild.js": "require('node:child_process').execFileSync(process.execPath, ['last.js']);",
      "last.js": "process.exit(3 - 3);",
      "bare.js": "",
      "spawned.js": "require('node:fs').readFileSync('killed.txt'); process.kill(process.pid, 'SIGKILL');",
      "killed.txt": "",
      "synced.mjs": "",
      "shell.js": "",
      "program.sh": "#!/bin/sh\n",
      "inside.sh": "#!/bin/sh\n",
      "data.txt": "",
      "named.txt": "",
    },
    {
      "bare.js": ["checked", "data", "module"],
      "last.js": ["checked", "data", "module"],
      "killed.txt": ["data"],
      "shell.js": ["checked", "data", "module"],
      "program.sh": ["executed"],
      "inside.sh": ["data"],
    },
  ],
  "links, and paths that come from elsewhere": [
    {
      "index.js": commonjs(`
        const fs = require("node:fs");
        require("linked");
        fs.readFileSync("node_modules/linked/data.txt");
        fs.readFileSync("folder/to/file.txt");
        fs.readFileSync(fs.realpathSync("node_modules/linked/real.txt"));
        fs.symlinkSync(process.cwd(), require("node:os").tmpdir() + "/task");
        fs.readFileSync(require("node:os").tmpdir() + "/task/elsewhere.txt");
        process.chdir("folder"); fs.readFileSync("../up.txt"); fs.readFileSync("to/../up2.txt");
      `),
      "node_modules/linked": { link: "../packages/real" },
      "packages/real/package.json": pkg("linked"),
      "packages/real/index.js": "",
      "packages/real/data.txt": "",
      "packages/real/real.txt": "",
      "folder/to": { link: "../packages/other" },
      "packages/other/file.txt": "",
      "elsewhere.txt": "",
      "up.txt": "",
      "packages/up2.txt": "",
    },
    {
      "node_modules/linked": ["link"],
      "folder/to": ["link"],
      "packages/real/index.js": ["checked", "module"],
      "packages/real/data.txt": ["data"],
      "packages/real/real.txt": ["checked", "data"],
      "packages/other/file.txt": ["data"],
      "elsewhere.txt": ["data"],
      "packages/up2.txt": ["data"],
    },
  ],
  "an ES module by require, and a file without an extension": [
    {
      "index.js": commonjs("try { require('both'); } catch {} await import('both'); await import('./bare/program');"),
      "bare/package.json": '{"type":"module"}',
      "bare/program": "import './more.js';",
      "bare/more.js": "",
      "node_modules/both/package.json": pkg("both", {
        exports: { "module-sync": "./sync.mjs", require: "./main.cjs", default: "./main.mjs" },
      }),
      "node_modules/both/sync.mjs": "",
      "node_modules/both/main.cjs": "",
      "node_modules/both/main.mjs": "",
    },
    { "bare/program": ["checked", "module"], "bare/more.js": ["checked", "module"] },
  ],
  "threads and streams by classes of the function's own": [
    {
      "index.js": commonjs(`
        const { Worker } = require("node:worker_threads"); const fs = require("node:fs");
        class Thread extends Worker { constructor(file) { super(file, { env: { A: "1" }, argv: ["x"] }); } }
        const thread = new Thread("./thread.js");
        if (!(thread instanceof Thread && thread instanceof Worker)) throw new Error("no thread");
        await new Promise((done, fail) => thread.on("exit", done).on("error", fail));
        class Reader extends fs.ReadStream {}
        await new Promise((done) => new Reader("stream.txt").on("close", done).resume());
        fs.openSync = () => { throw new Error("mocked"); };
        await fs.promises.readFile("late.txt");
      `),
      "thread.js":
        "if (process.env.A !== '1' || Object.keys(process.env).length !== 1 || process.argv[2] !== 'x') throw new Error(); require('./deep');",
      "deep/index.js": "require('node:fs').readFileSync(__dirname + '/deep.txt');",
      "deep/deep.txt": "",
      "stream.txt": "",
      "late.txt": "",
    },
    { "deep/deep.txt": ["data"], "stream.txt": ["data"], "late.txt": ["data"] },
  ],
  "a program in place of a process": [
    {
      "index.js": commonjs(`
        const { execFileSync } = require("node:child_process");
        execFileSync(process.execPath, ["replaced.js"], { env: { A: "1" } });
      `),
      "replaced.js": `
        if (process.execve) process.execve(process.execPath, [process.execPath, "next.js"], { B: "1" });
        else require("./next.js");
      `,
      "next.js": "require('node:fs').readFileSync('next.txt');",
      "next.txt": "",
    },
    { "next.txt": ["data"] },
  ],
  "hooks of modules": [
    {
      "index.mjs": esm(
        "register('./hooks.mjs', import.meta.url); await import('./late.mjs');",
        "import { register } from 'node:module';",
      ),
      "hooks.mjs": "import './helper.mjs'; export const load = async (url, context, next) => next(url, context);",
      "helper.mjs": "",
      "late.mjs": "import './later.mjs';",
      "later.mjs": "",
    },
    { "hooks.mjs": ["checked", "module"], "helper.mjs": ["checked", "module"], "later.mjs": ["checked", "module"] },
  ],
};

/** What a function can see of what the recorder watches. */
const looks = `
  const describe = (owner, name) => {
    const { value, ...rest } = Object.getOwnPropertyDescriptor(owner, name);
    if (value === undefined) return [name, Object.keys(rest)];
    const custom = value[require("node:util").promisify.custom];
    return [name, rest, value.name, value.length, Object.keys(value), typeof custom, custom?.name, String(value).length > 0];
  };
  const all = (owner) => Object.keys(owner).filter((name) => typeof owner[name] === "function").map((name) => describe(owner, name));
  const fs = require("node:fs");
  const own = new RegExp(require("node:path").dirname(__dirname), "g");
  const stackOf = async (act) => { try { await act(); } catch (error) { return error.stack.replace(own, ""); } };
  const { Worker } = require("node:worker_threads");
  return [
    all(fs), all(fs.promises), all(require("node:module")), await stackOf(() => require("ms/no")), all(require("node:child_process")), describe(process, "dlopen"),
    Worker.name, Worker.length, new Worker("", { eval: true }) instanceof Worker,
    await stackOf(() => fs.readFileSync("no")), await stackOf(() => fs.statSync("no")), await stackOf(() => fs.promises.readFile("no")),
    await stackOf(() => require("./no")), await stackOf(() => import("./no.mjs")), await stackOf(() => fs.readFileSync(7.5)),
    await stackOf(() => new Promise((_, fail) => fs.readFile("no", fail))), await stackOf(() => process.dlopen({}, "no")),
    process.env.NODE_OPTIONS, process.execArgv.length, Object.keys(require.cache).map((file) => file.replace(__dirname, "")),
    Object.keys(process.env).filter((name) => name !== "PWD").toSorted(), process.listenerCount("exit"), Error.stackTraceLimit, process.noDeprecation,
  ];
`;

test.each([{}, { NODE_OPTIONS: "--no-warnings" }])(
  "a function looks the same with a recorder, with %j",
  async (env) => {
    const files = { "index.js": commonjs(looks) };
    const plain = await openTestFunction(files, { env });
    const recorded = await traceFunction(files, { env });
    expect({ failed: recorded.failed, payload: recorded.payload }).toEqual({
      failed: false,
      payload: (await plain.ask<unknown>()).payload,
    });
  },
);

test.each([
  ["exits at once", "process.exit(0)"],
  ["is killed at once", "process.kill(process.pid, 'SIGKILL')"],
  ["crashes", "process.abort()"],
  ["never ends", "for (;;);"],
])("what a function has opened that %s is known", async (_what, end) => {
  const run = await traceFunction(
    { "index.js": commonjs(`require("node:fs").readFileSync("a.txt"); ${end}`), "a.txt": "" },
    { timeout: 2 },
  );
  expect(run.failed).toBe(true);
  expect(run.actsOf("a.txt")).toEqual(["data"]);
});

test("what a function has no room for in its table of files is written later", async () => {
  const run = await traceFunction(
    {
      "index.js": commonjs(`
      const fs = require("node:fs"); const open = [];
      try { for (;;) open.push(fs.openSync("many.txt")); } catch {}
      for (let i = 0; i < 3; i++) try { fs.readFileSync("first.txt"); } catch {}
      fs.closeSync(open.pop()); fs.readFileSync("first.txt");
      for (const fd of open) fs.closeSync(fd);
      fs.readFileSync("last.txt");
    `),
      ...Object.fromEntries(["many.txt", "first.txt", "last.txt"].map((name) => [name, ""])),
    },
    { limitFiles: 64 },
  );
  expect(run.failed).toBe(false);
  expect(["many.txt", "first.txt", "last.txt"].map((path) => run.actsOf(path))).toEqual([["data"], ["data"], ["data"]]);
});

test("files that variables name and Node.js reads while it starts are known", async () => {
  const run = await traceFunction(
    { "index.js": commonjs("process.loadEnvFile('own.env')"), "ca.pem": "", "own.env": "" },
    { env: { NODE_EXTRA_CA_CERTS: "ca.pem" } },
  );
  expect([run.actsOf("ca.pem"), run.actsOf("own.env")]).toEqual([["data"], ["data"]]);
  expect(missed(run)).toEqual([]);
});

test("what is asked for and not there is known apart", async () => {
  const run = await traceFunction({
    "index.js": commonjs("try { require('./gone'); } catch {} try { require('node:fs').openSync('a/no'); } catch {}"),
  });
  expect([...run.recording.absent]).toEqual(expect.arrayContaining(["gone", "a/no"]));
  expect([...run.recording.acts.keys()].filter((path) => /gone|no$/u.test(path))).toEqual([]);
});

test("a process that cannot be recorded says so", async () => {
  const run = await traceFunction({ "index.js": commonjs("") }, { env: { NODE_OPTIONS: permission } });
  expect({ started: run.recording.started, hasFaults: run.recording.faults.length > 0 }).not.toEqual({
    started: 1,
    hasFaults: false,
  });
});

describe.runIf(hasProgram("strace"))("against strace", () => {
  test.each(Object.entries(cases))("%s", async (_what, [files, expected]) => {
    const run = await traceFunction(files);
    expect({ failed: run.failed, payload: run.payload, faults: run.recording.faults }).toEqual({
      failed: false,
      payload: null,
      faults: [],
    });
    expect(run.traced.size).toBeGreaterThan(0);
    expect(missed(run)).toEqual([]);
    expect(Object.fromEntries(Object.keys(expected).map((path) => [path, run.actsOf(path)]))).toEqual(expected);
  });

  test("an addon by require and by process.dlopen, with the library that it is linked with", async () => {
    const run = await traceFunction({
      "index.js": commonjs(`
        require("addon");
        try { process.dlopen({ exports: {} }, require("node:path").resolve("copy.node")); } catch {}
      `),
      "node_modules/addon/package.json": pkg("addon", { main: "addon.node" }),
      "node_modules/addon/addon.node": readFileSync(addon),
      "copy.node": readFileSync(addon),
    });
    expect([run.actsOf("node_modules/addon/addon.node"), run.actsOf("copy.node")]).toEqual([
      ["addon", "checked"],
      ["addon"],
    ]);
    expect(missed(run)).toEqual([]);
  });
});
