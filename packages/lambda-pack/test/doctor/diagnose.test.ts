import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { diagnose } from "../../src/doctor/diagnose.ts";
import { botland } from "../botland.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";

const { tool, host } = fakeIo();

async function diagnosed(cwd: string, changed: Partial<ReturnType<typeof host>> = {}) {
  return diagnose({ cwd, tool: tool(), host: { ...host(), ...changed }, leftSandboxes: [] });
}

async function problemsOf(files: Tree) {
  const { problems } = await diagnosed(await botland(files));
  return problems.map(({ severity, message }) => `${severity}: ${message}`);
}

test("a workspace that can be packed has no problems, and nothing is written", async () => {
  const cwd = await botland({
    "package.json": { name: "botland", workspaces: ["packages/*"], packageManager: "yarn@1.22.22" },
  });
  const before = await readdir(cwd, { recursive: true });
  const { workspace, ...rest } = await diagnosed(`${cwd}/packages/database`, { home: cwd });
  expect(rest).toEqual({
    schemaVersion: 2,
    tool: { version: "1.2.3", installedIn: "~/tools/lambda-pack" },
    machine: { node: "22.11.0", zlib: "1.3.0", platform: "linux", arch: "x64", release: "6.1.0" },
    problems: [],
  });
  expect(workspace).toMatchObject({
    root: "~",
    rootMarks: ["workspaces in package.json"],
    packages: 3,
    packable: 2,
    packageManager: {
      name: "yarn-classic",
      recognizedBy: "locked",
      declared: "yarn@1.22.22",
      declaredIn: "package.json",
    },
    layout: "hoisted",
    installed: { hoisted: 1, missing: 0 },
    lockfiles: [{ name: "yarn.lock", format: "1", used: true, readable: true }],
  });
  expect(await readdir(cwd, { recursive: true })).toEqual(before);
});

test("outside any package there is one error, and the rest is still reported", async () => {
  const { workspace, machine, problems } = await diagnosed(tree({ "readme.txt": "" }));
  expect(workspace).toBeUndefined();
  expect(machine.node).toBe("22.11.0");
  expect(problems).toMatchObject([
    { severity: "error", message: expect.stringContaining("There is no package.json at or above") },
  ]);
});

