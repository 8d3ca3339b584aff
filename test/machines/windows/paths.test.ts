import { chmodSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { digestFile } from "@lambda-pack/test-support/disk/digest-file";
import { makeTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { link, withMode, writeTree } from "@lambda-pack/test-support/disk/tree";
import { listZip } from "@lambda-pack/test-support/zips/list-zip";
import { remove } from "fs-extra/esm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CommandResult } from "../../harness/run-command.ts";
import { programMachine } from "../node-release.ts";
import { runOn } from "../try-commands.ts";
import { hasWindows, windowsMachine } from "./windows-machine.ts";
import type { WindowsMachine } from "./windows-machine.ts";

const directory = makeTemporaryDirectory();

afterAll(() => remove(directory));

/** As editors on Windows save it. */
function crlf(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2).replaceAll("\n", "\r\n")}\r\n`;
}

/** A mill whose files were written on Windows: names of all kinds, lines that end in CRLF, backslashes. */
const mill = {
  "package.json": crlf({ name: "mill", private: true, workspaces: ["packages/*", "./our apps/*"] }),
  "yarn.lock": '# yarn lockfile v1\r\n\r\n\r\nsieve@1.0.0:\r\n  version "1.0.0"\r\n',
  "our apps/größe": {
    "package.json": crlf({
      name: "grind",
      version: "1.0.0",
      main: "index.js",
      dependencies: { sieve: "1.0.0", "@mill/stone": "1.0.0" },
      lambdaPack: { exclude: [String.raw`docs\**`], include: [String.raw`logs\keep.txt`] },
    }),
    "index.js": 'exports.handler = async () => [require("sieve"), require("@mill/stone")];\n',
    ".npmignore": "# what nobody needs\r\nsecret.js\r\n/logs\r\n",
    "secret.js": "",
    "logs/a.txt": "",
    "logs/keep.txt": "",
    "docs/a.md": "",
    "mehl & körner.js": "",
    "read-only.js": withMode(0o444, ""),
    "desktop.ini": "",
    "Thumbs.db": "",
  },
  "packages/stone": {
    "package.json": crlf({ name: "@mill/stone", version: "1.0.0", bin: { turn: String.raw`.\bin\turn.js` } }),
    "index.js": "module.exports = 2;\n",
    "bin/turn.js": withMode(0o644, "#!/usr/bin/env node\r\n"),
  },
  node_modules: {
    sieve: {
      "package.json": crlf({ name: "sieve", version: "1.0.0", bin: "cli.js" }),
      "index.js": "module.exports = 1;\n",
      "cli.js": withMode(0o755, "#!/usr/bin/env node\n"),
      "certs/root.pem": "a certificate of the package's own",
    },
    "@mill/stone": link("../../packages/stone"),
    grind: link("../our apps/größe"),
    ".bin": { sieve: "#!/bin/sh\n", "sieve.cmd": "@echo off\r\n", "sieve.ps1": "#!/usr/bin/env pwsh\r\n" },
    ".yarn-integrity": "{}",
  },
};

describe.runIf(hasWindows)("paths of Windows", () => {
  const root = path.join(directory, "mühle am bach");
  let windows: WindowsMachine;
  let expected: string;

  beforeAll(async () => {
    windows = await windowsMachine("22.23.3");
    writeTree(root, mill);
    const { exitCode, stderr } = await runOn(programMachine([process.execPath]), ["grind", "--out", "here.zip"], root);
    if (exitCode !== 0) throw new Error(stderr);
    expected = await digestFile(path.join(root, "here.zip"));
  }, 120_000);

  async function run(argv: readonly string[], folder = ""): Promise<CommandResult> {
    return runOn(windows, argv, path.join(root, folder));
  }

  /** Packs, and gives the SHA-256 of the zip, which is removed. */
  async function packed(
    argv: readonly string[],
    { folder = "", zip = ".lambda-pack/grind.zip" } = {},
  ): Promise<string> {
    const { exitCode, stderr } = await run(argv, folder);
    if (exitCode !== 0) throw new Error(stderr);
    const digest = await digestFile(path.join(root, zip));
    await remove(path.join(root, zip));
    return digest;
  }

  test("the mill's function has what it needs, and commands of packages are executable", async () => {
    const entries = await listZip(path.join(root, "here.zip"));

    expect(entries.map(({ name, mode }) => `${mode} ${name}`)).toEqual([
      "100644 .npmignore",
      "100644 index.js",
      "100644 logs/keep.txt",
      "100644 mehl & körner.js",
      "100755 node_modules/@mill/stone/bin/turn.js",
      "100644 node_modules/@mill/stone/index.js",
      "100644 node_modules/@mill/stone/package.json",
      "100644 node_modules/sieve/certs/root.pem",
      "100755 node_modules/sieve/cli.js",
      "100644 node_modules/sieve/index.js",
      "100644 node_modules/sieve/package.json",
      "100644 package.json",
      "100644 read-only.js",
    ]);
  });

  test("a package is named by its directory, in every form, and by globs with backslashes", async () => {
    const full = windows.windowsPath(path.join(root, "our apps", "größe"));
    expect(await packed([String.raw`our apps\größe`])).toBe(expected);
    expect(await packed([String.raw`.\our apps\größe` + "\\", "--no-cache"])).toBe(expected);
    expect(await packed([full])).toBe(expected);
    expect(await packed([`\\\\?\\${full}`, "--no-cache"])).toBe(expected);
    expect(await packed([String.raw`our apps\*`])).toBe(expected);
    expect(await packed(["."], { folder: "our apps/größe" })).toBe(expected);
    expect(await packed(["grind", "--cwd", windows.windowsPath(root).replace(/^Z/u, "z")], { folder: ".." })).toBe(
      expected,
    );
  }, 120_000);

  test("outputs in the package are not packed, whatever the case of their paths", async () => {
    const own = "our apps/größe";
    const outputs = ["--out", String.raw`our apps\größe\out.zip`, "--stage-dir", String.raw`Our Apps\größe\staged`];
    expect(await packed(["grind", ...outputs], { zip: `${own}/out.zip` })).toBe(expected);
    expect(await packed(["grind", ...outputs, "--no-cache"], { zip: `${own}/out.zip` })).toBe(expected);
    expect(existsSync(path.join(root, own, "staged", "node_modules", "sieve", "index.js"))).toBe(true);
    for (const name of ["staged", "staged.packindex", "out.zip.packindex"]) await remove(path.join(root, own, name));
  }, 120_000);

  test("a directory that holds packages is no staging directory, and the output root is not committed", async () => {
    const { exitCode, stderr } = await run(["grind", "--stage-dir", "packages"]);

    expect(exitCode).toBe(1);
    expect(stderr).toContain(String.raw`packages\stone, which a pack would remove`);
    expect(await packed(["grind"])).toBe(expected);
    expect(readFileSync(path.join(root, ".lambda-pack", ".gitignore"), "utf8")).toBe("*\n");
  }, 120_000);

  test("a zip that is read-only is not replaced, which is an error of one sentence", async () => {
    const zip = path.join(root, "out.zip");
    await run(["grind", "--no-stage", "--out", "out.zip"]);
    chmodSync(zip, 0o444);

    const { exitCode, stderr } = await run(["grind", "--no-stage", "--level", "1", "--out", "out.zip"]);

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^lambda-pack: .*\\out\.zip could not be written: .* make it writable if it is read-only, .*\.$/u,
    );
    expect(await digestFile(zip)).toBe(expected);
  }, 120_000);

  test("a file gets no colours, without anybody asking", async () => {
    const { exitCode, stdout } = await run(["list", "grind"]);

    expect(exitCode).toBe(0);
    expect(stdout).toContain("@mill/stone@1.0.0");
    expect(stdout).not.toContain("\u001B");
  }, 60_000);
});
