import { expect, test } from "vitest";
import { tree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { exitCodes } from "../src/cli/io.ts";
import { main } from "../src/cli/main.ts";
import { fakeIo } from "./cli/fake-io.ts";

/** Far more than any function that calls itself bears. */
const DEPTH = 60_000;

function nested(open: string, close: string, depth = DEPTH): string {
  return `${open.repeat(depth)}1${close.repeat(depth)}`;
}

const deepObject = nested('{"a":', "}");

/** A workspace whose package `keeper` depends on `lamp`; both are installed. */
function lighthouse(files: Tree): string {
  return tree({
    "package.json": { name: "lighthouse", private: true, workspaces: ["packages/*"] },
    ...(Object.keys(files).some((name) => /^(?:yarn|bun|pnpm-lock|\.pnp)/u.test(name))
      ? {}
      : { "package-lock.json": '{ "lockfileVersion": 3, "packages": {} }' }),
    "packages/keeper/package.json": { name: "keeper", version: "1.0.0", dependencies: { lamp: "^1.0.0" } },
    "packages/keeper/index.js": "exports.handler = async () => require('lamp');",
    "node_modules/lamp/package.json": { name: "lamp", version: "1.0.0" },
    "node_modules/lamp/index.js": "",
    ...files,
  });
}

async function run(argv: readonly string[], cwd: string) {
  const io = fakeIo({ cwd });
  const code = await main(argv, io);
  return { code, out: io.out(), err: io.err() };
}

const commands = [
  ["keeper", "--dry-run"],
  ["keeper", "--no-stage", "--out", "keeper.zip"],
  ["check", "keeper"],
  ["list", "keeper"],
  ["report", "keeper"],
] as const;

test.each<readonly [file: string, content: string]>([
  ["package.json", `{"name":"lighthouse","workspaces":["packages/*"],"a":${deepObject}}`],
  ["packages/keeper/package.json", `{"name":"keeper","version":"1.0.0","exports":${deepObject}}`],
  ["packages/keeper/package.json", `{"name":"keeper","version":"1.0.0","lambdaPack":${deepObject}}`],
  ["node_modules/lamp/package.json", `{"name":"lamp","version":"1.0.0","exports":${deepObject}}`],
  ["package-lock.json", `{"lockfileVersion":3,"packages":${deepObject}}`],
  ["bun.lock", `{"lockfileVersion":1,"packages":${nested("[", "]", 20_000)}}`],
  ["yarn.lock", `__metadata:\n  version: 8\na: ${nested("[", "]")}\n`],
  ["pnpm-lock.yaml", `lockfileVersion: '9.0'\nimporters: ${nested("[", "]")}\n`],
  ["pnpm-workspace.yaml", `packages: ${nested("[", "]")}\n`],
  [".pnp.data.json", `{"packageRegistryData":${nested("[", "]")}}`],
  ["lambda-pack.config.json", `{"runtime":${deepObject}}`],
  ["lerna.json", `{"packages":${deepObject}}`],
])("%s that is nested without end ends every command with one line that names it", async (file, content) => {
  const plugAndPlay: Tree =
    file === ".pnp.data.json" ? { ".pnp.cjs": "", "yarn.lock": "__metadata:\n  version: 8\n" } : {};
  const cwd = lighthouse({ ...plugAndPlay, [file]: content });
  for (const argv of commands) {
    const { code, err } = await run(argv, cwd);
    const isExpected = code === exitCodes.failed || code === exitCodes.usage;
    expect({ argv, isExpected, lines: err.trimEnd().split("\n").length }).toEqual({ argv, isExpected: true, lines: 1 });
    expect(err).toContain(file);
  }
});

test.each([
  ["templates", nested("`${", "}`", 2000)],
  ["brackets", nested("[", "]")],
  ["functions", nested("(function () { return ", "})")],
  ["members", `require("path")${".b".repeat(DEPTH)}`],
])("code of %s that is nested without end is packed, and check says that it was not read", async (_, code) => {
  const cwd = lighthouse({ "packages/keeper/deep.js": code, "node_modules/lamp/index.js": code });
  for (const argv of commands) expect({ argv, ...(await run(argv, cwd)) }).toMatchObject({ argv, code: exitCodes.ok });
  const { out, err } = await run(["check", "keeper.zip", "--verbose"], cwd);
  expect(err).toBe("");
  expect(out).toContain("deep.js of keeper@1.0.0 is too deeply nested to be checked");
  expect(out).toContain("node_modules/lamp/index.js of lamp@1.0.0 is too deeply nested to be checked");
});

test("directories that are nested more than a thousand deep are packed and shown", async () => {
  const deep = `${"d/".repeat(1200)}leaf.js`;
  const cwd = lighthouse({ [`packages/keeper/${deep}`]: "", [`node_modules/lamp/${deep}`]: "" });
  const all = [
    ...commands,
    ["list", "keeper.zip", "--files"],
    ["check", "keeper.zip"],
    ["diff", "keeper.zip", "keeper.zip"],
  ];
  for (const argv of all)
    expect({ argv, ...(await run(argv, cwd)) }).toMatchObject({ argv, code: exitCodes.ok, err: "" });
});

test.each([
  ["as a file", "event.json", deepObject],
  ["as a file of lists", "event.json", nested("[", "]")],
])(
  "an event that is nested without end, given %s, reaches the function",
  async (_, file, content) => {
    const cwd = lighthouse({ [file]: content });
    const { code, err } = await run(["invoke", "keeper", "--handler", "index.handler", "--event", file], cwd);
    expect(err).toContain("REPORT RequestId");
    expect(code).toBe(exitCodes.ok);
  },
  60_000,
);
