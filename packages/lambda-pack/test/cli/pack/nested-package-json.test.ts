import { readdirSync } from "node:fs";
import { join } from "node:path";
import { link, pkg, tree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { describe, expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { fakeIo } from "../fake-io.ts";

/** Dual builds, copies that compilers wrote, and a plugin that is a package of the workspace. */
const packages: Tree = {
  "packages/basket": pkg(
    "@orchard/basket@1.0.0",
    { exports: "./dist/cjs/index.js" },
    {
      "dist/cjs": { "package.json": { type: "commonjs" }, "index.js": "exports.x = 1;" },
      "dist/esm/index.js": "export const x = 1;",
    },
  ),
  "packages/picker": pkg(
    "picker@1.0.0",
    { main: "dist/src/index.js", dependencies: { "@orchard/basket": "1.0.0" } },
    {
      "dist/package.json": { name: "picker", version: "1.0.0", dependencies: { "@orchard/basket": "1.0.0" } },
      "dist/src/index.js": "exports.handler = async () => require('@orchard/basket').x;",
      "plugins/net": pkg("net@1.0.0", {}, { "index.js": "" }),
    },
  ),
};

const content = [
  "dist/package.json",
  "dist/src/index.js",
  "node_modules/@orchard/basket/dist/cjs/index.js",
  "node_modules/@orchard/basket/dist/cjs/package.json",
  "node_modules/@orchard/basket/dist/esm/index.js",
  "node_modules/@orchard/basket/package.json",
  "package.json",
];

const workspaces = { "package.json": { name: "orchard", private: true, workspaces: ["packages/**"] } };
const atRoot = {
  "node_modules/@orchard/basket": link("../../packages/basket"),
  "node_modules/picker": link("../packages/picker"),
  "node_modules/net": link("../packages/picker/plugins/net"),
};

const managers: readonly (readonly [string, Tree])[] = [
  [
    "pnpm",
    {
      "package.json": { name: "orchard" },
      "pnpm-workspace.yaml": "packages: ['packages/**']\n",
      "pnpm-lock.yaml":
        "lockfileVersion: '9.0'\n\nimporters:\n\n  .: {}\n\n  packages/basket: {}\n\n  packages/basket/dist/cjs: {}\n\n  packages/picker: {}\n\n  packages/picker/plugins/net: {}\n",
      "packages/picker/node_modules/@orchard/basket": link("../../../basket"),
    },
  ],
  ["Yarn 1", { ...workspaces, ...atRoot, "yarn.lock": "# yarn lockfile v1\n" }],
  [
    "npm",
    {
      ...workspaces,
      ...atRoot,
      "package-lock.json": {
        lockfileVersion: 3,
        packages: { "": {}, "packages/basket": {}, "packages/picker": {}, "packages/picker/plugins/net": {} },
      },
    },
  ],
];

describe.each(managers)("as %s installs it", (_manager, installed) => {
  test.each(["picker", "packages/picker", "pick*"])(
    "%s is packed with all of its files, and so is its sibling",
    async (name) => {
      const root = tree({ ...packages, ...installed });
      const io = fakeIo({ cwd: root });
      expect(await main([name, "--strict", "--no-zip", "--quiet"], io)).toBe(0);
      const staged = readdirSync(join(root, ".lambda-pack/picker"), { recursive: true, withFileTypes: true });
      const files = staged
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name: file }) => join(parentPath, file));
      expect(files.map((file) => file.slice(join(root, ".lambda-pack/picker/").length)).toSorted()).toEqual(content);
    },
  );

  test.each(["packages/picker/dist", "packages/basket/dist/cjs"])("%s is no package", async (name) => {
    const io = fakeIo({ cwd: tree({ ...packages, ...installed }) });
    expect(await main([name], io)).toBe(1);
    expect(io.err()).toMatch(/is a part of the package in packages\/\w+, not a package of its own\. It lies in /u);
  });

  test("the plugin stays a package of its own", async () => {
    const io = fakeIo({ cwd: tree({ ...packages, ...installed }) });
    expect(await main(["net", "--dry-run"], io)).toBe(0);
    expect(io.out()).toMatch(/^Dry run of net 1\.0\.0/u);
  });
});
