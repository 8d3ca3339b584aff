import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { diskFileSystem, writeBundle } from "@lambda-pack/archive";
import type { FileSystem } from "@lambda-pack/archive";
import type { Staging } from "@lambda-pack/model";
import { expect, test } from "vitest";

import { packAnew, packAsAnew } from "../reuse/pack-anew.ts";
import { snapshot } from "../snapshot.ts";
import { threeVersions } from "./versions.ts";
import type { Versions } from "./versions.ts";

/** Which of the versions stands in the outputs, zip and staging directory each for itself. */
async function standing(versions: Versions): Promise<{ readonly zip: string; readonly staged: string }> {
  const { outputs } = versions;
  const zip = await readFile(outputs.archive, "latin1");
  const staged = snapshot(outputs.stageDir);
  const found = { zip: "a mixture", staged: "a mixture" };
  for (const name of ["high", "low"] as const) {
    const anew = await packAnew(versions[name], outputs);
    if (anew.zip === zip) found.zip = name;
    if (JSON.stringify(anew.staged) === JSON.stringify(staged)) found.staged = name;
  }
  return found;
}

/** That later runs are right tells that the indexes are: they believe them. */
async function expectRightIndexes({ outputs, high, low, dir }: Versions): Promise<void> {
  expect(readdirSync(join(dir, "out")).filter((name) => name.startsWith("."))).toEqual([]);
  for (const staging of [high, low, low]) await packAsAnew(staging, outputs);
}

test("two runs at once that go on from the same staging directory end with the whole result of one", async () => {
  const versions = threeVersions();
  const { outputs, earlier, high, low } = versions;
  for (let round = 0; round < 40; round += 1) {
    await writeBundle(earlier, outputs);
    const runs: readonly Staging[] = round % 2 === 0 ? [high, low] : [low, high, low, high];
    await Promise.all(runs.map((staging) => writeBundle(staging, outputs)));
    const { zip, staged } = await standing(versions);
    expect(["high", "low"]).toContain(zip);
    expect(["high", "low"]).toContain(staged);
    if (round % 8 === 0) await expectRightIndexes(versions);
  }
}, 60_000);

/** The disk, on which at its rename number `at` something else happens first. */
function interruptedAt(
  at: number,
  interrupt: () => Promise<void>,
): { readonly fs: FileSystem; readonly isOver: () => boolean } {
  let renames = 0;
  const rename: FileSystem["rename"] = async (from, to) => {
    renames += 1;
    if (renames === at) await interrupt();
    await diskFileSystem.rename(from, to);
  };
  return { fs: { ...diskFileSystem, rename }, isOver: () => renames < at };
}

interface Meeting {
  readonly wanted: "zip and staging directory" | "staging directory";
  readonly folders: "own" | "same";
  /** Whether the run that comes in between can write its indexes. */
  readonly indexes: "written" | "not written";
}

const meetings: readonly Meeting[] = [
  { wanted: "zip and staging directory", folders: "own", indexes: "written" },
  { wanted: "zip and staging directory", folders: "same", indexes: "written" },
  { wanted: "staging directory", folders: "same", indexes: "written" },
  { wanted: "staging directory", folders: "own", indexes: "not written" },
];

test.each(meetings)(
  "a whole run between any two renames of another one mixes nothing, and leaves indexes that tell the truth: $wanted, $folders folders, indexes $indexes",
  async (meeting) => {
    let at = 1;
    while (await isInterrupted(at, meeting)) at += 1;
    expect(at).toBeGreaterThan(5);
  },
  60_000,
);

const withoutIndexes: FileSystem = {
  ...diskFileSystem,
  writeFile: () => Promise.reject(new Error("injected: no index can be written")),
};

/** Whether a run had so many renames; if so, another run took place before that one, and all was right in the end. */
async function isInterrupted(at: number, { wanted, folders, indexes }: Meeting): Promise<boolean> {
  const versions = threeVersions(folders);
  const { outputs, earlier, high, low } = versions;
  const options = wanted === "staging directory" ? { stageDir: outputs.stageDir } : outputs;
  await writeBundle(earlier, outputs);
  const { fs, isOver } = interruptedAt(at, async () => {
    await writeBundle(low, { ...options, ...(indexes === "written" ? {} : { fs: withoutIndexes }) });
  });
  await writeBundle(high, { ...options, fs });
  if (isOver()) return false;
  expect(["high", "low"]).toContain((await standing(versions)).staged);
  await expectRightIndexes(versions);
  return true;
}

test.each([["taken away"], ["put back"]])(
  "a run during which the directory is %s by another one starts again, and is the last",
  async (moment) => {
    const versions = threeVersions();
    const { outputs, earlier, high, low } = versions;
    await writeBundle(earlier, outputs);
    let interrupted = false;
    const rename: FileSystem["rename"] = async (from, to) => {
      const isMoment = moment === "taken away" ? from === outputs.stageDir : to === outputs.stageDir;
      if (isMoment && !interrupted) {
        interrupted = true;
        await writeBundle(low, outputs);
      }
      await diskFileSystem.rename(from, to);
    };
    await writeBundle(high, { ...outputs, fs: { ...diskFileSystem, rename } });
    expect(interrupted).toBe(true);
    expect(await standing(versions)).toEqual({ zip: "high", staged: "high" });
    await expectRightIndexes(versions);
  },
);
