import { mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { rememberBundles, writeBundle } from "@lambda-pack/archive";
import type { BundleMemory, BundleOptions, Reuse } from "@lambda-pack/archive";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { encodeIndex, NO_KEY } from "../../src/reuse/bundle-index.ts";
import type { BundleIndex } from "../../src/reuse/bundle-index.ts";
import { engineAt, engineId } from "../../src/reuse/engine.ts";
import { indexFileOf, readIndex } from "../../src/reuse/index-file.ts";
import { tree, writeTree } from "@lambda-pack/test-support/disk/tree";
import { anyEdit } from "./any-edits.ts";
import type { Edit } from "./any-edits.ts";
import { listTree, waitForNextTick, withFacts } from "./list-tree.ts";
import { packAsAnew } from "./pack-anew.ts";

const sources = {
  "a.js": "a".repeat(60),
  "b.js": "b".repeat(60),
  bin: { run: "c".repeat(5000) },
  lib: { "c.js": "a" },
};

interface Pack extends Pick<BundleOptions, "level" | "reuse" | "stageMode"> {
  /** Functions whose sources are edited on their own, and which share the pool. */
  readonly target: number;
  readonly outputs: "zip" | "stage" | "both";
  /** Waits for the clock first: what was edited before is not racily clean. */
  readonly waits: boolean;
  /** Goes on with what earlier packs of the same command have left. */
  readonly remembers: boolean;
}

type Step = { readonly pack: Pack } | { readonly edit: Edit; readonly target: number };

const target = fc.integer({ min: 0, max: 2 });
const level = fc.constantFrom(6, 6, 6, 1);
const reuse = fc.constantFrom<Reuse>("trust", "trust", "trust", "verify", "none");

function anySteps(stageMode: fc.Arbitrary<"auto" | "copy" | "link">): fc.Arbitrary<readonly Step[]> {
  const outputs = fc.constantFrom("zip" as const, "stage" as const, "both" as const);
  const pack = fc.record({ target, outputs, reuse, level, stageMode, waits: fc.boolean(), remembers: fc.boolean() });
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ edit: anyEdit, target }) },
    { weight: 2, arbitrary: fc.record({ pack }) },
  );
  return fc.array(step, { minLength: 4, maxLength: 16 });
}

async function takeSteps(steps: readonly Step[]): Promise<void> {
  const dir = tree({});
  const memory = rememberBundles();
  const sourcesOf = (number: number) => join(dir, `sources-${number}`);
  for (const number of [0, 1, 2]) writeTree(mkdirOf(sourcesOf(number)), sources);
  for (const step of steps) {
    if ("edit" in step) step.edit.apply(sourcesOf(step.target));
    else await packOnce(dir, step.pack, memory);
  }
  const last = { outputs: "both", reuse: "trust", level: 6, stageMode: "copy", waits: true, remembers: true } as const;
  for (const number of [0, 1, 2]) await packOnce(dir, { ...last, target: number }, memory);
}

async function packOnce(
  dir: string,
  { target: number, outputs, waits, remembers, ...options }: Pack,
  memory: BundleMemory,
): Promise<void> {
  if (waits) waitForNextTick(dir);
  // One of them is a package of a scope.
  const output = join(dir, "pool", number === 2 ? "@tide/function" : `function-${number}`);
  await packAsAnew(listTree(join(dir, `sources-${number}`)), {
    ...options,
    pool: join(dir, "pool"),
    memory: remembers ? memory : undefined,
    archive: outputs === "stage" ? undefined : `${output}.zip`,
    stageDir: outputs === "zip" ? undefined : output,
  });
}

function mkdirOf(dir: string): string {
  mkdirSync(dir);
  return dir;
}

test("whatever is edited, and whatever is packed in which order, outputs are those of a pack without earlier ones", async () => {
  const property = fc.asyncProperty(anySteps(fc.constantFrom("auto", "copy")), takeSteps);
  await expect(fc.assert(property, { numRuns: 60 })).resolves.toBeUndefined();
}, 120_000);

test("so they are where staged files may be hard links to the sources", async () => {
  const property = fc.asyncProperty(anySteps(fc.constantFrom("link", "copy")), takeSteps);
  await expect(fc.assert(property, { numRuns: 40 })).resolves.toBeUndefined();
}, 120_000);

