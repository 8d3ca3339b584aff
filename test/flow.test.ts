import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { digestFile } from "@lambda-pack/test-support/disk/digest-file";
import { listDirectory, listFiles } from "@lambda-pack/test-support/disk/list-directory";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { json, link, pkg, writeTree } from "@lambda-pack/test-support/disk/tree";
import { runHandler } from "@lambda-pack/test-support/processes/run-handler";
import { namesInZip } from "@lambda-pack/test-support/zips/list-zip";
import { unzipped } from "@lambda-pack/test-support/zips/unzipped";
import { describe, expect, test } from "vitest";
import { observatory, telescopeAnswer } from "./harness/observatory.ts";
import { runBin, runCommand } from "./harness/run-command.ts";
import type { CommandResult } from "./harness/run-command.ts";

/** Runs a command that must succeed, in this process. */
async function packed(argv: readonly string[], cwd: string): Promise<CommandResult> {
  const result = await runCommand(argv, cwd);
  expect(result.stderr).toBe("");
  expect(result.exitCode).toBe(0);
  return result;
}

const bundleFiles = [
  "main.js",
  "node_modules/@observatory/lens/index.js",
  "node_modules/@observatory/lens/node_modules/prism/index.js",
  "node_modules/@observatory/lens/node_modules/prism/package.json",
  "node_modules/@observatory/lens/package.json",
  "node_modules/prism/index.js",
  "node_modules/prism/package.json",
  "package.json",
];

describe("where the command is started, and how the package is named", () => {
  test.each<[string, string, readonly string[]]>([
    ["by name, at the root", ".", ["telescope"]],
    ["by name, in the package itself", "packages/telescope", ["telescope"]],
    ["by name, in another package", "packages/lens", ["telescope"]],
    ["by its directory from the root", ".", ["packages/telescope"]],
    ["by the directory one stands in", "packages/telescope", ["."]],
    ["by a path with dots", "packages/lens", ["../telescope"]],
    ["by a glob", ".", ["tele*"]],
    ["by a glob of directories", ".", ["packages/t*"]],
    ["after the word pack", ".", ["pack", "telescope"]],
    ["from elsewhere with --cwd", "/", ["telescope", "--cwd", "<root>"]],
  ])("%s", async (_, cwd, argv) => {
    const root = await observatory();
    await packed(
      argv.map((word) => word.replace("<root>", root)),
      path.resolve(root, cwd),
    );
    const directory = await unzipped(path.join(root, ".lambda-pack", "telescope.zip"));
    expect(await listFiles(directory)).toEqual(bundleFiles);
    expect(await listFiles(path.join(root, ".lambda-pack", "telescope"))).toEqual(bundleFiles);
  });

  test("a scoped package by its name without the scope", async () => {
    const root = await observatory();
    await packed(["lens", "--no-stage"], root);
    expect(await listFiles(path.join(root, ".lambda-pack"))).toEqual([
      ".gitignore",
      "@observatory/lens.zip",
      "@observatory/lens.zip.packindex",
    ]);
    expect(await namesInZip(path.join(root, ".lambda-pack", "@observatory", "lens.zip"))).toEqual([
      "index.js",
      "node_modules/prism/index.js",
      "node_modules/prism/package.json",
      "package.json",
    ]);
  });

  test("several at once, each once; --all packs those with a lambdaPack field", async () => {
    const root = await observatory({
      "packages/dome": pkg("dome-motor@1.0.0", { lambdaPack: {} }, { "index.js": "" }),
      "packages/mount": pkg("mount@1.0.0", { lambdaPack: { stage: false } }, { "index.js": "" }),
    });
    await packed(["--all"], root);
    expect(readdirSync(path.join(root, ".lambda-pack")).toSorted()).toEqual([
      ".gitignore",
      "dome-motor",
      "dome-motor.packindex",
      "dome-motor.zip",
      "dome-motor.zip.packindex",
      "mount.zip",
      "mount.zip.packindex",
    ]);
    await packed(["telescope", "tele*", "--no-stage"], root);
    expect(existsSync(path.join(root, ".lambda-pack", "telescope.zip"))).toBe(true);
  });

  test("a repository that is reached through a link gives the same bytes, and reports where one looked", async () => {
    const root = await observatory();
    await packed(["telescope"], root);
    const expected = await digestFile(path.join(root, ".lambda-pack", "telescope.zip"));
    const linked = path.join(temporaryDirectory(), "linked");
    symlinkSync(root, linked);
    await packed(["telescope", "--no-stage", "--out", "linked.zip"], path.join(linked, "packages", "telescope"));
    expect(await digestFile(path.join(root, "packages", "telescope", "linked.zip"))).toBe(expected);
  });

  test("outputs in a package are never packed, though their paths lead there through a link", async () => {
    const root = await observatory();
    const linked = path.join(temporaryDirectory(), "linked");
    symlinkSync(root, linked);
    const outputs = ["--out", path.join(linked, "packages/telescope/out.zip"), "--stage-dir", "packages/telescope/out"];
    await packed(["telescope", ...outputs], root);
    const zip = path.join(root, "packages", "telescope", "out.zip");
    const names = await namesInZip(zip);
    await packed(["telescope", ...outputs, "--cwd", linked], root);
    expect(names).toContain("main.js");
    expect(names.filter((name) => name.startsWith("out"))).toEqual([]);
    expect(await namesInZip(zip)).toEqual(names);
  });

  test("the root itself is a target: with its own files and dependencies, without the packages below it", async () => {
    const root = await observatory({
      "package.json": json({
        name: "observatory",
        version: "1.0.0",
        workspaces: ["packages/*"],
        dependencies: { prism: "^2.0.0" },
      }),
      "index.js": "exports.lambdaHandler = async () => require('prism').version;\n",
    });
    await packed(["observatory"], root);
    const zip = path.join(root, ".lambda-pack", "observatory.zip");
    expect(await namesInZip(zip)).toEqual([
      "index.js",
      "node_modules/prism/index.js",
      "node_modules/prism/package.json",
      "package.json",
    ]);
    const first = await digestFile(zip);
    await packed(["."], root);
    expect(await digestFile(zip)).toBe(first);
    expect(await runHandler(path.join(await unzipped(zip), "index.js"))).toBe("2.1.0");
  });
});

