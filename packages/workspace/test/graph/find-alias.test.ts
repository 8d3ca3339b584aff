import { join } from "node:path";
import { json, tree } from "@lambda-pack/test-support/disk/tree";
import { expect, test } from "vitest";
import { openGraphReader, readWorkspace } from "../../src/index.ts";

/** What explains a specifier in packages/picker of a workspace with these files. */
async function explain(files: Readonly<Record<string, string>>, specifier: string): Promise<string | undefined> {
  const root = tree({
    "package.json": json({ private: true, workspaces: ["packages/*"] }),
    "yarn.lock": "# yarn lockfile v1\n",
    "packages/picker/package.json": json({ name: "picker" }),
    ...files,
  });
  const { findAlias } = openGraphReader(await readWorkspace(root));
  return findAlias([join(root, "packages/picker"), root], specifier);
}

const paths = `{
  // comments and a comma at the end, as TypeScript allows
  "compilerOptions": { "paths": { "@app/*": ["./src/*"], "config": ["./config.ts"], /* any */ "*": ["types/*"] }, },
}`;

test.each([
  ["@app/db", "packages/picker/tsconfig.json"],
  ["config", "packages/picker/tsconfig.json"],
  ["config/more", undefined],
  ["left-pad", undefined],
])("paths of a tsconfig.json explain %s: %s", async (specifier, expected) => {
  expect(await explain({ "packages/picker/tsconfig.json": paths }, specifier)).toBe(expected);
});

test("what a tsconfig.json extends counts, and a circle of them ends", async () => {
  const files = {
    "packages/picker/tsconfig.json": json({ extends: "../../config/base" }),
    "config/base.json": json({ extends: ["../packages/picker/tsconfig.json", "./paths.json"] }),
    "config/paths.json": paths,
  };
  expect(await explain(files, "@app/db")).toBe("packages/picker/tsconfig.json");
  expect(await explain(files, "left-pad")).toBeUndefined();
});

test("the root's settings count after the package's", async () => {
  expect(await explain({ "tsconfig.base.json": paths }, "@app/db")).toBe("tsconfig.base.json");
  const both = { "tsconfig.base.json": paths, "packages/picker/jsconfig.json": paths };
  expect(await explain(both, "@app/db")).toBe("packages/picker/jsconfig.json");
});

test("a base directory explains what lies in it", async () => {
  const files = {
    "packages/picker/tsconfig.json": json({ compilerOptions: { baseUrl: "src" } }),
    "packages/picker/src/db/index.ts": "",
  };
  expect(await explain(files, "db")).toBe("packages/picker/tsconfig.json");
  expect(await explain(files, "pad")).toBeUndefined();
});

test.each([
  ["jest.config.js", "module.exports = { moduleNameMapper: { '^@lib/(.*)$': '<rootDir>/lib/$1' } }"],
  ["vite.config.mts", 'export default { resolve: { alias: { "@lib": "/lib" } } }'],
  [".babelrc", '{ "plugins": [["module-resolver", { "alias": { "@lib": "./lib" } }]] }'],
])("aliases in %s are found in its text", async (name, text) => {
  expect(await explain({ [`packages/picker/${name}`]: text }, "@lib/pad")).toBe(`packages/picker/${name}`);
  expect(await explain({ [`packages/picker/${name}`]: text }, "left-pad")).toBeUndefined();
});

test("what is no JSON explains nothing", async () => {
  expect(await explain({ "packages/picker/tsconfig.json": "{" }, "@app/db")).toBeUndefined();
});

test.each([
  [{ jest: { moduleNameMapper: { "^@lib/(.*)$": "<rootDir>/lib/$1", "(": "" } } }, "packages/picker/package.json"],
  [{ _moduleAliases: { "@lib": "lib" } }, "packages/picker/package.json"],
  [{ dependencies: { "@lib/pad": "1.0.0" }, keywords: ["alias"] }, undefined],
])("settings in package.json: %j", async (fields, expected) => {
  const files = { "packages/picker/package.json": json({ name: "picker", ...fields }) };
  expect(await explain(files, "@lib/pad")).toBe(expected);
});
