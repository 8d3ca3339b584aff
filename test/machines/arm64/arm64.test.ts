import path from "node:path";
import { makeTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { digestFile } from "@lambda-pack/test-support/disk/digest-file";
import { remove } from "fs-extra/esm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installBotland } from "../installed-botland.ts";
import type { Machine } from "../machine.ts";
import { nodeRelease } from "../node-release.ts";
import { runOn } from "../try-commands.ts";
import { arm64Machine, hasArm64 } from "./arm64-machine.ts";

const release = "22.23.5";

const root = makeTemporaryDirectory();

afterAll(() => remove(root));

describe.runIf(hasArm64)("an arm64 machine", () => {
  let arm64: Machine;
  let x64: Machine;

  beforeAll(async () => {
    await installBotland(root);
    [arm64, x64] = [await arm64Machine(release), await nodeRelease(release)];
    const { exitCode, stderr } = await runOn(x64, ["database"], root);
    if (exitCode !== 0) throw new Error(stderr);
  }, 120_000);

  test("writes the same zip as one with x64, and compares the two", async () => {
    const { exitCode, stdout } = await runOn(arm64, ["database", "--no-stage", "--out", "arm64.zip"], root);

    const zip = await digestFile(path.join(root, ".lambda-pack", "database.zip"));
    expect(exitCode).toBe(0);
    expect(stdout).toContain(zip);
    expect(stdout).not.toContain("Reused");
    await expect(digestFile(path.join(root, "arm64.zip"))).resolves.toBe(zip);
    const { stdout: difference } = await runOn(arm64, ["diff", "arm64.zip", "database"], root);
    expect(difference).toContain("have the same files");
  }, 120_000);

  test("deflates each file to the same bytes as one with x64", async () => {
    const script = path.join(import.meta.dirname, "digest-deflated.mjs");
    const staged = path.join(root, ".lambda-pack", "database");
    const digest = async (machine: Machine): Promise<string> => {
      const { stdout } = await machine.node([script, staged], { cwd: root });
      return stdout;
    };

    const there = await digest(arm64);
    expect(there).toMatch(/^arm64 2787 /u);
    expect(there).toBe((await digest(x64)).replace(/^x64/u, "arm64"));
  }, 120_000);
});
