import { tree } from "@lambda-pack/test-support/disk/tree";
import { repository } from "@lambda-pack/test-support/repository";
import { expect, test } from "vitest";
import { checkBoundaries } from "../boundaries/check-boundaries.ts";
import { parseModule } from "../boundaries/read-module.ts";

/** A small copy of the project that keeps every rule; a test breaks one of them. */
const clean: Readonly<Record<string, string>> = {
  "model/package.json": manifest("@lambda-pack/model", {}),
  "model/src/index.ts": "export const limit = 1;\n",
  "graph/package.json": manifest("@lambda-pack/graph", { "@lambda-pack/model": "0.0.0" }),
  "graph/src/index.ts": 'export { limit } from "@lambda-pack/model";\n',
  "workspace/package.json": manifest("@lambda-pack/workspace", {
    "@lambda-pack/model": "0.0.0",
    "fast-glob": "^3.0.0",
  }),
  "workspace/src/index.ts":
    'import "@lambda-pack/model";\nimport { join } from "node:path";\nimport glob from "fast-glob";\nexport { glob, join };\n',
  "lambda-pack/package.json": manifest(
    "lambda-pack",
    { "fast-glob": "^3.0.0", picocolors: "^1.0.0" },
    { "@lambda-pack/graph": "0.0.0" },
  ),
  "lambda-pack/src/index.ts": 'export { limit } from "@lambda-pack/graph";\n',
  "lambda-pack/src/bin.ts": 'import "./cli/main.ts";\nprocess.exitCode = 0;\n',
  "lambda-pack/src/cli/main.ts": 'import "picocolors";\n',
};

function manifest(name: string, dependencies: object, devDependencies: object = {}): string {
  return JSON.stringify({ name, dependencies, devDependencies });
}

async function faultsWith(changes: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const root = tree({ packages: { ...clean, ...changes } });
  const faults = await checkBoundaries(root, { "packages/lambda-pack/src": ["cli", "*"] });
  return faults.map(({ file, line, message }) => `${file.replace(/^packages\//u, "")}:${line} ${message}`);
}

test("a project that keeps every rule has no fault", async () => {
  expect(await faultsWith({})).toEqual([]);
});

test("this project has no fault", async () => {
  expect(await checkBoundaries(repository)).toEqual([]);
});

const cases: readonly (readonly [rule: string, file: string, source: string, expected: readonly string[]])[] = [
  [
    "model imports no module of Node, not even for a type",
    "model/src/key.ts",
    'export type Key = 1;\nimport type { Stats } from "node:fs";\nexport type { Stats };\n',
    ["model/src/key.ts:2 model imports no module of Node, but node:fs is one."],
  ],
  [
    "model imports no package of the project",
    "model/src/key.ts",
    'import "@lambda-pack/graph";\n',
    [
      "model/src/key.ts:1 model may not import @lambda-pack/graph.",
      "model/src/key.ts:1 packages/model/package.json does not declare @lambda-pack/graph.",
    ],
  ],
  [
    "graph has no dependencies",
    "graph/src/key.ts",
    'export type { Options } from "fast-glob";\n',
    [
      "graph/src/key.ts:1 graph has no dependencies, but imports fast-glob.",
      "graph/src/key.ts:1 packages/graph/package.json does not declare fast-glob.",
    ],
  ],
  [
    "the parts of the pipeline do not import each other, in a type expression neither",
    "workspace/src/key.ts",
    'export type Key = import("@lambda-pack/graph").Key;\n',
    [
      "workspace/src/key.ts:1 workspace may not import @lambda-pack/graph.",
      "workspace/src/key.ts:1 packages/workspace/package.json does not declare @lambda-pack/graph.",
    ],
  ],
  [
    "what is imported is declared, when it is imported late, too",
    "workspace/src/key.ts",
    'export const load = () => import("p-limit/deep");\n',
    ["workspace/src/key.ts:1 packages/workspace/package.json does not declare p-limit."],
  ],
  [
    "no path leads into the sources of another package",
    "workspace/src/key.ts",
    'import "../../model/src/index.ts";\n',
    ["workspace/src/key.ts:1 ../../model/src/index.ts leads out of packages/workspace/src."],
  ],
  [
    "modules of Node are named as such",
    "workspace/src/key.ts",
    'import "fs";\n',
    ["workspace/src/key.ts:1 fs is written node:fs."],
  ],
  [
    "only the executable touches process",
    "lambda-pack/src/pack.ts",
    "export const cwd = process.cwd();\n",
    ["lambda-pack/src/pack.ts:1 Only packages/lambda-pack/src/bin.ts touches process."],
  ],
  [
    "process is not imported either",
    "lambda-pack/src/pack.ts",
    'import { cwd } from "node:process";\nexport { cwd };\n',
    ["lambda-pack/src/pack.ts:1 Only packages/lambda-pack/src/bin.ts touches process."],
  ],
  [
    "process is not reached around the corner",
    "lambda-pack/src/pack.ts",
    "export const cwd = globalThis.process.cwd();\n",
    ["lambda-pack/src/pack.ts:1 Only packages/lambda-pack/src/bin.ts touches process."],
  ],
  [
    "only the command knows how things look",
    "lambda-pack/src/pack.ts",
    'import "picocolors";\n',
    ["lambda-pack/src/pack.ts:1 Only packages/lambda-pack/src/cli/ knows how things look, so picocolors stays there."],
  ],
  [
    "default exports are not used",
    "lambda-pack/src/pack.ts",
    "const pack = 1;\nexport default pack;\n",
    ["lambda-pack/src/pack.ts:2 Default exports are not used here."],
  ],
  [
    "a default export under its other name is found as well",
    "lambda-pack/src/pack.ts",
    "const pack = 1;\nexport { pack as default };\n",
    ["lambda-pack/src/pack.ts:2 Default exports are not used here."],
  ],
  ...[
    ["Date.now()", "Date.now reads the clock."],
    ["new Date()", "new Date() reads the clock."],
    ["Math.random()", "Math.random is a random source."],
    ['"a".localeCompare("b")', "localeCompare depends on the locale."],
  ].map(
    ([expression = "", message = ""]) =>
      [
        `${expression} is not in the pipeline`,
        "graph/src/key.ts",
        `export const key = ${expression};\n`,
        [`graph/src/key.ts:1 ${message}`],
      ] as const,
  ),
];

