import { describe, expect, test } from "vitest";
import { parseManifest } from "../../src/index.ts";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";

const file = "/botland/packages/database/package.json";

describe("parseManifest", () => {
  test("fills in what a package.json leaves out", () => {
    expect(parseManifest("{}", file)).toEqual({
      name: undefined,
      version: undefined,
      main: undefined,
      bin: [],
      binDirectory: undefined,
      browser: undefined,
      dependencies: new Map(),
      optionalDependencies: new Map(),
      peerDependencies: new Map(),
      optionalPeers: [],
      bundledDependencies: [],
      os: [],
      cpu: [],
      libc: [],
      files: undefined,
      installScripts: [],
      publishDirectory: undefined,
      lambdaPack: undefined,
    });
  });

  test("reads every field that matters", () => {
    const text = JSON.stringify({
      name: "database",
      version: "1.0.0",
      main: "main.js",
      bin: { database: "./cli.js", "database-migrate": "migrate.js" },
      browser: "browser.js",
      directories: { bin: "commands" },
      scripts: { postinstall: "node fetch.js", install: "node-gyp rebuild", test: "jest" },
      dependencies: { lodash: "^4.17.0" },
      optionalDependencies: { fsevents: "*" },
      peerDependencies: { knex: "3" },
      peerDependenciesMeta: { mysql2: { optional: true }, knex: { optional: false }, pg: {} },
      bundleDependencies: ["lodash"],
      bundledDependencies: ["lodash", "ms"],
      os: "linux",
      cpu: ["x64", "!arm"],
      libc: ["glibc"],
      files: ["dist"],
      lambdaPack: { runtime: "nodejs22.x" },
      devDependencies: { jest: 29 },
    });
    expect(parseManifest(text, file)).toEqual({
      name: "database",
      version: "1.0.0",
      main: "main.js",
      bin: ["./cli.js", "migrate.js"],
      binDirectory: "commands",
      browser: "browser.js",
      dependencies: new Map([["lodash", "^4.17.0"]]),
      optionalDependencies: new Map([["fsevents", "*"]]),
      peerDependencies: new Map([["knex", "3"]]),
      optionalPeers: ["mysql2"],
      bundledDependencies: ["lodash", "ms"],
      os: ["linux"],
      cpu: ["x64", "!arm"],
      libc: ["glibc"],
      files: ["dist"],
      installScripts: ["node-gyp rebuild", "node fetch.js"],
      publishDirectory: undefined,
      lambdaPack: { runtime: "nodejs22.x" },
    });
  });

  test.each([
    [{ directory: "dist" }, "dist"],
    [{ directory: "dist", linkDirectory: true }, "dist"],
    [{ directory: "dist", linkDirectory: false }, undefined],
    [{ access: "public" }, undefined],
    ["dist", undefined],
    [null, undefined],
  ])("publishConfig %j links others to %j", (publishConfig, directory) => {
    expect(parseManifest(JSON.stringify({ publishConfig }), file).publishDirectory).toBe(directory);
  });

  test.each([
    ["cli.js", ["cli.js"]],
    [{ database: "cli.js", broken: 1 }, ["cli.js"]],
    [["cli.js"], []],
    [null, []],
  ])("bin %j gives the paths %j", (bin, paths) => {
    expect(parseManifest(JSON.stringify({ bin }), file).bin).toEqual(paths);
  });

  test.each([[{ "./node.js": "./browser.js" }], [false]])("browser %j names no file", (browser) => {
    expect(parseManifest(JSON.stringify({ browser }), file).browser).toBeUndefined();
  });

  test("bundledDependencies true stands for all dependencies", () => {
    const text = JSON.stringify({ dependencies: { ms: "2", debug: "2" }, bundledDependencies: true });
    expect(parseManifest(text, file).bundledDependencies).toEqual(["ms", "debug"]);
    expect(
      parseManifest(JSON.stringify({ dependencies: { ms: "2" }, bundledDependencies: false }), file)
        .bundledDependencies,
    ).toEqual([]);
  });

  test("a key __proto__ is an ordinary name", () => {
    const text = '{"dependencies": {"__proto__": "1", "constructor": "2"}}';
    expect([...parseManifest(text, file).dependencies]).toEqual([
      ["__proto__", "1"],
      ["constructor", "2"],
    ]);
  });

  test("accepts a byte order mark", () => {
    expect(parseManifest('\uFEFF{"name":"database"}', file).name).toBe("database");
  });

  test("a syntax error names file, line and column", async () => {
    const error = await packErrorOf(() => parseManifest('{\n  "name": "database",\n}', file));
    expect(error.code).toBe("MANIFEST_INVALID");
    expect(error.message).toBe(`${file}:3:1 is not valid JSON: there is a comma before "}".`);
    expect(error.details).toEqual({ file, line: 3, column: 1 });
  });

  test.each(["[]", "null", '"database"', "1"])("%s is no manifest", async (text) => {
    const error = await packErrorOf(() => parseManifest(text, file));
    expect(error.code).toBe("MANIFEST_INVALID");
    expect(error.message).toBe(`${file}:1:1 must hold a JSON object.`);
  });

  test("one error names all wrong fields", async () => {
    const text = JSON.stringify({
      name: 1,
      version: {},
      main: [],
      dependencies: [],
      optionalDependencies: { fsevents: 2 },
      peerDependencies: "react",
      peerDependenciesMeta: [],
      bundledDependencies: "ms",
      os: {},
      files: "dist",
      scripts: { install: 1, postinstall: null },
      directories: "commands",
    });
    const error = await packErrorOf(() => parseManifest(text, file));
    expect(error.code).toBe("MANIFEST_INVALID");
    expect(error.message).toContain(file);
    expect(error.details["faults"]).toEqual([
      '"dependencies" must be an object',
      '"optionalDependencies" must give a string for "fsevents"',
      '"name" must be a string',
      '"version" must be a string',
      '"main" must be a string',
      '"peerDependencies" must be an object',
      '"peerDependenciesMeta" must be an object',
      '"bundledDependencies" must be an array of strings, true or false',
      '"os" must be an array of strings',
      '"files" must be an array of strings',
    ]);
  });

  test("in a published package, wrong types that hide no dependency count as absent", () => {
    const text = JSON.stringify({
      name: 1,
      main: ["index.js", "style.css"],
      bin: false,
      browser: 1,
      dependencies: [],
      optionalDependencies: null,
      peerDependencies: { react: 17 },
      bundledDependencies: "",
      files: "dist",
    });
    const manifest = parseManifest(text, file, { lenient: true });
    expect(manifest).toMatchObject({ name: undefined, main: undefined, bin: [], browser: undefined });
    expect(manifest).toMatchObject({ bundledDependencies: [], files: undefined });
    expect(manifest).toMatchObject({ installScripts: [], binDirectory: undefined });
    expect([...manifest.dependencies, ...manifest.optionalDependencies]).toEqual([]);
    expect([...manifest.peerDependencies]).toEqual([["react", ""]]);
  });

  test("in a published package, what hides dependencies is a fault", async () => {
    const error = await packErrorOf(() =>
      parseManifest(JSON.stringify({ dependencies: ["ms"] }), file, { lenient: true }),
    );
    expect(error.details["faults"]).toEqual(['"dependencies" must be an object']);
  });
});
