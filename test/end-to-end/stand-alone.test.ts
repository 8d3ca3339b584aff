import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { json } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { startRegistry } from "@lambda-pack/test-support/installs/registry";
import type { Registry } from "@lambda-pack/test-support/installs/registry";
import { runHandler } from "@lambda-pack/test-support/processes/run-handler";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installForTest } from "../../evidence/layouts/install.ts";
import type { Layout } from "../../evidence/layouts/layout.ts";
import type { JsonOutput } from "../../packages/lambda-pack/src/report/report.ts";
import { runCommand } from "../harness/run-command.ts";

/** The first time, the package manager itself is fetched. */
const timeout = 240_000;

function yarn4(linker: string): Pick<Layout, "tool" | "rootFiles" | "commands"> {
  return {
    tool: { release: "@yarnpkg/cli-dist-4.18.1", bin: "yarn" },
    rootFiles: () => ({ "yarn.lock": "", ".yarnrc.yml": `nodeLinker: ${linker}\n` }),
    commands: [["yarn", "install", "--no-immutable"]],
  };
}

/** All package managers, in a project with one package.json. */
const layouts: readonly Omit<Layout, "rootFields" | "differences">[] = [
  { name: "npm 11", tool: { release: "npm-11.19.1" }, commands: [["npm", "install"]] },
  { name: "Yarn 1", tool: { release: "yarn-1.22.22" }, commands: [["yarn", "install"]] },
  { name: "pnpm 10", tool: { release: "pnpm-10.34.8" }, commands: [["pnpm", "install"]] },
  { name: "Bun 1.4", tool: { release: "bun-1.4.5" }, commands: [["bun", "install"]] },
  { name: "Yarn 4, node-modules", ...yarn4("node-modules") },
  { name: "Yarn 4, pnpm", ...yarn4("pnpm") },
  { name: "Yarn 4, Plug'n'Play", ...yarn4("pnp") },
];

/** No name, no version, no workspace; knot needs an older rope. */
const manifest = json({ private: true, main: "main.js", dependencies: { knot: "1.0.0", rope: "2.0.0" } });

const project: Tree = {
  "package.json": manifest,
  "main.js": `
const { version } = require("rope/package.json");
exports.lambdaHandler = async () => ({ rope: version, "knot > rope": require("knot").rope });
`,
  "src/tools/tie.js": "",
};

const answer = { rope: "2.0.0", "knot > rope": "1.0.0" };

let registry: Registry;

/** By the name of the layout, so that a second try replaces the first. */
const zips = new Map<string, string>();

beforeAll(async () => {
  registry = await startRegistry([
    { name: "rope", version: "1.0.0" },
    { name: "rope", version: "2.0.0" },
    {
      name: "knot",
      version: "1.0.0",
      fields: { dependencies: { rope: "^1.0.0" } },
      files: { "index.js": 'exports.rope = require("rope/package.json").version;\n' },
    },
  ]);
}, timeout);

afterAll(async () => {
  await registry.stop();
}, timeout);

async function installed(layout: (typeof layouts)[number], tree: Tree): Promise<string> {
  return installForTest({ rootFields: {}, differences: [], ...layout }, tree, registry.url);
}

describe.each(layouts)("a project that $name installs", (layout) => {
  test("is packed from inside, without a name or a workspace, and runs", { timeout }, async () => {
    const root = await installed(layout, project);
    const { exitCode, stdout, stderr } = await runCommand(["--strict", "--json"], path.join(root, "src", "tools"));
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const { packs } = JSON.parse(stdout) as JsonOutput;
    expect(packs).toMatchObject([{ target: { name: "root", path: "." }, sizes: { packages: 4, files: 7 } }]);
    const staged = path.join(root, ".lambda-pack", "root");
    expect(await runHandler(path.join(staged, "main.js"))).toEqual(answer);

    // Yarn 4 writes itself into package.json. Apart from that, the bytes are those of every other package manager's install.
    await writeFile(path.join(root, "package.json"), manifest);
    expect((await runCommand([".", "--quiet"], root)).exitCode).toBe(0);
    zips.set(layout.name, await readFile(path.join(root, ".lambda-pack", "root.zip"), "base64"));
    expect(new Set(zips.values()).size).toBe(1);
  });
});

test.each(layouts.filter(({ name }) => !name.includes("Plug'n'Play")))(
  "its lockfile is held against what is installed: $name",
  { timeout },
  async (layout) => {
    const root = await installed(layout, project);
    await writeFile(path.join(root, "node_modules/knot/package.json"), json({ name: "knot", version: "1.0.9" }));
    const { exitCode, stderr } = await runCommand(["--strict"], root);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("locks 1.0.0. (stale-install)");
  },
);

test("in the directory of a workspace, it stands beside its packages", { timeout }, async () => {
  const [layout = fail()] = layouts;
  const top = await installed(layout, project);
  const orchard = path.dirname(top);
  await writeFile(
    path.join(orchard, "package.json"),
    json({ name: "orchard", private: true, workspaces: ["packages/*"] }),
  );
  for (const [argv, cwd] of [[["root"], orchard] as const, [[], top] as const, [["."], top] as const]) {
    const { exitCode, stdout } = await runCommand([...argv, "--dry-run"], cwd);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Dry run of root 0\.0\.0 for/u);
  }
  // The root itself is packed by a dot.
  expect((await runCommand([".", "--dry-run"], orchard)).stdout).toMatch(/^Dry run of orchard 0\.0\.0 for/u);
});

function fail(): never {
  throw new Error("There is no layout");
}