describe("outputs", () => {
  test("the staging directory and the unzipped zip are the same tree, and both run", async () => {
    const root = await observatory();
    await packed(["telescope", "--stage-dir", "build/stage", "--out", "build/telescope.zip"], root);
    const stage = path.join(root, "build", "stage");
    const directory = await unzipped(path.join(root, "build", "telescope.zip"));
    expect(await listFiles(stage)).toEqual(await listFiles(directory));
    expect(await runHandler(path.join(directory, "main.js"))).toEqual(telescopeAnswer);
    expect(await runHandler(path.join(stage, "main.js"))).toEqual(telescopeAnswer);
    expect(readdirSync(path.join(root, ".lambda-pack")).toSorted()).toEqual([".gitignore", ".outside"]);
  });

  test("an edit of a staged file does not reach the monorepo", async () => {
    const root = await observatory();
    await packed(["telescope"], root);
    const source = path.join(root, "node_modules", "prism", "index.js");
    const before = await readFile(source, "utf8");
    writeTree(path.join(root, ".lambda-pack", "telescope"), { "node_modules/prism/index.js": "debugger;\n" });
    expect(await readFile(source, "utf8")).toBe(before);
  });

  test("--no-stage and --no-zip leave out what they name", async () => {
    const root = await observatory();
    await packed(["telescope", "--no-stage"], root);
    expect(readdirSync(path.join(root, ".lambda-pack")).toSorted()).toEqual([
      ".gitignore",
      "telescope.zip",
      "telescope.zip.packindex",
    ]);
    rmSync(path.join(root, ".lambda-pack"), { recursive: true });
    await packed(["telescope", "--no-zip"], root);
    expect(readdirSync(path.join(root, ".lambda-pack")).toSorted()).toEqual([
      ".gitignore",
      "telescope",
      "telescope.packindex",
    ]);
  });

  test("--prefix puts all of the bundle below a directory of the zip, where it runs", async () => {
    const root = await observatory();
    await packed(["telescope", "--prefix", "opt/nodejs"], root);
    const directory = await unzipped(path.join(root, ".lambda-pack", "telescope.zip"));
    expect(await listFiles(directory)).toEqual(bundleFiles.map((file) => `opt/nodejs/${file}`));
    expect(await runHandler(path.join(directory, "opt", "nodejs", "main.js"))).toEqual(telescopeAnswer);
  });

  test("outputs inside of the package are never packed into themselves", async () => {
    const root = await observatory();
    const telescope = path.join(root, "packages", "telescope");
    const argv = ["telescope", "--out", "dist/telescope.zip", "--stage-dir", "dist/stage"];
    await packed(argv, telescope);
    const first = await digestFile(path.join(telescope, "dist", "telescope.zip"));
    await packed(argv, telescope);
    expect(await digestFile(path.join(telescope, "dist", "telescope.zip"))).toBe(first);
    expect(await namesInZip(path.join(telescope, "dist", "telescope.zip"))).toEqual(bundleFiles);
  });

  test("a zip beside the packages is no package of the workspace", async () => {
    const root = await observatory();
    const argv = ["telescope", "--no-stage", "--out", "packages/telescope.zip"];
    await packed(argv, root);
    await packed(argv, root);
    expect(await namesInZip(path.join(root, "packages", "telescope.zip"))).toEqual(bundleFiles);
  });

  test("what a killed run has left behind neither hinders nor gets in", async () => {
    const root = await observatory({
      ".lambda-pack/.lambda-pack-a1B2c3": { "archive.zip": "PK half" },
      "packages/telescope/.lambda-pack-a1B2c3": { "archive.zip": "PK half" },
    });
    await packed(["telescope"], root);
    expect(await namesInZip(path.join(root, ".lambda-pack", "telescope.zip"))).toEqual(bundleFiles);
  });

  test("an output elsewhere is one file, of which a second pack writes nothing", async () => {
    const root = await observatory();
    const argv = ["telescope", "--out", "dist/telescope.zip", "--stage-dir", "dist/telescope"];
    await packed(argv, root);
    const { ino } = await stat(path.join(root, "dist", "telescope.zip"));
    expect(readdirSync(path.join(root, "dist")).toSorted()).toEqual(["telescope", "telescope.zip"]);
    expect(await listFiles(path.join(root, ".lambda-pack"))).toEqual([
      ".gitignore",
      ".outside/dist/telescope.packindex",
      ".outside/dist/telescope.zip.packindex",
    ]);
    await packed(argv, root);
    expect((await stat(path.join(root, "dist", "telescope.zip"))).ino).toBe(ino);
    await packed(["telescope", "--out", "packages/telescope/out.zip", "--no-stage"], root);
    expect(readdirSync(path.join(root, "packages", "telescope")).toSorted()).toEqual([
      "main.js",
      "out.zip",
      "package.json",
    ]);
  });

  test("two runs at once end with one whole result", async () => {
    const root = await observatory();
    await packed(["telescope", "--out", "alone.zip", "--no-stage"], root);
    const runs = await Promise.all([1, 2, 3].map(() => runBin(["telescope", "--quiet"], { cwd: root })));
    expect(runs.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual([1, 2, 3].map(() => [0, ""]));
    const outputs = path.join(root, ".lambda-pack");
    expect(await digestFile(path.join(outputs, "telescope.zip"))).toBe(await digestFile(path.join(root, "alone.zip")));
    expect(await listFiles(path.join(outputs, "telescope"))).toEqual(bundleFiles);
    expect(readdirSync(outputs).toSorted()).toEqual([
      ".gitignore",
      ".outside",
      "telescope",
      "telescope.packindex",
      "telescope.zip",
      "telescope.zip.packindex",
    ]);
  });

  test("--dry-run writes nothing and says what would be packed", async () => {
    const root = await observatory();
    const before = await listDirectory(root, "");
    const { stdout } = await packed(["telescope", "--dry-run", "--json"], root);
    const { packs } = JSON.parse(stdout);
    expect(packs[0]).toMatchObject({ dryRun: true, sizes: { files: bundleFiles.length, packages: 4 } });
    expect(packs[0].archive).toBeUndefined();
    expect(await listDirectory(root, "")).toEqual(before);
  });

  test("--json is the report and nothing else on standard output, also for a failure", async () => {
    const root = await observatory();
    const { stdout } = await runBin(["telescope", "--json"], { cwd: root });
    const zip = path.join(root, ".lambda-pack", "telescope.zip");
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 2,
      packs: [{ target: { name: "telescope" }, archive: { file: zip, sha256: await digestFile(zip) }, problems: [] }],
    });
    const failed = await runCommand(["telescpoe", "--json"], root);
    expect(JSON.parse(failed.stdout)).toMatchObject({ packs: [], error: { code: "IMPORTER_NOT_FOUND" } });
    expect(failed.stderr).toMatch(/^lambda-pack: [^\n]+\n$/u);
  });
});

