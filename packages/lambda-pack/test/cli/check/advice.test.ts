import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { link, tree, withMode } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import type { CheckReport } from "../../../src/bundle/check-report.ts";
import { main } from "../../../src/cli/main.ts";
import { fakeIo } from "../fake-io.ts";

// The advice of a check: each test reads it, follows it, and sees the finding gone.

/** A monorepo with the function `picker` and the library `@orchard/basket`, installed as npm does it. */
async function orchard(picker: object, files: Tree): Promise<string> {
  return tree({
    "package.json": { name: "orchard", private: true, workspaces: ["packages/*"] },
    "yarn.lock": "# yarn lockfile v1\n",
    "packages/picker/package.json": { name: "picker", version: "1.0.0", main: "index.js", ...picker },
    "packages/basket/package.json": { name: "@orchard/basket", version: "1.2.0", main: "dist/index.js" },
    "packages/basket/dist/index.js": "exports.b = 1;",
    "node_modules/@orchard/basket": link("../../packages/basket"),
    ...files,
  });
}

interface Advised {
  readonly code: number;
  readonly findings: CheckReport["findings"];
  /** The first finding. */
  readonly message: string;
  readonly hint: string;
}

async function check(cwd: string, words: readonly string[] = []): Promise<Advised> {
  const io = fakeIo({ cwd });
  const code = await main(["check", "picker", "--json", ...words], io);
  if (!io.out().startsWith("{")) throw new Error(io.err());
  const { findings } = JSON.parse(io.out()) as CheckReport;
  return { code, findings, message: findings[0]?.message ?? "", hint: findings[0]?.hint ?? "" };
}

async function setManifest(cwd: string, manifest: object): Promise<void> {
  const file = join(cwd, "packages/picker/package.json");
  await writeFile(file, JSON.stringify({ name: "picker", version: "1.0.0", main: "index.js", ...manifest }));
}

test("a path into another package of the workspace: depend on it, and ask for it by name", async () => {
  const cwd = await orchard(
    { main: "dist/index.js" },
    { "packages/picker/dist/index.js": "const { b } = require('../../basket/dist/index.js');" },
  );
  const { code, message, hint } = await check(cwd);
  expect(code).toBe(1);
  expect(message).toBe(
    "dist/index.js:1 of picker@1.0.0 imports ../../basket/dist/index.js, which leads out of picker, into @orchard/basket (packages/basket/dist/index.js): the function fails to load.",
  );
  expect(hint).toBe("Add @orchard/basket to the dependencies in package.json, and import it by its name.");
  await setManifest(cwd, { main: "dist/index.js", dependencies: { "@orchard/basket": "1.2.0" } });
  await writeFile(join(cwd, "packages/picker/dist/index.js"), "const { b } = require('@orchard/basket');");
  expect((await check(cwd)).findings).toEqual([]);
});

test.each([
  ["../../../libs/pad.js", "to libs/pad.js"],
  ["../../../../elsewhere/pad.js", "to ../elsewhere/pad.js"],
  ["../../..", "to ."],
])("a path to %s, which is no package, leads out of the package", async (specifier, where) => {
  const cwd = await orchard(
    { main: "lib/index.js", type: "module" },
    { "packages/picker/lib/index.js": `import ${JSON.stringify(specifier)};` },
  );
  const { message, hint } = await check(cwd);
  expect(message).toContain(`imports ${specifier}, which leads out of picker, ${where}: `);
  expect(hint).toMatch(/^Move the file into the package; or /u);
});

test("a second client that Prisma generated is packed as the hint says", async () => {
  const cwd = await orchard(
    { dependencies: { "@prisma/client": "5.0.0" } },
    {
      "node_modules/@prisma/client/package.json": { name: "@prisma/client", version: "5.0.0", main: "default.js" },
      "node_modules/@prisma/client/default.js": "module.exports = require('.prisma/client/default');",
      "node_modules/.prisma/client/default.js": "exports.db = 'a';",
      "node_modules/.prisma/harvest-client/package.json": { name: "prisma-client-1f2e", main: "index.js" },
      "node_modules/.prisma/harvest-client/index.js": "exports.db = 'b';",
      "node_modules/@prisma/orders-client/package.json": { name: "prisma-client-7aa1", main: "index.js" },
      "node_modules/@prisma/orders-client/index.js": "exports.db = 'c';",
      "packages/picker/index.js":
        "require('@prisma/client');\nrequire('.prisma/harvest-client');\nrequire('@prisma/orders-client');",
    },
  );
  const { findings } = await check(cwd);
  expect(findings.map(({ hint }) => hint)).toEqual([
    "Pack it with --include-package .prisma/harvest-client, or includePackages in the settings.",
    "Pack it with --include-package @prisma/orders-client, or includePackages in the settings.",
  ]);
  const words = findings.flatMap(({ hint }) => /--include-package \S+(?=,)/u.exec(hint)?.[0].split(" ") ?? []);
  expect((await check(cwd, words)).findings).toEqual([]);
});

