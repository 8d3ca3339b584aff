import { readdir } from "node:fs/promises";
import path from "node:path";
import { makeTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { json } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { plainEnvironment } from "@lambda-pack/test-support/installs/tools";
import { runHandler } from "@lambda-pack/test-support/processes/run-handler";
import { unzipped } from "@lambda-pack/test-support/zips/unzipped";
import { execa } from "execa";
import { remove } from "fs-extra/esm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packTarball } from "../scripts/pack-tarball.ts";
import { install, runInstalled } from "../evidence/layouts/install.ts";
import type { Layout } from "../evidence/layouts/layout.ts";

const timeout = 240_000;

/** The strict ones: there, lambda-pack itself finds nothing but what its package.json declares. */
const layouts: readonly (Omit<Layout, "rootFields" | "differences"> & {
  readonly exec: readonly [string, ...string[]];
})[] = [
  {
    name: "pnpm 10",
    tool: { release: "pnpm-10.34.8" },
    rootFiles: () => ({ "pnpm-workspace.yaml": "packages: [packages/*]\nlinkWorkspacePackages: true\n" }),
    commands: [["pnpm", "install"]],
    exec: ["pnpm", "exec"],
  },
  {
    name: "Yarn 4, Plug'n'Play, where Yarn replaces functions of node:fs",
    tool: { release: "@yarnpkg/cli-dist-4.18.1", bin: "yarn" },
    rootFiles: () => ({ "yarn.lock": "" }),
    commands: [["yarn", "install", "--no-immutable"]],
    exec: ["yarn"],
  },
  {
    name: "Bun 1.4, isolated",
    tool: { release: "bun-1.4.5" },
    rootFiles: () => ({ "bunfig.toml": '[install]\nlinker = "isolated"\n' }),
    commands: [["bun", "install"]],
    exec: ["bun", "run"],
  },
];

function monorepo(tarball: string): Tree {
  return {
    "package.json": json({
      name: "harbour",
      private: true,
      workspaces: ["packages/*"],
      devDependencies: { "lambda-pack": `file:${tarball}` },
    }),
    "packages/database": {
      "package.json": json({
        name: "database",
        version: "1.0.0",
        main: "main.js",
        dependencies: { "@harbour/tides": "1.0.0", "left-pad": "1.3.0" },
      }),
      "main.js":
        'exports.lambdaHandler = async () => ({ tide: require("@harbour/tides"), pad: require("left-pad")("7", 2) });',
    },
    "packages/tides": {
      "package.json": json({ name: "@harbour/tides", version: "1.0.0" }),
      "index.js": 'module.exports = "high";',
    },
  };
}

let directory = "";
let tarball = "";
let registry = "";

beforeAll(async () => {
  directory = makeTemporaryDirectory();
  tarball = await packTarball(directory);
  const env = plainEnvironment();
  registry = (await execa("npm", ["config", "get", "registry"], { extendEnv: false, env })).stdout.trim();
}, timeout);

afterAll(() => remove(directory));

/** The machine's own way to its registry: proxies, certificates. */
function machineEnvironment(): Readonly<Record<string, string>> {
  const entries = Object.entries(plainEnvironment()).filter(([key]) => /proxy|cert|^ssl_/iu.test(key));
  return Object.fromEntries(entries.map(([key, value = ""]) => [key, value]));
}

test.each(layouts)("lambda-pack runs where it is installed with $name", { timeout }, async ({ exec, ...strict }) => {
  const outside = temporaryDirectory();
  const layout: Layout = { ...strict, rootFields: {}, differences: [], env: machineEnvironment };
  const places = { registry, outside };
  const root = await install(layout, monorepo(tarball), places);
  await runInstalled(layout, places, [...exec, "lambda-pack", "database"]);

  const zip = path.join(root, ".lambda-pack", "database.zip");
  const answer = { tide: "high", pad: " 7" };
  expect(await runHandler(path.join(await unzipped(zip), "main.js"), "lambdaHandler")).toEqual(answer);

  await runInstalled(layout, places, [...exec, "lambda-pack", "database", "--trim=reachable"]);
  const trimmed = await unzipped(zip);
  expect(await runHandler(path.join(trimmed, "main.js"), "lambdaHandler")).toEqual(answer);
  expect((await readdir(path.join(trimmed, "node_modules", "left-pad"))).toSorted()).toEqual([
    "COPYING",
    "index.js",
    "package.json",
  ]);
});