function told(setting: string, reason: string): string[] {
  return [`The setting ${setting} has no effect for telescope@1.0.0: ${reason}.`];
}

describe("what comes along", () => {
  test("packages of the workspace that do not matter may be broken, unnamed, doubled or empty", async () => {
    const root = await observatory({
      "packages/broken/package.json": "{ this is no JSON",
      "packages/unnamed/package.json": "{}",
      "packages/lost": pkg("lost@1.0.0", { dependencies: { "never-installed": "^1.0.0" } }),
      "packages/twin-one": pkg("twin@1.0.0"),
      "packages/twin-two": pkg("twin@1.0.0"),
      "packages/empty": {},
      "packages/gone": link("nowhere"),
    });
    await packed(["telescope"], root);
    expect(await namesInZip(path.join(root, ".lambda-pack", "telescope.zip"))).toEqual(bundleFiles);
  });

  test("--exclude-package severs every edge to a package and keeps what others need", async () => {
    const root = await observatory({
      "packages/lens/package.json": json({
        name: "@observatory/lens",
        version: "1.0.0",
        dependencies: { prism: "^1.0.0", coating: "1.0.0" },
      }),
      "node_modules/coating": pkg("coating@1.0.0", { dependencies: { varnish: "1.0.0" } }, { "index.js": "" }),
      "node_modules/varnish": pkg("varnish@1.0.0", {}, { "index.js": "" }),
    });
    await packed(["telescope", "--exclude-package", "coating"], root);
    const zip = path.join(root, ".lambda-pack", "telescope.zip");
    expect(await namesInZip(zip)).toEqual(bundleFiles);
    expect(await runHandler(path.join(await unzipped(zip), "main.js"))).toEqual(telescopeAnswer);
  });

  test("--only-package packs these of the own dependencies alone, for every command", async () => {
    const root = await observatory({
      "packages/telescope": pkg(
        "telescope@1.0.0",
        { main: "main.js", dependencies: { "@observatory/lens": "^1.0.0", gear: "1", axle: "1" } },
        { "main.js": 'exports.lambdaHandler = async () => require("gear");\n' },
      ),
      "node_modules/gear": pkg(
        "gear@1.0.0",
        { dependencies: { cog: "1" } },
        { "index.js": 'module.exports = require("cog");\n' },
      ),
      "node_modules/cog": pkg("cog@1.0.0", {}, { "index.js": 'module.exports = "cog";\n' }),
      "node_modules/axle": pkg("axle@1.0.0", {}, { "index.js": "" }),
    });
    const namesOf = async (...options: readonly string[]) => {
      await packed(["telescope", "--strict", ...options], root);
      const files = await namesInZip(path.join(root, ".lambda-pack", "telescope.zip"));
      return files.flatMap((file) => /^node_modules\/(.*)\/package\.json$/u.exec(file)?.[1] ?? []);
    };
    expect(await namesOf("--only-package", "gear")).toEqual(["cog", "gear"]);
    expect(await namesOf("--only-package", "@observatory/*", "--include-package", "dome")).toEqual([
      "@observatory/lens",
      "dome",
      "prism",
    ]);
    expect(await namesOf("--only-package", "gear", "--only-package", "axle", "--exclude-package", "cog")).toEqual([
      "axle",
      "gear",
    ]);

    const only = ["--handler", "main.lambdaHandler", "--only-package"];
    expect((await runCommand(["invoke", "telescope", ...only, "gear"], root)).stdout).toContain('"cog"');
    expect(await runCommand(["check", "telescope", ...only, "gear"], root)).toMatchObject({ exitCode: 0 });
    expect(await runCommand(["check", "telescope", ...only, "axle"], root)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("neither --exclude-package nor --only-package"),
    });
    expect(await runCommand(["telescope", "--only-package", "geer"], root)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("names geer (did you mean gear?), which is no dependency of telescope@1.0.0."),
    });
    expect(await runCommand(["telescope", "--only-package", "dome"], root)).toMatchObject({ exitCode: 2 });
    expect(await runCommand(["telescope", "--only-package", "nothing-*", "--strict"], root)).toMatchObject({
      exitCode: 1,
    });
  });

  test("settings that overrule each other are reported, and fail --strict", async () => {
    const root = await observatory();
    const messages = async (...options: readonly string[]) => {
      const { stdout } = await runCommand(["telescope", "--json", ...options], root);
      const { packs }: { readonly packs: readonly { readonly problems: readonly { message: string }[] }[] } =
        JSON.parse(stdout);
      return packs[0]?.problems.map(({ message }) => message);
    };
    const excludedName = "excludePackages leaves it out";
    expect(await messages("--include-package", "dome", "--exclude-package", "do*")).toEqual(
      expect.arrayContaining(told("includePackages, dome,", excludedName)),
    );
    expect(await messages("--include-package", "prism")).toEqual(
      told("includePackages, prism,", "package.json requires it"),
    );
    expect(await messages("--only-package", "prism", "--include-package", "@observatory/lens")).toEqual([]);
    expect(await messages("--only-package", "prism", "--exclude-package", "prism")).toEqual(
      expect.arrayContaining(told("onlyPackages, prism,", excludedName)),
    );
    const allowed = ["--problem", "main-missing=warning", "--problem", "empty-package=warning"];
    expect(await messages("--include", "main.js", "--exclude", "*.js", ...allowed)).toEqual(
      expect.arrayContaining(told("include, main.js,", "exclude leaves out all that it matches")),
    );
    writeTree(root, { "lambda-pack.config.json": json({ stage: false, stageMode: "link" }) });
    expect(await messages()).toEqual(told("stageMode", "stage is off"));
    expect(await runCommand(["telescope", "--strict"], root)).toMatchObject({ exitCode: 1 });
    expect(await messages("--stage-dir", "stage")).toEqual([
      ...told("stageDir", "stage is off"),
      ...told("stageMode", "stage is off"),
    ]);
    writeTree(root, {
      "lambda-pack.config.json": json({ includePackages: ["prism"], include: ["main.js"], exclude: ["main.js"] }),
    });
    const shared = (await messages(...allowed)) ?? [];
    expect(shared.filter((message) => / has no effect /u.test(message))).toEqual([]);
    expect(shared).toContainEqual(expect.stringContaining("main.js"));
  });

  test("--include-package adds what is installed and not declared", async () => {
    const root = await observatory({
      "packages/telescope/main.js": 'exports.lambdaHandler = async () => require("dome").version;\n',
    });
    await packed(["telescope", "--include-package", "dome"], root);
    const directory = await unzipped(path.join(root, ".lambda-pack", "telescope.zip"));
    expect(await runHandler(path.join(directory, "main.js"))).toBe("1.0.0");
  });

  test("a package linked from outside of the workspace comes with its own dependencies, and is reported", async () => {
    const elsewhere = temporaryDirectory();
    writeTree(elsewhere, {
      "node_modules/tripod": pkg("tripod@3.0.0", {}, { "index.js": "module.exports = 3;\n" }),
      spyglass: pkg(
        "spyglass@1.0.0",
        { dependencies: { prism: "^9.0.0" } },
        {
          "index.js": 'exports.prism = require("prism").version;\n',
          ".git/HEAD": "ref: refs/heads/main\n",
          "node_modules/prism": pkg("prism@9.0.0", {}, { "index.js": 'exports.version = "9.0.0";\n' }),
        },
      ),
    });
    const root = await observatory({
      "packages/telescope": pkg(
        "telescope@1.0.0",
        { main: "main.js", dependencies: { spyglass: "link:../../spyglass", prism: "^2.0.0" } },
        {
          "main.js": `exports.lambdaHandler = async () => [require("prism").version, require("spyglass").prism];\n`,
        },
      ),
      "node_modules/spyglass": link(path.join(elsewhere, "spyglass")),
    });
    const { stdout } = await packed(["telescope", "--json"], root);
    expect(JSON.parse(stdout).packs[0].problems).toMatchObject([
      { kind: "outside-workspace", package: "spyglass@1.0.0" },
    ]);
    const directory = await unzipped(path.join(root, ".lambda-pack", "telescope.zip"));
    expect((await listFiles(directory)).filter((file) => file.includes(".git"))).toEqual([]);
    expect(await runHandler(path.join(directory, "main.js"))).toEqual(["2.1.0", "9.0.0"]);
  });

  test("two aliases of one package are two directories", async () => {
    const root = await observatory({
      "packages/telescope": pkg(
        "telescope@1.0.0",
        { dependencies: { prism: "^2.0.0", "prism-old": "npm:prism@1", "prism-older": "npm:prism@0.9.0" } },
        {
          "main.js": `exports.lambdaHandler = async () =>
            ["prism", "prism-old", "prism-older"].map((name) => require(name + "/package.json").version);\n`,
        },
      ),
      "node_modules/prism-old": pkg("prism@1.4.0"),
      "node_modules/prism-older": pkg("prism@0.9.0"),
    });
    await packed(["telescope"], root);
    const directory = await unzipped(path.join(root, ".lambda-pack", "telescope.zip"));
    expect(await runHandler(path.join(directory, "main.js"))).toEqual(["2.1.0", "1.4.0", "0.9.0"]);
  });

  test("NODE_ENV, settings of npm and a hostile NODE_PATH change nothing", async () => {
    const root = await observatory();
    await packed(["telescope"], root);
    const zip = path.join(root, ".lambda-pack", "telescope.zip");
    const expected = await digestFile(zip);
    const stray = temporaryDirectory();
    writeTree(stray, { "prism/package.json": json({ name: "prism", version: "6.6.6" }) });
    mkdirSync(path.join(stray, "dome"));
    const env = { NODE_ENV: "production", npm_config_omit: "dev", npm_config_prefix: stray, NODE_PATH: stray };
    const { exitCode } = await runBin(["telescope"], { cwd: root, env });
    expect(exitCode).toBe(0);
    expect(await digestFile(zip)).toBe(expected);
  });
});