test("types that are imported as if they were code", async () => {
  const cwd = await orchard(
    { type: "module", devDependencies: { "@types/aws-lambda": "8.10.149" } },
    {
      "packages/picker/index.js": 'import {} from "aws-lambda";\nimport {} from "@babel/core";',
      "node_modules/@types/aws-lambda/package.json": { name: "@types/aws-lambda", version: "8.10.149" },
      "node_modules/@types/babel__core/package.json": { name: "@types/babel__core", version: "7.20.5" },
    },
  );
  const { findings } = await check(cwd);
  expect(findings.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
    "error index.js:1 of picker@1.0.0 imports aws-lambda, of which only the types are installed (@types/aws-lambda): the function fails to load.",
    "error index.js:2 of picker@1.0.0 imports @babel/core, of which only the types are installed (@types/babel__core): the function fails to load.",
  ]);
  expect(findings[0]?.hint).toMatch(/^Write import type, so that the compiler drops the line; /u);
});

test("in an isolated layout, who declares an undeclared package is named, and --include-package takes it from there", async () => {
  const cwd = await orchard(
    {},
    {
      "packages/picker/index.js": "require('left-pad');",
      "packages/basket/package.json": {
        name: "@orchard/basket",
        version: "1.2.0",
        dependencies: { "left-pad": "^1.1.0" },
      },
      "packages/basket/node_modules/left-pad/package.json": { name: "left-pad", version: "1.3.0" },
      "packages/basket/node_modules/left-pad/index.js": "",
    },
  );
  const { hint } = await check(cwd);
  expect(hint).toBe(
    "Add left-pad@^1.3.0 to the dependencies in package.json, which packages/basket/package.json declares as ^1.1.0; devDependencies are not packed.",
  );
  expect((await check(cwd, ["--include-package", "left-pad"])).findings).toEqual([]);
});

test("a package of the workspace that no node_modules has is named by its directory, whatever its version", async () => {
  const cwd = tree({
    "package.json": { name: "orchard", private: true, workspaces: ["packages/*"] },
    "yarn.lock": "# yarn lockfile v1\n",
    "packages/picker/package.json": { name: "picker", version: "1.0.0", main: "index.js" },
    "packages/picker/index.js": "require('@orchard/basket');",
    "packages/basket/package.json": { name: "@orchard/basket" },
  });
  expect((await check(cwd)).hint).toBe(
    "Add @orchard/basket to the dependencies in package.json, the package of the workspace in packages/basket; devDependencies are not packed.",
  );
});

test("an alias of TypeScript names the file that has it, and imports of package.json resolve it", async () => {
  const cwd = await orchard(
    {},
    {
      "packages/picker/tsconfig.json": { compilerOptions: { paths: { "@app/*": ["./src/*"] } } },
      "packages/picker/index.js": "require('@app/pad');",
      "packages/picker/src/pad.js": "",
    },
  );
  const { message, hint } = await check(cwd);
  expect(message).toContain(
    "imports @app/pad, which is an alias in packages/picker/tsconfig.json that Node.js does not read: ",
  );
  expect(hint).toBe(
    "Have the build replace it with a relative path, or name it in imports of package.json, with a # in front.",
  );
  await setManifest(cwd, { imports: { "#app/*": "./src/*.js" } });
  await writeFile(join(cwd, "packages/picker/index.js"), "require('#app/pad');");
  expect((await check(cwd)).findings).toEqual([]);
});

test("a package that asks for itself by name has exports, as the hint says", async () => {
  const cwd = await orchard(
    {},
    { "packages/picker/index.js": "require('picker/pad.js');", "packages/picker/pad.js": "" },
  );
  expect((await check(cwd)).hint).toBe("Import the file by a relative path, or add exports to package.json.");
  await setManifest(cwd, { exports: { ".": "./index.js", "./pad.js": "./pad.js" } });
  expect((await check(cwd)).findings).toEqual([]);
});

