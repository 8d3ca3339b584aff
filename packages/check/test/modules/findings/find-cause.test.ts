import type { Finding } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { checkModules } from "../../../src/modules/check-modules.ts";
import type { ModuleOptions } from "../../../src/modules/module-options.ts";
import { openedBundle } from "@lambda-pack/test-support/bundles/opened-bundle";
import type { BundleFiles } from "@lambda-pack/test-support/bundles/opened-bundle";

type Unresolved = Extract<Finding, { readonly kind: "unresolved-import" }>;

const manifest = { name: "picker", version: "1.0.0", main: "index.js", type: "module" };

async function findUnresolved(
  files: BundleFiles,
  { json = manifest, ...options }: Partial<ModuleOptions> & { readonly json?: object } = {},
): Promise<readonly Unresolved[]> {
  const bundle = openedBundle({ "package.json": JSON.stringify(json), ...files }, { origin: "workspace" });
  const findings = await checkModules(bundle, { runtime: "nodejs22.x", ...options });
  return findings.filter((finding): finding is Unresolved => finding.kind === "unresolved-import");
}

/** The cause of one import that fails. */
async function causeOf(specifier: string, options: Parameters<typeof findUnresolved>[1] = {}) {
  const [found] = await findUnresolved({ "index.js": `import ${JSON.stringify(specifier)};` }, options);
  return found?.cause;
}

test.each([
  ["virtual:routes", { kind: "foreign-scheme" }],
  ["bun:sqlite", { kind: "foreign-scheme" }],
  ["bun", { kind: "foreign-scheme" }],
  ["npm:chalk@5", { kind: "foreign-scheme" }],
  ["https://esm.sh/left-pad", { kind: "foreign-scheme" }],
  ["node:sqlite3", { kind: "no-builtin" }],
  ["sqlite", { kind: "prefixed-builtin" }],
  ["test/reporters", { kind: "prefixed-builtin" }],
  ["#internal/pad", { kind: "imports-field" }],
  ["@/pad", { kind: "path-alias" }],
  ["~/pad", { kind: "path-alias" }],
  ["$lib/pad", { kind: "path-alias" }],
  ["~pad", { kind: "path-alias" }],
  ["picker/lib/pad.js", { kind: "own-name" }],
  ["../basket/index.js", { kind: "outside-package" }],
  ["..", { kind: "outside-package" }],
] as const)("%s is no dependency that could be declared", async (specifier, cause) => {
  expect(await causeOf(specifier)).toEqual(cause);
});

test.each(["left-pad", "@babel/core", "JSONStream", "lodash.get", "@a/b.c", "_stream_extra", "./pad.js"])(
  "%s is a package or a file like any other",
  async (specifier) => {
    expect(await findUnresolved({ "index.js": `import ${JSON.stringify(specifier)};` })).toEqual([
      expect.not.objectContaining({ cause: expect.anything() }),
    ]);
  },
);

test("what Node loads by a URL, and what lies elsewhere, is not judged", async () => {
  const code = "import 'data:text/javascript,1'; import 'file:///opt/pad.js'; import '/opt/nodejs/pad.js';";
  expect(await findUnresolved({ "index.js": code })).toEqual([]);
});

test("imports of a package.json may lead to a package, which is then what is missing", async () => {
  const json = { ...manifest, imports: { "#pad": "left-pad", "#gone": "./gone.js" } };
  const found = await findUnresolved({ "index.js": "import '#pad';\nimport '#gone';" }, { json });
  expect(found).toEqual([
    expect.objectContaining({ specifier: "#pad", name: "left-pad" }),
    expect.objectContaining({ specifier: "#gone", cause: { kind: "imports-field" } }),
  ]);
  expect(found[0]).not.toHaveProperty("cause");
});

test.each([
  ["aws-lambda", "@types/aws-lambda"],
  ["geojson", "@types/geojson"],
  ["@babel/core", "@types/babel__core"],
  ["geojson/index.js", "@types/geojson"],
])("of %s, only the types are installed", async (specifier, types) => {
  const findInstalled: ModuleOptions["findInstalled"] = (_from, name) =>
    name === types ? { version: "1.0.0", path: `node_modules/${types}` } : undefined;
  expect(await causeOf(specifier, { findInstalled })).toEqual({ kind: "types-only", types });
  const json = { ...manifest, devDependencies: { [types]: "1.0.0" } };
  expect(await causeOf(specifier, { json })).toEqual({ kind: "types-only", types });
});

