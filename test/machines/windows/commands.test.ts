import path from "node:path";
import { digestFile } from "@lambda-pack/test-support/disk/digest-file";
import { makeTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { remove } from "fs-extra/esm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installBotland } from "../installed-botland.ts";
import { programMachine } from "../node-release.ts";
import { runOn, tryCommands } from "../try-commands.ts";
import type { Answers } from "../try-commands.ts";
import { hasWindows, windowsMachine } from "./windows-machine.ts";

const directory = makeTemporaryDirectory();

afterAll(() => remove(directory));

describe.runIf(hasWindows)("Windows", () => {
  const roots = { here: path.join(directory, "here"), there: path.join(directory, "there") };
  let here: Answers;

  beforeAll(async () => {
    await Promise.all(Object.values(roots).map(installBotland));
    here = await tryCommands(programMachine([process.execPath]), roots.here);
  }, 120_000);

  test("writes the same zip as here, and every command says the same", async () => {
    const { zips, texts } = await tryCommands(await windowsMachine("22.23.3"), roots.there);

    const { doctor = "", pack, ...shared } = texts;
    expect(zips).toEqual(here.zips);
    expect({ ...here.texts, ...shared, doctor, pack }).toEqual({ ...here.texts, doctor, pack });
    expect(pack?.replaceAll("\\", "/")).toBe(here.texts["pack"]);
    expect(doctor).toMatch(/Node\.js +22\.23\.3, with zlib/u);
    expect(doctor).toMatch(/Machine +win32 .* on x64/u);
    expect(doctor).toContain("File names  case-insensitive");
  }, 400_000);

  test("writes the same zip with Node.js 20, to another drive", async () => {
    const machine = await windowsMachine("20.20.2");
    const folder = path.join(machine.driveC, path.basename(directory));
    const out = ["C:", path.basename(directory), "größte Ausgabe.zip"].join("\\");
    try {
      const { exitCode, stderr } = await runOn(machine, ["database", "--no-stage", "--out", out], roots.there);

      expect([exitCode, stderr]).toEqual([0, ""]);
      await expect(digestFile(path.join(folder, "größte Ausgabe.zip"))).resolves.toBe(here.zips.first);
    } finally {
      await remove(folder);
    }
  }, 120_000);
});