test("a package of a layer is silent as an optional peer", async () => {
  const cwd = await orchard({}, { "packages/picker/index.js": "require('datadog-lambda-js');" });
  const { code, findings, hint } = await check(cwd);
  expect([code, findings.map(({ severity }) => severity)]).toEqual([0, ["warning"]]);
  expect(hint).toMatch(/^If the function has such a layer, make datadog-lambda-js an optional peer in package\.json /u);
  await setManifest(cwd, {
    peerDependencies: { "datadog-lambda-js": "*" },
    peerDependenciesMeta: { "datadog-lambda-js": { optional: true } },
  });
  expect((await check(cwd)).findings).toEqual([]);
});

test("a configuration of tools is a note, and --exclude leaves it out", async () => {
  const cwd = await orchard(
    {},
    {
      "packages/picker/index.js": "",
      "packages/picker/jest.config.js": 'module.exports = require("../../jest.base.js");',
      "jest.base.js": "",
    },
  );
  const { findings, hint } = await check(cwd);
  expect(findings.map(({ severity, kind }) => `${severity} ${kind}`)).toEqual(["note unresolved-import"]);
  expect(hint).toBe("No action is needed if only development uses that file; leave such files out with --exclude.");
  expect((await check(cwd, ["--exclude", "jest.config.js"])).findings).toEqual([]);
});

test("a main file that was not built is named with the package that names it", async () => {
  const cwd = await orchard(
    { dependencies: { "@orchard/basket": "1.2.0" } },
    {
      "packages/picker/index.js": "require('@orchard/basket');",
      "packages/basket/package.json": { name: "@orchard/basket", version: "1.2.0", main: "lib/index.js" },
    },
  );
  const { findings } = await check(cwd);
  expect(findings.find(({ kind }) => kind === "unresolved-import")?.message).toBe(
    "index.js:1 of picker@1.0.0 imports @orchard/basket, but main of @orchard/basket leads to node_modules/@orchard/basket/lib/index.js, which is not in the bundle: the function fails to load.",
  );
});

test.each<[what: string, file: string, handler: string]>([
  ["in other case", "Index.js", "Index.handler"],
  ["in another folder", "dist/lib/index.mjs", "dist/lib/index.handler"],
])("a handler whose file is there %s", async (_what, file, meant) => {
  const code = file.endsWith(".mjs") ? "export const handler = 1;" : "exports.handler = 1;";
  const cwd = await orchard(
    { main: undefined },
    { [`packages/picker/${file}`]: code, "packages/picker/server.js": "" },
  );
  const { findings, hint } = await check(cwd, ["--handler", "index.handler"]);
  expect(findings.map(({ kind }) => kind)).toEqual(["handler-missing"]);
  expect(hint).toContain(`set the handler to ${meant}`);
  expect((await check(cwd, ["--handler", meant])).findings).toEqual([]);
});

test("a handler that files leaves out is packed as the hint says", async () => {
  const cwd = await orchard(
    { main: "server.js", files: ["server.js"] },
    {
      "packages/picker/server.js": "",
      "packages/picker/dist/index.js": "exports.handler = 1;",
      "packages/picker/run.sh": withMode(0o755, "#!/bin/sh\nexec node server.js\n"),
    },
  );
  const handler = (await check(cwd, ["--handler", "dist/index.handler"])).findings;
  expect(handler.find(({ kind }) => kind === "handler-missing")?.hint).toBe(
    "packages/picker/dist/index.js is not packed: add it to files in package.json, check that --exclude does not leave it out, and name it in the handler.",
  );
  const { findings } = await check(cwd, ["--handler", "run.sh"]);
  const script = findings.find(({ kind }) => kind === "handler-script");
  expect(script?.message).toBe(
    "run.sh of picker@1.0.0, the program that a wrapper starts for the handler run.sh, exists in the package, but is not packed.",
  );
  expect(script?.hint).toBe("Add run.sh to files in package.json, and check that --exclude does not leave it out.");
  await setManifest(cwd, { main: "server.js", files: ["server.js", "dist/index.js", "run.sh"] });
  expect((await check(cwd, ["--handler", "dist/index.handler"])).findings).toEqual([]);
  expect((await check(cwd, ["--handler", "run.sh"])).findings.map(({ kind }) => kind)).toEqual(["handler-provided"]);
});

test("a handler in TypeScript alone is to be compiled", async () => {
  const cwd = await orchard(
    { main: "server.js" },
    { "packages/picker/server.js": "", "packages/picker/src/index.ts": "" },
  );
  const { hint } = await check(cwd, ["--handler", "dist/index.handler"]);
  expect(hint).toBe("Lambda does not load src/index.ts: compile it, and name the output.");
});