test.each<[string, Tree, readonly string[]]>([
  [
    "a dependency that is missing",
    {
      "packages/mailer/package.json": { name: "@botland/mailer", dependencies: { postman: "1.0.0" } },
    },
    ["warning: 1 of the 2 declared dependencies is not installed."],
  ],
  [
    "a lockfile of another package manager",
    { "package-lock.json": { lockfileVersion: 3 } },
    ["warning: There are several lockfiles: yarn.lock is used, package-lock.json is not."],
  ],
  [
    "another package manager declared",
    { "package.json": { name: "botland", workspaces: ["packages/*"], packageManager: "pnpm@10.1.0" } },
    ["warning: packageManager in package.json declares pnpm@10.1.0, but the workspace shows traces of Yarn 1."],
  ],
  [
    "another package manager declared by lerna.json",
    { "lerna.json": { version: "1.0.0", npmClient: "npm", useWorkspaces: true, packages: "packages/*" } },
    ["warning: npmClient in lerna.json declares npm, but the workspace shows traces of Yarn 1."],
  ],
  [
    "Yarn declared without a version, which is no problem,",
    {
      "package.json": { name: "botland", workspaces: ["packages/*"], packageManager: "yarn" },
      "yarn.lock": "__metadata:\n  version: 8\n",
    },
    [],
  ],
  [
    "an unknown package manager declared",
    { "package.json": { name: "botland", workspaces: ["packages/*"], packageManager: "deno@2.0.0" } },
    ["warning: packageManager in package.json declares deno@2.0.0, which is not supported; Yarn 1 is assumed."],
  ],
  [
    "a directory that others are linked to is not built",
    {
      "pnpm-workspace.yaml": "packages: ['packages/*']",
      "package.json": { name: "botland" },
      "packages/mailer/package.json": { name: "@botland/mailer", publishConfig: { directory: "dist" } },
      "packages/clerk/package.json": { name: "clerk", dependencies: { "@botland/mailer": "workspace:*" } },
    },
    [
      "warning: packages/mailer/dist, which other packages are linked to by publishConfig.directory, has no package.json.",
      "warning: pnpm, which installed the packages, does not use yarn.lock.",
    ],
  ],
  [
    "a root whose name no package can have",
    { "package.json": { name: "@slack", workspaces: ["packages/*"] } },
    ['warning: The package in . has the name "@slack", which is not a valid package name.'],
  ],
  [
    "settings that are wrong",
    { "packages/mailer/package.json": { name: "@botland/mailer", lambdaPack: { arch: "mips" } } },
    ['warning: A setting is wrong: in packages/mailer/package.json, lambdaPack.arch must be x64 or arm64, not "mips".'],
  ],
  [
    "a config file that is wrong, once",
    { "lambda-pack.config.json": { arch: "mips" } },
    ['error: A setting is wrong: in lambda-pack.config.json, arch must be x64 or arm64, not "mips".'],
  ],
  [
    "a package.json that is broken",
    { "packages/mailer/package.json": "{" },
    ["warning: ./packages/mailer/package.json:1:2 is not valid JSON: it ends unexpectedly."],
  ],
  [
    "a name that two packages have",
    { "packages/other/package.json": { name: "@botland/mailer" } },
    ["warning: Several packages of the workspace are named @botland/mailer: packages/mailer, packages/other."],
  ],
  [
    "a lockfile that is broken",
    { "yarn.lock": "# yarn lockfile v1\n\nms@^2:\nbroken" },
    ["error: ./yarn.lock:5 cannot be read: it is not in the format of Yarn 1."],
  ],
  [
    "what is left of a pack that was killed",
    { ".lambda-pack/.lambda-pack-Ab12cd/archive": "" },
    ["warning: A killed pack has left files behind: .lambda-pack/.lambda-pack-Ab12cd."],
  ],
])("%s is reported", async (_, files, expected) => {
  expect(await problemsOf(files)).toEqual(expected);
});

test("a workspace where nothing is installed cannot be packed", async () => {
  const cwd = tree({
    "package.json": { name: "botland", workspaces: ["packages/*"] },
    "packages/database/package.json": { name: "database", dependencies: { knex: "1.0.0", ms: "2.0.0" } },
  });
  expect((await diagnosed(cwd)).problems).toEqual([
    {
      severity: "error",
      message: "None of the 2 declared dependencies is installed.",
      hint: "Run 'npm install'.",
    },
  ]);
});

test("Bun's binary lockfile is reported once", async () => {
  const cwd = tree({
    "package.json": { name: "botland", workspaces: ["packages/*"] },
    "bun.lockb": "#!/usr/bin/env bun\n",
    "packages/database/package.json": { name: "database", dependencies: { ms: "2.0.0" } },
    "node_modules/ms/package.json": { name: "ms", version: "2.0.0" },
  });
  const { workspace, problems } = await diagnosed(cwd);
  expect(workspace?.lockfiles).toEqual([{ name: "bun.lockb", used: true, readable: false }]);
  expect(problems).toMatchObject([
    { severity: "error", message: expect.stringMatching(/^\.\/bun\.lockb is a lockfile/u) },
  ]);
});

test("a Node.js that is too old is reported first", async () => {
  const { problems } = await diagnosed(await botland({ "package-lock.json": {} }), {
    versions: { node: "18.20.0", zlib: "1.3.0" },
  });
  expect(problems.map(({ severity }) => severity)).toEqual(["error", "warning"]);
  expect(problems[0]?.message).toBe("lambda-pack requires Node.js >=20.19.0, but runs on 18.20.0.");
});

test("no text names the user", async () => {
  const cwd = await botland({
    "packages/mailer/package.json": "{",
    "yarn.lock": "# yarn lockfile v1\n\nms@^2:\nbroken",
  });
  const parent = cwd.slice(0, cwd.lastIndexOf("/"));
  const text = JSON.stringify(await diagnosed(cwd, { home: parent, toolDir: `${parent}/tools` }));
  expect(text).not.toContain(parent);
  expect(text).toContain("./yarn.lock");
});
