import path from "node:path";
import { inTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { beforeAll, expect, test } from "vitest";
import { installBotland } from "./installed-botland.ts";
import type { Machine } from "./machine.ts";
import { nodeRelease, programMachine } from "./node-release.ts";
import { tryCommands } from "./try-commands.ts";
import type { Answers } from "./try-commands.ts";

/** The oldest release that lambda-pack runs on, and a late one of each line after it. */
const releases = ["20.19.0", "22.23.5", "24.22.3", "26.12.1"];

let here: Answers;

beforeAll(async () => {
  here = await answersOf(programMachine([process.execPath]));
}, 120_000);

async function answersOf(machine: Machine): Promise<Answers> {
  return inTemporaryDirectory(async (directory) => {
    const root = path.join(directory, "botland");
    await installBotland(root);
    return tryCommands(machine, root);
  });
}

test.each(releases)(
  "Node.js %s writes the same zip as here, and every command says the same",
  async (version) => {
    const { zips, texts } = await answersOf(await nodeRelease(version));

    const { doctor, ...shared } = texts;
    expect(zips).toEqual(here.zips);
    expect(new Set(Object.values(zips)).size).toBe(1);
    expect({ ...here.texts, ...shared, doctor: undefined }).toEqual({ ...here.texts, doctor: undefined });
    expect(doctor).toContain(`Node.js     ${version}, with zlib`);
  },
  120_000,
);
