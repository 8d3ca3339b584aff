import { link, pkg, tree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { describe, expect, test } from "vitest";
import { readWorkspace } from "../../src/index.ts";

const deep = { "package.json": { name: "orchard", workspaces: ["packages/**"] } };
const deepPnpm = { "package.json": { name: "orchard" }, "pnpm-workspace.yaml": "packages: ['packages/**']\n" };

/** The paths of all packages but the root, with their names. */
async function packagesOf(files: Tree): Promise<readonly string[]> {
  const { importers } = await readWorkspace(tree(files));
  return importers
    .filter(({ path }) => path !== "")
    .map(({ path, name }) => (name === undefined ? path : `${path} ${name}`));
}

/** What `dist/` of a package may hold, and nobody has installed. */
const parts: readonly (readonly [string, Tree])[] = [
  [
    "that says how its folder is loaded",
    { "cjs/package.json": { type: "commonjs" }, "esm/package.json": { type: "module" } },
  ],
  ["that a compiler copied", { "package.json": { name: "picker", version: "1.0.0", lambdaPack: {} } }],
  ["that a compiler copied deeper", { "src/package.json": { name: "picker", version: "0.9.0" } }],
  ["that is empty", { "package.json": {} }],
  ["that cannot be read", { "template/package.json": "{ {{fields}} }" }],
];

describe("a package.json below another package", () => {
  test.each(parts)("%s is a part of it", async (_case, dist) => {
    const files = { "packages/picker": pkg("picker", {}, { dist }) };
    expect(await packagesOf({ ...deep, ...files })).toEqual(["packages/picker picker"]);
    expect(await packagesOf({ ...deepPnpm, ...files })).toEqual(["packages/picker picker"]);
    // Globs of single levels reach it, too.
    const levels = ["packages/*", "packages/*/*", "packages/*/*/*"];
    const shallow = { "package.json": { name: "orchard", workspaces: levels } };
    expect(await packagesOf({ ...shallow, ...files })).toEqual(["packages/picker picker"]);
  });

  test("is a part of it even where it was there when the workspace was installed", async () => {
    const files = {
      "pnpm-lock.yaml":
        "lockfileVersion: '9.0'\n\nimporters:\n\n  .: {}\n\n  packages/picker: {}\n\n  packages/picker/dist: {}\n\n  packages/picker/dist/cjs: {}\n",
      "packages/picker": pkg(
        "picker",
        {},
        {
          "dist/package.json": { name: "picker", version: "1.0.0" },
          "dist/cjs/package.json": { type: "commonjs" },
        },
      ),
    };
    expect(await packagesOf({ ...deepPnpm, ...files })).toEqual(["packages/picker picker"]);
  });

  const nested = { "packages/picker": pkg("picker", {}, { "plugins/net": pkg("net"), "dist/gen": pkg("generated") }) };
  const real = ["packages/picker picker", "packages/picker/plugins/net net"];

  test.each<[string, Tree]>([
    [
      "pnpm-lock.yaml",
      {
        ...deepPnpm,
        "pnpm-lock.yaml":
          "lockfileVersion: '9.0'\n\nimporters:\n\n  .: {}\n\n  packages/picker: {}\n\n  packages/picker/plugins/net: {}\n",
      },
    ],
    [
      "package-lock.json",
      {
        ...deep,
        "package-lock.json": { packages: { "": {}, "packages/picker": {}, "packages/picker/plugins/net": {} } },
      },
    ],
    [
      "bun.lock",
      {
        ...deep,
        "bun.lock":
          '{\n  "lockfileVersion": 1,\n  "workspaces": {\n    "": {\n    },\n    "packages/picker/plugins/net": {\n    },\n  },\n}\n',
      },
    ],
    [
      "yarn.lock of Yarn 4",
      {
        ...deep,
        "yarn.lock":
          '__metadata:\n  version: 8\n\n"net@workspace:packages/picker/plugins/net":\n  resolution: "net@workspace:packages/picker/plugins/net"\n',
      },
    ],
    [
      "a link in the root's node_modules",
      { ...deep, "yarn.lock": "# yarn lockfile v1\n", "node_modules/net": link("../packages/picker/plugins/net") },
    ],
  ])("is a package if %s says so, and one that was written later is none", async (_case, files) => {
    expect(await packagesOf({ ...files, ...nested })).toEqual(real);
  });

  test("is a package if it has a lockfile of its own, as with pnpm's sharedWorkspaceLockfile: false", async () => {
    const lock = "lockfileVersion: '9.0'\n\nimporters:\n\n  .: {}\n";
    const net = pkg("net", {}, { "pnpm-lock.yaml": lock });
    const picker = pkg("picker", {}, { "plugins/net": net, "dist/gen": pkg("generated") });
    expect(await packagesOf({ ...deepPnpm, "pnpm-lock.yaml": lock, "packages/picker": picker })).toEqual(real);
  });

  test("is a package where nothing is installed that could say, if it has a name of its own", async () => {
    const files = { ...deep, ...nested };
    expect(await packagesOf(files)).toEqual([
      "packages/picker picker",
      "packages/picker/dist/gen generated",
      ...real.slice(1),
    ]);
  });

  test("is a package of Lerna's, which leaves no trace of it at the root", async () => {
    const files = { "lerna.json": { packages: ["packages/**"] }, "node_modules/ms/package.json": { name: "ms" } };
    expect(await packagesOf({ ...files, "packages/picker": pkg("picker", {}, { net: pkg("net") }) })).toEqual([
      "packages/picker picker",
      "packages/picker/net net",
    ]);
  });

  test("is a package without a name if it has dependencies that are installed", async () => {
    const net = { "package.json": { private: true, dependencies: { ms: "2" } }, "node_modules/ms": pkg("ms") };
    expect(await packagesOf({ ...deep, "yarn.lock": "", "packages/picker": pkg("picker", {}, { net }) })).toEqual([
      "packages/picker picker",
      "packages/picker/net",
    ]);
  });

  test("is a part of the nearest package, not of one farther up", async () => {
    const lock =
      "lockfileVersion: '9.0'\n\nimporters:\n\n  .: {}\n\n  packages/picker: {}\n\n  packages/picker/net: {}\n";
    const net = pkg("net", {}, { "dist/package.json": { name: "net" }, "lib/package.json": { name: "picker" } });
    const files = { ...deepPnpm, "pnpm-lock.yaml": lock, "packages/picker": pkg("picker", {}, { net }) };
    expect(await packagesOf(files)).toEqual(["packages/picker picker", "packages/picker/net net"]);
  });
});

test("pnpm finds no packages below bower_components, and others do", async () => {
  const files = { "packages/bower_components/jquery": pkg("jquery"), "packages/picker": pkg("picker") };
  expect(await packagesOf({ ...deepPnpm, ...files })).toEqual(["packages/picker picker"]);
  expect(await packagesOf({ ...deep, ...files })).toEqual([
    "packages/bower_components/jquery jquery",
    "packages/picker picker",
  ]);
});