test("a package that the workspace has or declares is missed itself, whatever types are there", async () => {
  const version = { version: "1.0.0", path: "somewhere" };
  expect(await causeOf("geojson", { findInstalled: () => version })).toBeUndefined();
  const json = { ...manifest, devDependencies: { "@types/geojson": "1.0.0" } };
  const declared = { file: "packages/map/package.json", range: "^0.5.0" };
  expect(await causeOf("geojson", { json, findDeclaration: () => declared })).toBeUndefined();
});

test("a path out of the package says where it leads", async () => {
  const asked: string[] = [];
  const [found] = await findUnresolved(
    { "dist/lib/pad.js": "import '../../../basket/dist/index.js?x=1';", "index.js": "import './dist/lib/pad.js';" },
    {
      findOutside: ({ name }, path) => {
        asked.push(`${name} ${path}`);
        return { path: "packages/basket/dist/index.js", package: "@orchard/basket" };
      },
    },
  );
  expect(found?.cause).toEqual({
    kind: "outside-package",
    path: "packages/basket/dist/index.js",
    package: "@orchard/basket",
  });
  expect(asked).toEqual(["picker ../basket/dist/index.js"]);
});

const findGenerated: ModuleOptions["findInstalled"] = (_from, name) => ({
  version: "0.0.0",
  path: `node_modules/${name}`,
  generated: name === "@prisma/orders-client",
});

test("what was generated in node_modules is no package of a registry", async () => {
  const json = { ...manifest, type: "commonjs" };
  const [prisma, orders, pad] = await findUnresolved(
    { "index.js": "require('.prisma/orders-client');\nrequire('@prisma/orders-client');\nrequire('pad');" },
    { json, findInstalled: findGenerated },
  );
  expect(prisma?.cause).toEqual({ kind: "generated", path: "node_modules/.prisma/orders-client" });
  expect(orders?.cause).toEqual({ kind: "generated", path: "node_modules/@prisma/orders-client" });
  expect(pad).toMatchObject({ installed: { path: "node_modules/pad" } });
  expect(pad).not.toHaveProperty("cause");
});

test("a package that layers have is a warning", async () => {
  const [found] = await findUnresolved({ "index.js": "import 'datadog-lambda-js';" });
  expect(found).toMatchObject({ severity: "warning", cause: { kind: "from-layer", product: "Datadog" } });
  const peer = { ...manifest, peerDependencies: { "datadog-lambda-js": "*" } };
  const optional = { ...peer, peerDependenciesMeta: { "datadog-lambda-js": { optional: true } } };
  expect(await findUnresolved({ "index.js": "import 'datadog-lambda-js';" }, { json: optional })).toEqual([]);
});

const aliasProgram = {
  "node_modules/module-alias/register.js": "",
  "node_modules/module-alias/package.json": '{"name":"module-alias"}',
};

test("a program that the function loads may resolve what Node does not find", async () => {
  const json = { ...manifest, type: "commonjs", _moduleAliases: { "@lib": "lib", deep: "lib/deep" } };
  const files = {
    ...aliasProgram,
    "index.js": "require('module-alias/register');\nrequire('@lib/pad');\nrequire('deep');\nrequire('left-pad');",
  };
  const found = await findUnresolved(files, { json });
  const by = { kind: "resolved-by", program: "module-alias", file: "index.js" };
  expect(found.map(({ specifier, severity, cause }) => [specifier, severity, cause])).toEqual([
    ["@lib/pad", "note", by],
    ["deep", "note", by],
    ["left-pad", "error", undefined],
  ]);
});

const findAlias: ModuleOptions["findAlias"] = (_from, specifier) =>
  specifier.startsWith("@app/") ? "tsconfig.json" : undefined;

test("paths of TypeScript are resolved by tsconfig-paths only where settings have them", async () => {
  const json = { ...manifest, type: "commonjs" };
  const files = {
    "node_modules/tsconfig-paths/register.js": "",
    "node_modules/tsconfig-paths/package.json": '{"name":"tsconfig-paths"}',
    "index.js": "require('tsconfig-paths/register');\nrequire('@app/pad');\nrequire('left-pad');",
  };
  const found = await findUnresolved(files, { json, findAlias });
  expect(found.map(({ severity, cause }) => [severity, cause?.kind])).toEqual([
    ["note", "resolved-by"],
    ["error", undefined],
  ]);
  const without = await findUnresolved({ "index.js": "require('@app/pad');" }, { json, findAlias });
  expect(without).toEqual([
    expect.objectContaining({ severity: "error", cause: { kind: "path-alias", declaredIn: "tsconfig.json" } }),
  ]);
});

