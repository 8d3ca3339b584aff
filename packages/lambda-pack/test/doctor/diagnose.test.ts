import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { diagnose } from "../../src/doctor/diagnose.ts";
import { botland } from "../botland.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { tree } from "../tree.ts";

const { tool, host } = fakeIo();

async function diagnosed(cwd: string, changed: Partial<ReturnType<typeof host>> = {}) {
  return diagnose({ cwd, tool: tool(), host: { ...host(), ...changed } });
}

async function troublesOf(files: Readonly<Record<string, string | object>>) {
  const { troubles } = await diagnosed(await botland(files));
  return troubles.map(({ severity, message }) => `${severity}: ${message}`);
}

test("a workspace that can be packed has no troubles, and nothing is written", async () => {
  const cwd = await botland({
    "package.json": { name: "botland", workspaces: ["packages/*"], packageManager: "yarn@1.22.22" },
  });
  const before = await readdir(cwd, { recursive: true });
  const { workspace, ...rest } = await diagnosed(`${cwd}/packages/database`, { home: cwd });
  expect(rest).toEqual({
    schemaVersion: 2,
    tool: { version: "1.2.3", installedIn: "~/tools/lambda-pack" },
    machine: { node: "22.11.0", zlib: "1.3.0", platform: "linux", arch: "x64", release: "6.1.0" },
    troubles: [],
  });
  expect(workspace).toMatchObject({
    root: "~",
    rootMarks: ["workspaces in package.json"],
    packages: 3,
    packable: 2,
    packageManager: { name: "yarn-classic", recognizedBy: "locked", declared: "yarn@1.22.22" },
    layout: "hoisted",
    installed: { hoisted: 1, missing: 0 },
    lockfiles: [{ name: "yarn.lock", format: "1", counts: true, readable: true }],
  });
  expect(await readdir(cwd, { recursive: true })).toEqual(before);
});

test("outside of a monorepo there is one error, and the rest is still told", async () => {
  const { workspace, machine, troubles } = await diagnosed(await tree({ "readme.txt": "" }));
  expect(workspace).toBeUndefined();
  expect(machine.node).toBe("22.11.0");
  expect(troubles).toMatchObject([{ severity: "error", message: expect.stringContaining("no monorepo") }]);
});

test.each<[string, Readonly<Record<string, string | object>>, readonly string[]]>([
  [
    "a dependency that is missing",
    {
      "packages/mailer/package.json": { name: "@botland/mailer", dependencies: { postman: "1.0.0" } },
    },
    ["warning: 1 of the 2 dependencies that packages declare are not installed."],
  ],
  [
    "a lockfile of another package manager",
    { "package-lock.json": { lockfileVersion: 3 } },
    ["warning: There are several lockfiles: yarn.lock counts, and package-lock.json does not."],
  ],
  [
    "another package manager asked for",
    { "package.json": { name: "botland", workspaces: ["packages/*"], packageManager: "pnpm@10.1.0" } },
    ["warning: pnpm@10.1.0 is asked for, but Yarn 1 has left its traces."],
  ],
  [
    "Yarn asked for without a version, which is no trouble,",
    {
      "package.json": { name: "botland", workspaces: ["packages/*"], packageManager: "yarn" },
      "yarn.lock": "__metadata:\n  version: 8\n",
    },
    [],
  ],
  [
    "an unknown package manager asked for",
    { "package.json": { name: "botland", workspaces: ["packages/*"], packageManager: "deno@2.0.0" } },
    ["warning: The package manager that is asked for, deno@2.0.0, is none that is known here; Yarn 1 is taken."],
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
    ["warning: Several packages of the workspace are named @botland/mailer."],
  ],
  [
    "a lockfile that is broken",
    { "yarn.lock": "# yarn lockfile v1\n\nms@^2:\nbroken" },
    ["error: ./yarn.lock:5 cannot be read: it is not in the format of Yarn 1."],
  ],
  [
    "what is left of a pack that was killed",
    { ".lambda-pack/.lambda-pack-Ab12cd/archive": "" },
    ["warning: There is what a pack leaves that is killed: .lambda-pack/.lambda-pack-Ab12cd."],
  ],
])("%s is told", async (_, files, expected) => {
  expect(await troublesOf(files)).toEqual(expected);
});

test("a workspace where nothing is installed cannot be packed", async () => {
  const cwd = await tree({
    "package.json": { name: "botland", workspaces: ["packages/*"] },
    "packages/database/package.json": { name: "database", dependencies: { knex: "1.0.0", ms: "2.0.0" } },
  });
  expect((await diagnosed(cwd)).troubles).toEqual([
    {
      severity: "error",
      message: "None of the 2 dependencies that packages declare is installed.",
      hint: "Run 'npm install'.",
    },
  ]);
});

test("a Node.js that is too old is told first", async () => {
  const { troubles } = await diagnosed(await botland({ "package-lock.json": {} }), {
    versions: { node: "18.20.0", zlib: "1.3.0" },
  });
  expect(troubles.map(({ severity }) => severity)).toEqual(["error", "warning"]);
  expect(troubles[0]?.message).toBe("Node.js 18.20.0 runs lambda-pack, which needs >=20.19.0.");
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
