import { execFileSync } from "node:child_process";
import path from "node:path";
import { json, link, pkg, tree } from "@lambda-pack/test-support/disk/tree";
import type { Fields, Tree } from "@lambda-pack/test-support/disk/tree";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { buildCommand } from "./harness/build-command.ts";

/** Every one of these ends in a fraction of it. */
const TIMEOUT = 20_000;

/** Names that are matched in very many ways by a pattern of the same letters. */
const long = "a".repeat(200);

const manyStars = `${"*a".repeat(20)}*b`;
const manyGlobstars = `${"**/a/".repeat(20)}b`;
const repeats = "+(a|aa|aaa)*(a|aa)+(a|aaa)b";
const plus = "*(*(*(*(a))))b";

const files: Tree = {
  "index.js": "exports.handler = async () => {};\n",
  [`${long}.txt`]: "",
  [long]: "",
  [`${"a/".repeat(60)}a.txt`]: "",
};

function zoo(app: Fields = {}, nodes: Tree = {}, root: Fields = {}): string {
  return tree({
    "package.json": json({ name: "zoo", private: true, workspaces: ["packages/*"], ...root }),
    "packages/app": pkg("app@1.0.0", app, files),
    [`packages/${long}`]: pkg(`@zoo/${long}@1.0.0`),
    ...nodes,
  });
}

interface Ended {
  readonly exitCode: number | undefined;
  readonly stderr: string;
}

/** Runs the command in a child that is killed when it takes too long, and fails then. */
async function run(cwd: string, argv: readonly string[]): Promise<Ended> {
  const { exitCode, stderr, timedOut } = await execa(process.execPath, [await buildCommand(), ...argv], {
    cwd,
    timeout: TIMEOUT,
    killSignal: "SIGKILL",
    reject: false,
    stdin: "ignore",
  });
  expect([argv, timedOut]).toEqual([argv, false]);
  return { exitCode, stderr };
}

function mkfifo(root: string, file: string): void {
  execFileSync("mkfifo", [path.join(root, file)]);
}

describe.each([manyStars, manyGlobstars, repeats, plus])("the pattern %s", (pattern) => {
  test.each([
    ["files", { files: [pattern, "index.js"] }],
    ["files, negated", { files: ["index.js", `!${pattern}`] }],
    ["include", { lambdaPack: { include: [pattern] } }],
    ["exclude", { lambdaPack: { exclude: [pattern] } }],
    [
      "excludePackages",
      { lambdaPack: { excludePackages: [pattern, `@zoo/${pattern}`] }, dependencies: { [long]: "1" } },
    ],
    ["onlyPackages", { lambdaPack: { onlyPackages: [pattern] }, dependencies: { [long]: "1" } }],
    [
      "rules of dependencies",
      { lambdaPack: { dependencies: { [long]: { exclude: [pattern] } } }, dependencies: { [long]: "1" } },
    ],
  ])("ends in %s", async (_, app) => {
    const root = zoo(app, { [`node_modules/${long}`]: pkg(`${long}@1.0.0`, {}, files) });
    expect(await run(root, ["app", "--dry-run"])).toMatchObject({ exitCode: 0 });
  });

  test("ends in .npmignore, at the top and below", async () => {
    const root = zoo({}, { "packages/app/.npmignore": `${pattern}\n`, "packages/app/a/.npmignore": `x\n${pattern}\n` });
    expect((await run(root, ["app", "--dry-run"])).exitCode).toBe(0);
  });

  test.each<readonly [string, Tree, Fields]>([
    ["workspaces", {}, { workspaces: ["packages/*", `packages/${pattern}`] }],
    [
      "workspaces of Yarn 4",
      { "yarn.lock": "__metadata:\n  version: 8\n" },
      { workspaces: ["packages/*", `packages/${pattern}`] },
    ],
    [
      "pnpm-workspace.yaml",
      { "pnpm-workspace.yaml": json({ packages: ["packages/*", `packages/${pattern}`] }) },
      { workspaces: undefined },
    ],
    [
      "lerna.json",
      { "lerna.json": json({ packages: ["packages/*", `packages/${pattern}`] }) },
      { workspaces: undefined },
    ],
    ["workspaces, negated", {}, { workspaces: ["packages/*", `!packages/${pattern}`] }],
  ])("ends in %s", async (_, nodes, fields) => {
    expect((await run(zoo({}, nodes, fields), ["app", "--dry-run"])).exitCode).toBe(0);
  });

  test("ends as an argument, and in options", async () => {
    const root = zoo();
    expect((await run(root, [pattern, "--dry-run"])).exitCode).toBe(1);
    expect((await run(root, ["app", "--dry-run", "--include", pattern, "--exclude-package", pattern])).exitCode).toBe(
      0,
    );
  });
});

