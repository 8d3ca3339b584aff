import { once } from "node:events";
import { existsSync, watch } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { makeTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { json, writeTree } from "@lambda-pack/test-support/disk/tree";
import { remove } from "fs-extra/esm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CommandResult } from "../../harness/run-command.ts";
import { runOn } from "../try-commands.ts";
import { hasWindows, windowsMachine } from "./windows-machine.ts";
import type { WindowsMachine } from "./windows-machine.ts";

const root = makeTemporaryDirectory();

afterAll(() => remove(root));

/** Says that it runs, and ends when it is told to. */
const holder = `
const fs = require("node:fs");
fs.writeFileSync("held", "");
setInterval(() => { if (fs.existsSync("let-go")) process.exit(); }, 20);
`;

async function change(content: string): Promise<void> {
  await writeFile(path.join(root, "packages", "grind", "index.js"), content);
}

describe.runIf(hasWindows)("a zip that another program of Windows has open", () => {
  let windows: WindowsMachine;

  beforeAll(async () => {
    windows = await windowsMachine("22.23.3");
    writeTree(root, {
      "package.json": json({ name: "mill", private: true, workspaces: ["packages/*"] }),
      "yarn.lock": "# yarn lockfile v1\n",
      "packages/grind": { "package.json": json({ name: "grind", version: "1.0.0", main: "index.js" }), "index.js": "" },
      "hold.cjs": holder,
    });
  }, 120_000);

  async function pack(): Promise<CommandResult> {
    return runOn(windows, ["grind", "--no-stage", "--out", "out.zip"], root);
  }

  /** Holds the zip as one's standard input, which Windows lets nobody replace. */
  async function hold(): Promise<{ readonly letGo: () => Promise<void> }> {
    for (const name of ["held", "let-go"]) await remove(path.join(root, name));
    const ended = windows.shell("node hold.cjs < out.zip", { cwd: root });
    while (!existsSync(path.join(root, "held"))) await setTimeout(20);
    return {
      letGo: async () => {
        await writeFile(path.join(root, "let-go"), "");
        await ended;
      },
    };
  }

  test("is waited for, and replaced when it is let go", async () => {
    await change("// first");
    await pack();
    const first = await readFile(path.join(root, "out.zip"));
    await change("// second");
    const { letGo } = await hold();
    const packed = pack();
    // The new zip is written, and waits for its place.
    const watcher = watch(root);
    await once(watcher, "change");
    watcher.close();
    await letGo();

    const { exitCode, stderr } = await packed;

    expect([exitCode, stderr]).toEqual([0, ""]);
    await expect(readFile(path.join(root, "out.zip"))).resolves.not.toEqual(first);
  }, 120_000);

  test("that is not let go is an error of one sentence, after which all is as before", async () => {
    await change("// third");
    await pack();
    const before = await readFile(path.join(root, "out.zip"));
    await change("// fourth");
    const { letGo } = await hold();

    const { exitCode, stdout, stderr } = await pack();
    await letGo();

    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(
      /^lambda-pack: .*\\out\.zip could not be written: .*\. Close the program that has it open, .*\.$/u,
    );
    await expect(readFile(path.join(root, "out.zip"))).resolves.toEqual(before);
    expect((await readdir(root)).filter((name) => name.startsWith(".lambda-pack-"))).toEqual([]);
  }, 120_000);
});
