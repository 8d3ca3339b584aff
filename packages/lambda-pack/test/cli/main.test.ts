import { access, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exitCodes } from "../../src/cli/io.ts";
import { main } from "../../src/cli/main.ts";
import type { JsonOutput } from "../../src/report/report.ts";
import { botland } from "../botland.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";
import { fakeIo } from "./fake-io.ts";
import type { FakeIoOptions } from "./fake-io.ts";

async function run(argv: readonly string[], options: FakeIoOptions = {}) {
  const io = fakeIo(options);
  const code = await main(argv, io);
  return { code, out: io.out(), err: io.err() };
}

function parseJson(text: string): JsonOutput {
  return JSON.parse(text);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

test.each([60, 80, 120])("the help fits into %d columns", async (columns) => {
  const { code, out, err } = await run(["--help"], { columns });
  expect([code, err]).toEqual([exitCodes.ok, ""]);
  expect(out.split("\n").filter((line) => line.length > columns)).toEqual([]);
  await expect(out).toMatchFileSnapshot(`help/snapshots/help-${columns}.txt`);
});

test("the version is that of the package", async () => {
  expect(await run(["--version"])).toEqual({ code: exitCodes.ok, out: "1.2.3\n", err: "" });
});

test("a usage error is one line on standard error, and exits with 2", async () => {
  expect(await run(["database", "--stric"])).toEqual({
    code: exitCodes.usage,
    out: "",
    err: "lambda-pack: Unknown option --stric (did you mean --strict?). Run lambda-pack --help for all options.\n",
  });
});

test("a command is asked for its own help in three ways", async () => {
  const long = await run(["list", "--help"], { columns: 80 });
  expect(long.out).toMatch(/^Usage: lambda-pack list \[package\|zip\] \[options\]\n/u);
  expect(await run(["--json", "list", "-h"], { columns: 80 })).toEqual(long);
  expect(await run(["help", "list"], { columns: 80 })).toEqual(long);
  expect(await run(["help"], { columns: 80 })).toEqual(await run(["--help"], { columns: 80 }));
});

test("help for a command that there is not names the nearest", async () => {
  expect(await run(["help", "lits"])).toEqual({
    code: exitCodes.usage,
    out: "",
    err: 'lambda-pack: Unknown command "lits" (did you mean list?). Run lambda-pack help --help for all options.\n',
  });
});

test("a command without its arguments lists the packages there are, and leads to its own help", async () => {
  const { code, out, err } = await run(["why"], { cwd: await botland() });
  expect([code, out]).toEqual([exitCodes.usage, ""]);
  expect(err).toBe(
    "lambda-pack: why needs <package|zip> and <name[@version]|path>. " +
      "The packages are @botland/database, @botland/mailer and @botland/shared. " +
      "Run lambda-pack why --help for all options.\n",
  );
});

test("a shell is answered with what its last word can become", async () => {
  const answer = await run(["completion", "--", "list", "--cwd", "packages", "data"], { cwd: await botland() });
  expect(answer).toEqual({ code: exitCodes.ok, out: "database\t@botland/database\n", err: "" });
});

test("a shell hears nothing of what is wrong", async () => {
  const cwd = tree({ "package.json": "{" });
  expect(await run(["completion", "--", "list", ""], { cwd })).toEqual({ code: exitCodes.ok, out: "", err: "" });
  expect(await run(["completion", "--", "list", "--json=1", "--help", "lo"], { cwd })).toMatchObject({ out: "" });
});

test("there are scripts for three shells", async () => {
  for (const shell of ["bash", "zsh", "fish"]) {
    const { code, out } = await run(["completion", shell]);
    expect(code).toBe(exitCodes.ok);
    expect(out).toContain("completion -- ");
  }
  expect(await run(["completion", "csh"])).toEqual({
    code: exitCodes.usage,
    out: "",
    err:
      'lambda-pack: No script for "csh"; there are scripts for bash, zsh and fish. ' +
      "Run lambda-pack completion --help for all options.\n",
  });
});

test("doctor exits with 0 where packages can be packed, and with 1 where they cannot", async () => {
  const well = await run(["doctor"], { cwd: await botland() });
  expect([well.code, well.err]).toEqual([exitCodes.ok, ""]);
  expect(well.out).toContain("\nNo problems found.\n");
  const ill = await run(["doctor", "--json"], { cwd: tree({ "readme.txt": "" }) });
  expect([ill.code, ill.err]).toEqual([exitCodes.failed, ""]);
  expect(JSON.parse(ill.out)).toMatchObject({ schemaVersion: 2, problems: [{ severity: "error" }] });
});

test("a package that is called as a command is packed by saying so", async () => {
  const cwd = tree({
    "package.json": '{ "name": "botland", "private": true, "workspaces": ["packages/*"] }',
    "yarn.lock": "# yarn lockfile v1\n",
    "packages/list/package.json": '{ "name": "@botland/list", "version": "1.0.0" }',
    "packages/list/index.js": "",
  });
  const { code, err } = await run(["list"], { cwd });
  expect(code).toBe(exitCodes.usage);
  expect(err).toContain("list is a command; to pack the package @botland/list, run lambda-pack pack list.");
  const packed = await run(["pack", "list", "--json"], { cwd });
  expect(packed.code).toBe(exitCodes.ok);
  expect(parseJson(packed.out)).toMatchObject({ packs: [{ target: { name: "@botland/list" } }] });
});

test("without a name the error lists the packages there are", async () => {
  const { code, out, err } = await run([], { cwd: await botland() });
  expect([code, out]).toEqual([exitCodes.usage, ""]);
  expect(err).toBe(
    "lambda-pack: Name the package to pack, one of @botland/database, @botland/mailer, @botland/shared. " +
      "Run lambda-pack --help for all options.\n",
  );
});

test("without a name and a monorepo, the line asks for the name only", async () => {
  const { code, err } = await run(["--strict"], { cwd: tree({ "readme.txt": "" }) });
  expect(code).toBe(exitCodes.usage);
  expect(err).toBe("lambda-pack: Name the package to pack. Run lambda-pack --help for all options.\n");
});

test("outside of a monorepo the pack fails in one line", async () => {
  const { code, out, err } = await run(["database"], { cwd: tree({ "readme.txt": "" }) });
  expect([code, out]).toEqual([exitCodes.failed, ""]);
  expect(err).toMatch(/^lambda-pack: [^\n]+\n$/u);
});

test("an unknown package fails in one line, and as JSON under --json", async () => {
  const { code, out, err } = await run(["databse", "--json"], { cwd: await botland() });
  expect(code).toBe(exitCodes.failed);
  expect(err).toMatch(/^lambda-pack: [^\n]*"databse"[^\n]*database[^\n]*\n$/u);
  expect(parseJson(out)).toMatchObject({ schemaVersion: 2, packs: [], error: { code: "IMPORTER_NOT_FOUND" } });
});

test("an argument that is nearly a command hints at it, where no package has that name", async () => {
  const { code, err } = await run(["chekc", "database"], { cwd: await botland() });
  expect(code).toBe(exitCodes.failed);
  expect(err).toMatch(/ Did you mean the command check\?\n$/u);
  expect((await run(["database", "chekc"], { cwd: await botland() })).err).not.toContain("command");
  expect((await run(["databse"], { cwd: await botland() })).err).not.toContain("command");
});

test("one output for several packages is a usage error, named by a glob as well", async () => {
  const cwd = await botland();
  const { code, err } = await run(["@botland/*", "--out", "all.zip"], { cwd });
  expect(code).toBe(exitCodes.usage);
  expect(err).toContain("--out names the output of one package");
  expect(await exists(join(cwd, "all.zip"))).toBe(false);
});

test("wrong settings in any file are reported together, and exit with 2", async () => {
  const cwd = await botland({
    "packages/mailer/package.json": { name: "@botland/mailer", version: "2.0.0", lambdaPack: { exlude: ["*.map"] } },
    "lambda-pack.config.json": { arch: "x86" },
  });
  const { code, out, err } = await run(["--all"], { cwd });
  expect([code, out]).toEqual([exitCodes.usage, ""]);
  expect(err).toBe(
    "lambda-pack: 2 settings are wrong: in packages/mailer/package.json, lambdaPack.exlude is not a setting " +
      '(did you mean lambdaPack.exclude?); and in lambda-pack.config.json, arch must be x64 or arm64, not "x86". ' +
      "Correct these settings; docs/configuration.md lists all that there are.\n",
  );
});

test("a pack in a pipe prints a plain summary, and nothing on standard error", async () => {
  const cwd = await botland();
  const { code, out, err } = await run(["database"], { cwd });
  expect([code, err]).toEqual([exitCodes.ok, ""]);
  expect(out).toMatch(/^Packed @botland\/database 1\.0\.0 for nodejs22\.x on x64\n/u);
  expect(out).toContain("\n  Packages    2, 1 of them from the workspace\n");
  expect(out).toContain("\n  Zip         .lambda-pack/@botland/database.zip\n");
  expect(out).not.toContain("\u001B");
});

test("a pack on a terminal shows progress on standard error, and clears it", async () => {
  const { code, out, err } = await run(["database"], { cwd: await botland(), columns: 80 });
  expect(code).toBe(exitCodes.ok);
  expect(out).toContain("\u001B[1mPacked");
  const [, first = "", ...others] = err.split("\r\u001B[2K");
  expect(first).toMatch(/^@botland\/database: /u);
  expect(others.at(-1)).toBe("");
});

test.each([
  ["--quiet", [], ""],
  ["CI", [], "Packed"],
])("%s shows no progress", async (mode, _, beginning) => {
  const env = mode === "CI" ? { CI: "true" } : {};
  const { out, err } = await run(["database", ...(mode === "CI" ? [] : [mode])], {
    cwd: await botland(),
    columns: 80,
    env,
  });
  expect(err).toBe("");
  expect(out.slice(0, 6)).toBe(beginning);
});

test("--json prints the report alone", async () => {
  const { code, out, err } = await run(["database", "mailer", "--json"], { cwd: await botland() });
  expect([code, err]).toEqual([exitCodes.ok, ""]);
  const { packs } = parseJson(out);
  expect(packs.map(({ target }) => (typeof target === "string" ? target : target.name))).toEqual([
    "@botland/database",
    "@botland/mailer",
  ]);
});

test("a package that fails does not stop the others, and the exit code says so", async () => {
  const cwd = await botland({
    "packages/database/package.json": {
      name: "@botland/database",
      version: "1.0.0",
      dependencies: { mysql: "^2.0.0" },
      lambdaPack: {},
    },
  });
  const { code, out, err } = await run(["--all"], { cwd });
  expect(code).toBe(exitCodes.failed);
  expect(err).toMatch(/^lambda-pack: [^\n]*mysql[^\n]*\n$/u);
  expect(out).toMatch(/^\nPacked @botland\/mailer 2\.0\.0 /u);

  const json = await run(["--all", "--json"], { cwd });
  expect(parseJson(json.out).packs).toMatchObject([
    { target: "@botland/database", error: { code: "DEPENDENCY_NOT_INSTALLED" } },
    { target: { name: "@botland/mailer" } },
  ]);
});

test("--all packs every target to the bytes that it has when it is packed alone", async () => {
  const cwd = await botland();
  const { packs } = parseJson((await run(["--all", "--json"], { cwd })).out);
  const alone = [];
  for (const name of ["@botland/database", "@botland/mailer"]) {
    alone.push(...parseJson((await run([name, "--no-cache", "--json"], { cwd })).out).packs);
  }
  expect(packs).toHaveLength(2);
  expect(packs).toEqual(alone);
});

test("--dry-run writes nothing and says so", async () => {
  const cwd = await botland();
  const { code, out } = await run(["database", "--dry-run"], { cwd });
  expect(code).toBe(exitCodes.ok);
  expect(out).toMatch(/^Dry run of @botland\/database 1\.0\.0 for nodejs22\.x on x64: nothing was written\n/u);
  expect(await exists(join(cwd, ".lambda-pack"))).toBe(false);
});

test("--strict fails on a problem, lists it, and keeps the earlier zip", async () => {
  const cwd = await botland({
    "node_modules/left-pad/package.json": { name: "left-pad", version: "1.2.0", main: "index.js" },
  });
  const zip = join(cwd, "database.zip");
  await run(["database", "--out", "database.zip"], { cwd });
  const earlier = await readFile(zip);
  await writeFile(join(cwd, "packages/database/index.js"), "exports.handler = async () => 'newer';\n");
  const { code, out, err } = await run(["database", "--strict", "--out", "database.zip"], { cwd });
  expect([code, out]).toEqual([exitCodes.failed, ""]);
  expect(err).toMatch(/^lambda-pack: @botland\/database has 2 problems, and --strict allows none\./u);
  expect(err).toContain(
    "\n  -  left-pad@1.2.0 is installed in node_modules/left-pad, but yarn.lock locks 1.3.0. (stale-install)\n",
  );
  expect(await readFile(zip)).toEqual(earlier);
});

test.each([
  ["SIGINT", exitCodes.interrupted],
  ["SIGTERM", exitCodes.terminated],
])("after %s the pack ends with its exit code", async (reason, expected) => {
  const cwd = await botland();
  const { code, err } = await run(["--all"], { cwd, signal: AbortSignal.abort(reason) });
  expect(code).toBe(expected);
  expect(err).toMatch(/^lambda-pack: [^\n]*interrupted[^\n]*\n$/u);
  expect(await exists(join(cwd, ".lambda-pack/@botland/database.zip"))).toBe(false);
});

test("what is no PackError is a bug: a stack and exit code 70", async () => {
  const io = fakeIo({ cwd: await botland() });
  const broken = {
    ...io,
    stdout: {
      ...io.stdout,
      write: () => {
        throw new TypeError("the stream is a bug");
      },
    },
  };
  expect(await main(["--version"], broken)).toBe(exitCodes.bug);
  expect(io.err()).toMatch(
    /^lambda-pack: This is a bug in lambda-pack 1\.2\.3\. .*\nTypeError: the stream is a bug\n {4}at /u,
  );
});

test("what the system refuses outside of any command is one line, too", async () => {
  const io = fakeIo();
  expect(await main(["--version"], { ...io, tool: unreadableTool })).toBe(exitCodes.failed);
  expect(io.err()).toBe(
    "lambda-pack: A call of the system failed in read: input/output error (EIO). Check the disk or the network drive, and run it again.\n",
  );
});

function unreadableTool(): never {
  throw Object.assign(new Error("EIO: i/o error, read"), { code: "EIO", syscall: "read" });
}