test.each([
  "jest.config.js",
  "rollup.config.mjs",
  ".eslintrc.cjs",
  "src/a.test.js",
  "src/a.spec.cjs",
  "src/__tests__/a.js",
  "__mocks__/fs.js",
  ".storybook/main.js",
  "karma.conf.js",
  "gulpfile.js",
  "Gruntfile.js",
  "test/helper.js",
  "webpack.common.js",
  "jest.setup.js",
])("what %s lacks is a note", async (path) => {
  const files = { "index.js": "", [path]: "require('../../jest.base.js');\nrequire('undeclared-tool');" };
  const found = await findUnresolved(files, { json: { ...manifest, type: "commonjs" } });
  expect(found.map(({ severity, when }) => `${severity} ${when}`)).toEqual(
    path.endsWith(".mjs") ? [] : ["note never", "note never"],
  );
});

test.each(["lib/config.js", "lib/testing.js", "contest.js", "lib/spec-reader.js"])(
  "what %s lacks, which nothing is seen to load, is a warning",
  async (path) => {
    const files = { "index.js": "", [path]: "require('undeclared-tool');" };
    const found = await findUnresolved(files, { json: { ...manifest, type: "commonjs" } });
    expect(found.map(({ severity }) => severity)).toEqual(["warning"]);
  },
);

test("a test file that the function loads is judged like any other", async () => {
  const files = { "index.js": "require('./a.test.js')", "a.test.js": "require('undeclared-tool');" };
  const found = await findUnresolved(files, { json: { ...manifest, type: "commonjs" } });
  expect(found.map(({ severity }) => severity)).toEqual(["error"]);
});

test("a main file or exports that lead to nothing are named with the file", async () => {
  const files = {
    "index.js": "require('a');\nrequire('b');\nimport('a').then(String, String);\nrequire('a/lib.js');",
    "node_modules/a/package.json": '{"name":"a","main":"dist/index.js"}',
    "node_modules/b/package.json": '{"name":"b","exports":"./dist/b.js"}',
  };
  const found = await findUnresolved(files, {
    json: { ...manifest, type: "commonjs", dependencies: { a: "1", b: "1" } },
  });
  expect(found.map(({ specifier, leadsTo }) => [specifier, leadsTo])).toEqual([
    ["a", { field: "main", path: "node_modules/a/dist/index.js" }],
    ["b", { field: "exports", path: "node_modules/b/dist/b.js" }],
    ["a/lib.js", undefined],
  ]);
});

test.each<[specifier: string, file: string]>([
  ["./pad", "pad.js"],
  ["./lib", "lib/index.js"],
  ["./lib/", "lib/index.js"],
  ["./pad.js", "Pad.js"],
  ["./Lib/pad.js", "lib/pad.js"],
  ["./pad.js", "pad.ts"],
  ["./pad.js", "pad.mjs"],
  ["./data", "data.json"],
])("%s most likely means %s", async (specifier, file) => {
  const [found] = await findUnresolved({ "index.js": `import ${JSON.stringify(specifier)};`, [file]: "" });
  expect(found?.cause).toEqual({ kind: "similar-file", path: file, packed: true });
});

test("a file that the package has and the bundle has not is named by its path in the workspace", async () => {
  const files = ["dist/pad.js", "src/pad.ts"].map((inPackage) => ({ inPackage, path: `packages/picker/${inPackage}` }));
  const listFiles: ModuleOptions["listFiles"] = () => files;
  expect(await causeOf("./dist/pad.js", { listFiles })).toEqual({
    kind: "similar-file",
    path: "packages/picker/dist/pad.js",
    packed: false,
  });
  expect(await causeOf("./src/pad.js", { listFiles })).toMatchObject({ path: "packages/picker/src/pad.ts" });
  expect(await causeOf("./lib/pad.js", { listFiles })).toBeUndefined();
});

test.each(["sqlite", "datadog-lambda-js", "~odd"])("what is declared as %s is missed as what it is", async (name) => {
  const json = { ...manifest, dependencies: { [name]: "1.0.0" } };
  const [found] = await findUnresolved({ "index.js": `import ${JSON.stringify(name)};` }, { json });
  expect(found).toMatchObject({ severity: "error", declared: true });
  expect(found).not.toHaveProperty("cause");
});