describe.each([
  ["{1..99999999}", "stands for more than 1,000 patterns"],
  ["{a,b}".repeat(30), "stands for more than 1,000 patterns"],
  [`{${"a,".repeat(2000)}b}`, "stands for more than 1,000 patterns"],
  [`${"{a,".repeat(30)}b${"}".repeat(30)}`, "has more than 20 brackets in one another"],
  ["*".repeat(20_000), "has 20,000 characters, and may have 10,000"],
])("the pattern %.20s… is refused in one line that says why", (pattern, fault) => {
  /** The one line, without which the test fails. */
  async function lineOf(root: string, argv: readonly string[]): Promise<string> {
    const { exitCode, stderr } = await run(root, argv);
    expect([exitCode === 1 || exitCode === 2, stderr.trim().split("\n").length]).toEqual([true, 1]);
    expect(stderr).toContain(fault);
    return stderr;
  }

  test("in workspaces, with the file", async () => {
    const workspaces = ["packages/*", pattern];
    const root = zoo({}, {}, { workspaces });
    expect(await lineOf(root, ["app", "--dry-run"])).toContain(`${root}/package.json is invalid`);
    const pnpm = zoo({}, { "pnpm-workspace.yaml": json({ packages: workspaces }) }, { workspaces: undefined });
    expect(await lineOf(pnpm, ["app", "--dry-run"])).toContain(`${pnpm}/pnpm-workspace.yaml is invalid`);
    const lerna = zoo({}, { "lerna.json": json({ packages: workspaces }) }, { workspaces: undefined });
    expect(await lineOf(lerna, ["app", "--dry-run"])).toContain(`${lerna}/lerna.json is invalid`);
  });

  test("in files, .npmignore, settings and arguments", async () => {
    expect(await lineOf(zoo({ files: [pattern] }), ["app", "--dry-run"])).toContain("packages/app/package.json");
    expect(await lineOf(zoo({}, { "packages/app/.npmignore": `${pattern}\n` }), ["app", "--dry-run"])).toContain(
      ".npmignore",
    );
    expect(await lineOf(zoo({ lambdaPack: { include: [pattern] } }), ["app", "--dry-run"])).toContain(
      "lambdaPack.include",
    );
    expect(await lineOf(zoo(), ["app", "--dry-run", "--exclude", pattern])).toContain("--exclude");
    expect(await lineOf(zoo(), [pattern, "--dry-run"])).toContain("The name");
  });
});

describe("what is no regular file", () => {
  const readable = [
    "package.json",
    "yarn.lock",
    "package-lock.json",
    "pnpm-lock.yaml",
    "bun.lock",
    "pnpm-workspace.yaml",
    "lerna.json",
    "lambda-pack.config.json",
    "lambda-pack.config.mjs",
    ".pnp.cjs",
    ".pnp.data.json",
    "packages/app/.npmignore",
    "packages/app/package.json",
  ];

  test.each(readable)("a pipe in place of %s ends the run", async (file) => {
    const root = zoo();
    execFileSync("rm", ["-f", path.join(root, file)]);
    mkfifo(root, file);
    const { exitCode, stderr } = await run(root, ["app", "--dry-run"]);
    expect([0, 1, 2]).toContain(exitCode);
    expect(stderr).not.toContain("    at ");
  });

  test.each(readable)("a link to an endless device in place of %s ends the run", async (file) => {
    const root = zoo();
    execFileSync("ln", ["-sf", "/dev/zero", path.join(root, file)]);
    const { exitCode, stderr } = await run(root, ["app", "--dry-run"]);
    expect([0, 1, 2]).toContain(exitCode);
    expect(stderr).not.toContain("    at ");
  });

  test("the line names the file, and what it is", async () => {
    const root = zoo({}, { "yarn.lock": link("/dev/zero") });
    expect(await run(root, ["app", "--dry-run"])).toEqual({
      exitCode: 1,
      stderr: `lambda-pack: ${root}/yarn.lock cannot be read: it is a device, not a regular file. Remove it, or put the file there that belongs there.`,
    });
    const piped = zoo();
    mkfifo(piped, "packages/app/.npmignore");
    const { stderr } = await run(piped, ["app", "--dry-run"]);
    expect(stderr).toContain("packages/app/.npmignore cannot be read: it is a named pipe, not a regular file.");
  });

  test("the line names the size and the limit of a file that is too large", async () => {
    const root = zoo();
    execFileSync("truncate", ["--size", "300000000", path.join(root, "yarn.lock")]);
    const { exitCode, stderr } = await run(root, ["app", "--dry-run"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`${root}/yarn.lock cannot be read: it has 300,000,000 bytes, and may have 134,217,728.`);
  });

  test("events, zips and directories that are pipes or devices end the run", async () => {
    const root = zoo({}, { endless: link("/dev/zero") });
    mkfifo(root, "pipe");
    mkfifo(root, "pipe.zip");
    for (const file of ["pipe", "endless"]) {
      expect((await run(root, ["invoke", "app", "--event", file])).stderr).toContain("not a regular file");
      expect((await run(root, ["list", "--cwd", file])).exitCode).toBe(2);
      expect((await run(root, ["list", file])).exitCode).toBe(1);
    }
    for (const command of ["list", "check", "report", "invoke"]) {
      expect((await run(root, [command, "pipe.zip"])).stderr).toContain("not a file");
    }
  });

  test("a pipe in place of an earlier bundle's index ends the run", async () => {
    const root = zoo();
    expect((await run(root, ["app"])).exitCode).toBe(0);
    execFileSync("rm", [path.join(root, ".lambda-pack/app.zip.packindex")]);
    mkfifo(root, ".lambda-pack/app.zip.packindex");
    expect([0, 1]).toContain((await run(root, ["app"])).exitCode);
  });
});