test("a file of the tick before the index was begun is believed", async () => {
  const { dir, list, options } = await quietlyEdited(-1);
  expect((await writeBundle(list, options)).work).toEqual({ read: 0, compressed: 0 });
  expect(readFileSync(join(dir, "out/a/a.js"), "utf8")).toBe("tide is high");
});

test.each([[0], [1]])(
  "a file of the tick in which the index was begun, or of a later one (%i), is read again",
  async (tick) => {
    const { list, options } = await quietlyEdited(tick);
    expect(await packAsAnew(list, options)).toEqual({ read: 1, compressed: 1 });
  },
);

test.each([
  ["an earlier", -1000],
  ["a later", 1000],
])("a file with %s change time than before is read again, though both are long before the index", async (_, change) => {
  const { quietly, listAt, options } = projectOfOneFile();
  await writeBundle(listAt(5000), options);
  quietly("tide is low!");
  expect(await packAsAnew(listAt(5000 + change), options)).toEqual({ read: 1, compressed: 1 });
});

test("folders that were exchanged by renames are packed anew: only the inodes of the files in them tell", async () => {
  const dir = tree({ sources: { high: { "tide.js": "tide is high" }, low: { "tide.js": "tide is low!" } } });
  const options = { archive: join(dir, "out/a.zip"), stageDir: join(dir, "out/a") };
  const place = (name: string) => join(dir, "sources", name);
  for (const name of ["high", "low"]) utimesSync(place(`${name}/tide.js`), 1_000_000, 1_000_000);
  const list = () =>
    ["high/tide.js", "low/tide.js"].reduce(
      (staging, path) => withFacts(staging, path, { ctimeMs: 5000 }),
      listTree(join(dir, "sources")),
    );
  await packAsAnew(list(), options);
  renameSync(place("high"), place("aside"));
  renameSync(place("low"), place("high"));
  renameSync(place("aside"), place("low"));
  expect(await packAsAnew(list(), options)).toEqual({ read: 2, compressed: 0 });
});

/** A file that was edited since it was packed although nothing tells so; its change time is so long after the index was begun. */
async function quietlyEdited(tick: number) {
  const { quietly, listAt, options, dir } = projectOfOneFile();
  await writeBundle(listAt(0), options);
  const { takenMs } = indexAt(options.archive);
  const list = listAt(takenMs + tick);
  await writeBundle(list, { ...options, reuse: "none" });
  for (const output of [options.archive, options.stageDir]) {
    writeFileSync(indexFileOf(output), encodeIndex({ ...indexAt(output), takenMs }, NO_KEY));
  }
  quietly("tide is low!");
  return { dir, list, options };
}

test("a file that is edited right behind a pack, with the same size, is packed anew", async () => {
  const { dir, options } = projectOfOneFile();
  for (let round = 0; round < 100; round += 1) {
    writeFileSync(join(dir, "sources/a.js"), `tide ${String(round).padStart(3, "0")}`);
    expect(await packAsAnew(listTree(join(dir, "sources")), options)).toEqual({ read: 1, compressed: 1 });
  }
});

test("a file whose modification time is put back behind an edit is packed anew: its change time tells", async () => {
  const { dir, quietly, options } = projectOfOneFile();
  waitForNextTick(dir);
  await packAsAnew(listTree(join(dir, "sources")), options);
  quietly("tide is low!");
  expect(await packAsAnew(listTree(join(dir, "sources")), options)).toEqual({ read: 1, compressed: 1 });
});

/** One file, whose size and modification time are always the same, and which is listed with any change time. */
function projectOfOneFile() {
  const dir = tree({ sources: {} });
  const quietly = (content: string) => {
    writeFileSync(join(dir, "sources/a.js"), content);
    utimesSync(join(dir, "sources/a.js"), 1_000_000, 1_000_000);
  };
  quietly("tide is high");
  return {
    dir,
    quietly,
    listAt: (ctimeMs: number) => withFacts(listTree(join(dir, "sources")), "a.js", { ctimeMs, ino: 1234 }),
    options: { archive: join(dir, "out/a.zip"), stageDir: join(dir, "out/a") },
  };
}

function indexAt(output: string): BundleIndex {
  const index = readIndex(indexFileOf(output), { engine: engineId(engineAt(6)), key: NO_KEY })?.index;
  if (index === undefined) throw new Error(`There is no index beside ${output}`);
  return index;
}