test.each(cases)("%s", async (...[, file, source, expected]) => {
  expect(await faultsWith({ [file]: source })).toEqual(expected);
});

test("the environment is not read in the pipeline", async () => {
  const source = "export const key = (io: { env: string }) => io.env;\n";
  expect(
    await faultsWith({ "archive/package.json": manifest("@lambda-pack/archive", {}), "archive/src/key.ts": source }),
  ).toEqual(["archive/src/key.ts:1 env reads the environment."]);
});

test("what is bundled into the page is a development dependency, and a browser has no modules of Node", async () => {
  const dependencies = { "@lambda-pack/model": "0.0.0" };
  const page = 'import "d3-hierarchy";\nimport "../src/index.ts";\nimport "fast-glob";\nimport "node:fs";\n';
  const faults = await faultsWith({
    "report-page/package.json": manifest("@lambda-pack/report-page", dependencies, { "d3-hierarchy": "^3.0.0" }),
    "report-page/src/index.ts": 'import "@lambda-pack/model";\nimport "../browser/main.ts";\n',
    "report-page/browser/main.ts": page,
  });
  expect(faults).toEqual([
    "report-page/browser/main.ts:3 packages/report-page/package.json does not declare fast-glob.",
    "report-page/browser/main.ts:4 A browser has no node:fs.",
    "report-page/src/index.ts:2 ../browser/main.ts leads out of packages/report-page/src.",
    expect.stringMatching(/^report-page\/browser\/main\.ts:1 Imports run in a circle/u),
  ]);
});

test("imports do not run in a circle, of types neither", async () => {
  const faults = await faultsWith({
    "graph/src/a.ts": 'import type { B } from "./b.ts";\nexport type A = B;\n',
    "graph/src/b.ts": 'export type { A as B } from "./c.ts";\n',
    "graph/src/c.ts": 'export type { A } from "./a.ts";\n',
  });
  expect(faults).toEqual([
    "graph/src/a.ts:1 Imports run in a circle: packages/graph/src/a.ts > packages/graph/src/b.ts > packages/graph/src/c.ts > packages/graph/src/a.ts.",
  ]);
});

test("what a bundled package depends on is a dependency of the published one, in the same range", async () => {
  const dependencies = { "@lambda-pack/model": "0.0.0", "fast-glob": "^3.1.0" };
  expect(await faultsWith({ "workspace/package.json": manifest("@lambda-pack/workspace", dependencies) })).toEqual([
    "workspace/package.json:1 packages/lambda-pack/package.json must declare fast-glob as ^3.1.0 as well.",
  ]);
});

test("the published package depends on nothing that is not published", async () => {
  const changed = manifest("lambda-pack", {
    "fast-glob": "^3.0.0",
    picocolors: "^1.0.0",
    "@lambda-pack/graph": "0.0.0",
  });
  expect(await faultsWith({ "lambda-pack/package.json": changed })).toEqual([
    "lambda-pack/package.json:1 @lambda-pack/graph is not published, so it belongs into devDependencies.",
  ]);
});

test("a dependency that nothing imports is a fault", async () => {
  expect(await faultsWith({ "lambda-pack/src/cli/main.ts": "export {};\n" })).toEqual([
    "lambda-pack/package.json:1 Nothing imports picocolors.",
  ]);
});

test("a package without a line in the rules is a fault", async () => {
  const files = { "extras/package.json": manifest("@lambda-pack/extras", {}), "extras/src/index.ts": "export {};\n" };
  expect(await faultsWith(files)).toEqual(["extras/src/index.ts:1 packages/extras has no line in the import rules."]);
});

test("a file uses the disk itself only where that is allowed, but may name its types", async () => {
  const files = {
    "lambda-pack/src/bin.ts": 'import "./cli/main.ts";\nimport { statSync } from "node:fs";\nexport { statSync };\n',
    "lambda-pack/src/size.ts":
      'import { type Stats, statSync } from "node:fs";\nexport const size = (): Stats => statSync(".");\n',
    "lambda-pack/src/stats.ts": 'import type { Stats } from "node:fs";\nexport type Size = Stats["size"];\n',
  };
  expect(await faultsWith(files)).toEqual([
    "lambda-pack/src/size.ts:1 It uses node:fs itself, but is not among the files of scripts/boundaries/outside.ts that may.",
  ]);
});

test("a property that is named like a global is no mention of it", () => {
  const { mentions } = parseModule("packages/graph/src/key.ts", "const a = { process: 1 }; interface B { process: 1 }");
  expect(mentions.map(({ name }) => name)).not.toContain("process");
});

test("a file that cannot be parsed is an error", () => {
  expect(() => parseModule("packages/graph/src/key.ts", "import from;")).toThrow(
    "packages/graph/src/key.ts cannot be parsed",
  );
});