test("a large peer is left out as the hint says", async () => {
  const cwd = await orchard(
    { dependencies: { trpc: "11.0.0" } },
    {
      "packages/picker/index.js": "require('trpc');",
      "node_modules/trpc/package.json": { name: "trpc", version: "11.0.0", peerDependencies: { typescript: ">=5" } },
      "node_modules/trpc/index.js": "",
      "node_modules/typescript/package.json": { name: "typescript", version: "5.8.3" },
      "node_modules/typescript/index.js": `"${"x".repeat(1_000_000)}"`,
    },
  );
  const { findings, hint } = await check(cwd);
  expect(findings.map(({ kind }) => kind)).toEqual(["unused-peer"]);
  const words = /--exclude-package \S+/u.exec(hint)?.[0].split(" ") ?? [];
  expect((await check(cwd, words)).findings.filter(({ kind }) => kind === "unused-peer")).toEqual([]);
});

test("without a handler and without a main file, little can be checked, and --handler helps", async () => {
  const cwd = await orchard({ main: undefined }, { "packages/picker/lib/app.js": "exports.handler = 1;" });
  const kinds = async (words: readonly string[]) => (await check(cwd, words)).findings.map(({ kind }) => kind);
  expect(await kinds([])).toEqual(["nothing-checked"]);
  expect(await kinds(["--handler", "lib/app.handler"])).toEqual([]);
});

test("a main file that is not there is one finding, and --handler helps", async () => {
  const cwd = await orchard({ main: "dist/bundle.js" }, { "packages/picker/lib/app.js": "exports.handler = 1;" });
  const kinds = async (words: readonly string[]) => (await check(cwd, words)).findings.map(({ kind }) => kind);
  expect(await kinds([])).toEqual(["main-missing"]);
  expect(await kinds(["--handler", "lib/app.handler"])).toEqual([]);
});

function importOf(specifier: string): string {
  return `import ${JSON.stringify(specifier)};`;
}

test.each<[what: string, specifier: string, file: string, hint: RegExp, fixed: string]>([
  ["without its extension", "./pad", "pad.js", /^Write the whole name with its extension: /u, "./pad.js"],
  ["by its folder", "./lib", "lib/index.js", /^Write the whole name with its extension: /u, "./lib/index.js"],
  ["in other case", "./Pad.js", "pad.js", /^Write the name as the file has it: /u, "./pad.js"],
])("a file that an ES module imports %s", async (...[, specifier, file, expected, fixed]) => {
  const cwd = await orchard(
    { type: "module" },
    { "packages/picker/index.js": importOf(specifier), [`packages/picker/${file}`]: "" },
  );
  const { message, hint } = await check(cwd);
  expect(message).toContain(`imports ${specifier}, but the bundle has only ${file}: `);
  expect(hint).toMatch(expected);
  await writeFile(join(cwd, "packages/picker/index.js"), importOf(fixed));
  expect((await check(cwd)).findings).toEqual([]);
});

test("a file that files leaves out is packed as the hint says", async () => {
  const manifest = { files: ["index.js"] };
  const cwd = await orchard(manifest, {
    "packages/picker/index.js": "require('./pad');",
    "packages/picker/pad.js": "",
  });
  const { message, hint } = await check(cwd);
  expect(message).toContain("imports ./pad, but packages/picker/pad.js is not packed: ");
  expect(hint).toBe("Check that neither files in package.json nor --exclude leaves it out.");
  await setManifest(cwd, { files: ["index.js", "pad.js"] });
  expect((await check(cwd)).findings).toEqual([]);
});

test("programs for other systems are left out by the rule that the hint writes", async () => {
  const mac = Buffer.from("cffaedfe0c00000100000000".padEnd(400, "0"), "hex");
  const cwd = await orchard(
    { dependencies: { "term-size": "2.1.0" } },
    {
      "packages/picker/index.js": "require('term-size');",
      "node_modules/term-size/package.json": { name: "term-size", version: "2.1.0" },
      "node_modules/term-size/index.js": "",
      "node_modules/term-size/vendor/macos/term-size": withMode(0o755, mac.toString("latin1")),
      "node_modules/term-size/vendor/macos/term-size.dylib": mac,
    },
  );
  const { findings, hint } = await check(cwd);
  expect(findings.map(({ kind }) => kind)).toEqual(["foreign-binaries"]);
  const rule = /leave them out in the settings: ("dependencies": .*)\.$/u.exec(hint)?.[1] ?? "";
  const lambdaPack: unknown = JSON.parse(`{${rule}}`);
  await setManifest(cwd, { dependencies: { "term-size": "2.1.0" }, lambdaPack });
  expect((await check(cwd)).findings).toEqual([]);
});
