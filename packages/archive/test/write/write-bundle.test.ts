import {
  appendFileSync,
  lstatSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { diskFileSystem, writeBundle } from "@lambda-pack/archive";
import type { BundleOptions, FileSystem, Progress } from "@lambda-pack/archive";
import { byCodeUnit, isPackError, PackError } from "@lambda-pack/model";
import type { Staging } from "@lambda-pack/model";
import { afterEach, describe, expect, test } from "vitest";

import { failingFileSystem } from "@lambda-pack/test-support/disk/failing-file-system";
import type { FailingFileSystem } from "@lambda-pack/test-support/disk/failing-file-system";
import { readZip } from "@lambda-pack/test-support/zips/read-zip";
import { snapshot } from "../snapshot.ts";
import { stagingOf } from "../staging.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";

interface Scene {
  readonly dir: string;
  readonly staging: Staging;
  readonly outputs: { readonly archive: string; readonly stageDir: string };
}

function scene(version = "1"): Scene {
  const dir = tree({ out: {} });
  const staging = stagingOf(
    dir,
    [
      { path: "package.json", content: `{"version":"${version}"}` },
      { path: "bin/run", content: `#!${version}`, mode: 0o755 },
      { path: "lib/deep/er/a.js", content: "a".repeat(5000) },
    ],
    [{ kind: "link", path: "lib/self", target: ".." }],
  );
  return { dir, staging, outputs: { archive: join(dir, "out/database.zip"), stageDir: join(dir, "out/database") } };
}

function sourceOf({ staging }: Scene, path: string): string {
  const entry = staging.entries.find((each) => each.path === path);
  if (entry?.kind !== "file") throw new Error(`${path} is no file.`);
  return entry.source;
}

const umask = process.umask();

afterEach(() => {
  process.umask(umask);
});

test.each([[0o000], [0o022], [0o077]])("a staging directory has the list's modes under umask %o", async (mask) => {
  const { staging, outputs, dir } = scene();
  process.umask(mask);
  await writeBundle(staging, outputs);
  const lines = snapshot(outputs.stageDir).map((line) => line.split(" ").slice(0, 3).join(" "));
  expect(lines).toEqual([
    "dir 755 bin",
    "file 755 bin/run",
    "dir 755 lib",
    "dir 755 lib/deep",
    "dir 755 lib/deep/er",
    "file 644 lib/deep/er/a.js",
    "link lib/self ->",
    "file 644 package.json",
  ]);
  expect(statSync(outputs.stageDir).mode & 0o7777).toBe(0o755);
  expect(readdirSync(join(dir, "out")).toSorted()).toEqual([
    "database",
    "database.packindex",
    "database.zip",
    "database.zip.packindex",
  ]);
});

test("staged files are copies with the time by which a later run knows them", async () => {
  const made = scene();
  await writeBundle(made.staging, made.outputs);
  const copy = lstatSync(join(made.outputs.stageDir, "package.json"));
  expect(copy.mtimeMs).toBe(Date.UTC(1980, 0, 1));
  expect(copy.nlink).toBe(1);
  expect(copy.ino).not.toBe(lstatSync(sourceOf(made, "package.json")).ino);
});

test("the zip and the staging directory hold the same", async () => {
  const { staging, outputs } = scene();
  await writeBundle(staging, outputs);
  const entries = await readZip(outputs.archive);
  expect(entries.map(({ path, mode }) => [path, mode.toString(8)])).toEqual([
    ["bin/run", "100755"],
    ["lib/deep/er/a.js", "100644"],
    ["lib/self", "120777"],
    ["package.json", "100644"],
  ]);
  for (const { path, content } of entries.filter((entry) => entry.mode !== 0o120777)) {
    expect((await readFile(join(outputs.stageDir, path))).equals(content)).toBe(true);
  }
});

test("each output may be left out, and a directory for it is made", async () => {
  const { staging, dir } = scene();
  expect((await writeBundle(staging, { stageDir: join(dir, "new/a/stage") })).archive).toBeUndefined();
  expect((await writeBundle(staging, { archive: join(dir, "new/b/c.zip") })).archive).toMatchObject({ entries: 4 });
  expect(readdirSync(join(dir, "new/a"))).toEqual(["stage", "stage.packindex"]);
  expect(readdirSync(join(dir, "new/b"))).toEqual(["c.zip", "c.zip.packindex"]);
});

test("a later run replaces the outputs of an earlier one whole, but for what is of nobody's run", async () => {
  const made = scene();
  await writeBundle(made.staging, made.outputs);
  writeFileSync(join(made.outputs.stageDir, "mine.js"), "of nobody's run");
  const later = stagingOf(join(made.dir, "later"), [{ path: "only.js", content: "1" }]);
  await writeBundle(later, made.outputs);
  expect(readdirSync(made.outputs.stageDir)).toEqual(["mine.js", "only.js"]);
  expect((await readZip(made.outputs.archive)).map(({ path }) => path)).toEqual(["only.js"]);
});

test("progress counts up to all files and bytes", async () => {
  const { staging, outputs } = scene();
  const seen: Progress[] = [];
  await writeBundle(staging, { ...outputs, onProgress: (done) => seen.push(done) });
  expect(seen.map(({ files }) => files)).toEqual([1, 2, 3, 4]);
  expect(seen.at(-1)?.bytes).toBe(staging.bytes);
});

test("more bytes than are read ahead come out in order", async () => {
  const dir = tree({});
  const contents = Array.from({ length: 70 }, (_, index) => Buffer.alloc(index % 7 === 0 ? 9_000_000 : 1000, index));
  const specs = contents.map((content, index) => ({ path: `f${String(index).padStart(3, "0")}`, content }));
  const outputs = { archive: join(dir, "a.zip"), stageDir: join(dir, "a") };
  await writeBundle(stagingOf(dir, specs), outputs);
  const read = await readZip(outputs.archive);
  expect(read.every(({ content }, index) => content.equals(contents[index] ?? Buffer.alloc(0)))).toBe(true);
  for (const [index, { path }] of specs.entries()) {
    expect((await readFile(join(outputs.stageDir, path))).equals(contents[index] ?? Buffer.alloc(0))).toBe(true);
  }
});

/** What a run over earlier outputs throws, and whether it left them as they were. */
async function outcomeOf(made: Scene, options: Partial<BundleOptions> = {}): Promise<object> {
  const earlier = stagingOf(join(made.dir, "earlier"), [{ path: "earlier.js", content: "1" }]);
  await writeBundle(earlier, made.outputs);
  const before = snapshot(join(made.dir, "out"));
  const error: unknown = await failureOf(writeBundle(made.staging, { ...made.outputs, ...options }));
  const isUnchanged = JSON.stringify(snapshot(join(made.dir, "out"))) === JSON.stringify(before);
  return { error, isUnchanged };
}

async function failureOf(run: Promise<unknown>): Promise<unknown> {
  return run.then(
    () => undefined,
    (error: unknown) => error,
  );
}

const gone = new Error("the terminal is gone");

function failProgress(): never {
  throw gone;
}

function rejectArchive(): never {
  throw new PackError("ARCHIVE_TOO_LARGE", "The archive is too large, because of lodash.");
}

describe("nothing changes when", () => {
  test("a file has grown since it was listed", async () => {
    const made = scene();
    const source = sourceOf(made, "bin/run");
    appendFileSync(source, "more");
    expect(await outcomeOf(made)).toMatchObject({
      error: { code: "FILE_CHANGED", message: `${source} changed while it was being packed.` },
      isUnchanged: true,
    });
  });

  test("a file was written again with as many bytes", async () => {
    const made = scene();
    utimesSync(sourceOf(made, "bin/run"), new Date(), new Date(Date.now() + 5000));
    expect(await outcomeOf(made)).toMatchObject({ error: { code: "FILE_CHANGED" }, isUnchanged: true });
  });

  test.each([["openSync"], ["readSync"]])("a file changes after %s", async (moment) => {
    const made = scene();
    const source = sourceOf(made, "lib/deep/er/a.js");
    let opened: number | undefined;
    const openSync: typeof diskFileSystem.openSync = (path, ...rest) => {
      const fd = diskFileSystem.openSync(path, ...rest);
      if (path === source) opened = fd;
      if (path === source && moment === "openSync") appendFileSync(source, "late");
      return fd;
    };
    const fstatSync = ((fd: number) => {
      if (fd === opened && moment === "readSync") appendFileSync(source, "late");
      return diskFileSystem.fstatSync(fd);
    }) as typeof diskFileSystem.fstatSync;
    expect(await outcomeOf(made, { fs: { ...diskFileSystem, openSync, fstatSync } })).toMatchObject({
      error: { code: "FILE_CHANGED" },
      isUnchanged: true,
    });
  });

  test("a file has become shorter", async () => {
    const made = scene();
    writeFileSync(sourceOf(made, "lib/deep/er/a.js"), "short");
    expect(await outcomeOf(made)).toMatchObject({ error: { code: "FILE_CHANGED" }, isUnchanged: true });
  });

  test("a file has vanished", async () => {
    const made = scene();
    const source = sourceOf(made, "lib/deep/er/a.js");
    rmSync(source);
    expect(await outcomeOf(made)).toMatchObject({
      error: { code: "FILE_CHANGED", message: `${source} vanished while it was being packed.` },
      isUnchanged: true,
    });
  });

  test("the directory of a file has become a file", async () => {
    const made = scene();
    const source = sourceOf(made, "lib/deep/er/a.js");
    renameSync(dirname(source), `${dirname(source)}-moved`);
    writeFileSync(dirname(source), "");
    expect(await outcomeOf(made)).toMatchObject({ error: { code: "FILE_CHANGED" }, isUnchanged: true });
  });

  test("the archive becomes larger than its limit", async () => {
    const made = scene();
    const message = `${made.outputs.archive} would be larger than the limit of 300 bytes.`;
    expect(await outcomeOf(made, { maxArchiveBytes: 300 })).toMatchObject({
      error: { code: "ARCHIVE_TOO_LARGE", message },
      isUnchanged: true,
    });
  });

  test("the finished archive is rejected", async () => {
    const made = scene();
    expect(await outcomeOf(made, { assertArchive: rejectArchive })).toMatchObject({
      error: { message: "The archive is too large, because of lodash." },
      isUnchanged: true,
    });
  });

  test("the run is aborted before it begins, at any entry, or at its end", async () => {
    const before = new AbortController();
    before.abort();
    expect(await outcomeOf(scene(), { signal: before.signal })).toMatchObject({
      error: { code: "INTERRUPTED" },
      isUnchanged: true,
    });
    for (const at of [1, 2, 3, 4]) {
      const controller = new AbortController();
      const onProgress = ({ files }: Progress) => {
        if (files === at) controller.abort();
      };
      expect(await outcomeOf(scene(), { signal: controller.signal, onProgress })).toMatchObject({
        error: { code: "INTERRUPTED" },
        isUnchanged: true,
      });
    }
  });

  test("the listener of progress throws", async () => {
    expect(await outcomeOf(scene(), { onProgress: failProgress })).toMatchObject({ error: gone, isUnchanged: true });
  });
});

interface Outcome {
  /** The call that failed: `rename`. */
  readonly call: string;
  /** Undefined where the run was a success all the same. */
  readonly code: string | undefined;
  /** Whether nothing is left over, and the outputs are the earlier ones or, after a success, the new ones. */
  readonly isRight: boolean;
}

/** One run for each call that can fail, until nothing fails any more. */
interface Failing {
  readonly code: string;
  readonly withEarlier: boolean;
}

async function failEverywhere(code: string, withEarlier: boolean): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let at = 1; ; at += 1) {
    const outcome = await failOnce(failingFileSystem(diskFileSystem, { at, code }), { code, withEarlier });
    if (outcome === undefined) return outcomes;
    outcomes.push(outcome);
  }
}

/** Undefined when the disk did not fail. */
async function failOnce(
  { fs, failed }: FailingFileSystem<FileSystem>,
  { code, withEarlier }: Failing,
): Promise<Outcome | undefined> {
  const made = scene();
  const out = join(made.dir, "out");
  const earlier = stagingOf(join(made.dir, "earlier"), [{ path: "earlier.js", content: "1" }]);
  if (withEarlier) await writeBundle(earlier, made.outputs);
  const before = snapshot(out);
  const error = await failureOf(writeBundle(made.staging, { ...made.outputs, fs }));
  const call = failed()?.split(" ")[0];
  if (error !== undefined && !isPackError(error)) throw error;
  if (call === undefined) return undefined;
  const isClean = !readdirSync(out).some((name) => name.startsWith("."));
  const isKept = JSON.stringify(snapshot(out)) === JSON.stringify(before);
  const isTold = error?.message.includes(made.dir) === true && (code === "ENOENT" || error.message.includes(code));
  const isWhole = error === undefined && (await readZip(made.outputs.archive)).length === 4;
  return { call, code: error?.code, isRight: isClean && (error === undefined ? isWhole : isKept && isTold) };
}

function codesOf(outcomes: readonly Outcome[]): readonly string[] {
  return [...new Set(outcomes.map(({ code }) => code ?? "success"))].toSorted(byCodeUnit);
}

describe("a disk that fails at call n, for every n", () => {
  test.each([[true], [false]])(
    "an input or output error leaves what was there (earlier outputs: %s)",
    async (earlier) => {
      const outcomes = await failEverywhere("EIO", earlier);
      expect(outcomes.filter(({ isRight }) => !isRight)).toEqual([]);
      expect(codesOf(outcomes)).toEqual(["FILE_UNREADABLE", "OUTPUT_WRITE_FAILED", "success"]);
      // What a later run could do without: clones, indexes, and that nothing of this run or an earlier one is left, which is tried twice.
      const forgiven = outcomes.filter(({ code }) => code === undefined).map(({ call }) => call);
      const dispensable = ["copyFileSync", "lstatSync", "readdirSync", "writeFile", "rename", "rm"];
      expect(new Set(forgiven)).toEqual(new Set(dispensable));
    },
    60_000,
  );

  // Calls overlap, so which kind of call is the nth differs from run to run: here the first of each kind fails.
  test.each([
    "chmodSync",
    "close",
    "closeSync",
    "fstatSync",
    "lstatSync",
    "mkdir",
    "mkdirSync",
    "mkdtemp",
    "open",
    "openSync",
    "readSync",
    "rename",
    "rm",
    "symlinkSync",
    "utimesSync",
    "writeFile",
    "writeFileSync",
  ])("an error of %s leaves what was there", async (kind) => {
    const failing = failingFileSystem(diskFileSystem, { at: 1, code: "EIO", only: kind });
    const outcome = await failOnce(failing, { code: "EIO", withEarlier: true });
    expect(outcome).toMatchObject({ call: kind, isRight: true });
  });

  test("a disk that is full says so and leaves what was there", async () => {
    const outcomes = await failEverywhere("ENOSPC", true);
    expect(outcomes.filter(({ isRight }) => !isRight)).toEqual([]);
    // With no room left for the indexes, the pack has succeeded all the same.
    expect(codesOf(outcomes)).toEqual(["OUTPUT_WRITE_FAILED", "success"]);
  }, 60_000);

  test("a path that vanishes is a change of the file or a failed write", async () => {
    const outcomes = await failEverywhere("ENOENT", true);
    expect(outcomes.filter(({ isRight }) => !isRight)).toEqual([]);
    expect(codesOf(outcomes)).toEqual(["FILE_CHANGED", "OUTPUT_WRITE_FAILED", "success"]);
  }, 60_000);

  test("a disk without links says which one, and how to do without", async () => {
    const made = scene();
    const { fs } = failingFileSystem(diskFileSystem, { at: 1, code: "EPERM", only: "symlinkSync" });
    await expect(writeBundle(made.staging, { ...made.outputs, fs })).rejects.toMatchObject({
      code: "OUTPUT_WRITE_FAILED",
      message: expect.stringMatching(/ could not be made a link: .*\(EPERM\)\.$/u),
      hint: "Stage on a disk that has links, write the archive only (--no-stage), or pack copies (--no-links).",
    });
  });

  test("no space left is said in words", async () => {
    const made = scene();
    const { fs } = failingFileSystem(diskFileSystem, { at: 1, code: "ENOSPC" });
    await expect(writeBundle(made.staging, { ...made.outputs, fs })).rejects.toMatchObject({
      code: "OUTPUT_WRITE_FAILED",
      message: expect.stringContaining("could not be written: no space left on the device (ENOSPC)."),
      hint: "Free some space, or choose an output on another disk.",
    });
  });
});

describe("runs at once", () => {
  test("end with the whole result of one of them, and nothing beside it", async () => {
    const { dir, outputs } = scene();
    const stagings = Array.from({ length: 8 }, (_, run) =>
      stagingOf(
        join(dir, `run-${run}`),
        Array.from({ length: 20 }, (__, file) => ({ path: `f${file}/run.js`, content: `${run}` })),
      ),
    );
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(stagings.map((staging) => writeBundle(staging, outputs)));
      const staged = new Set<string>();
      for (let file = 0; file < 20; file += 1) {
        staged.add(await readFile(join(outputs.stageDir, `f${file}/run.js`), "utf8"));
      }
      expect(staged.size).toBe(1);
      const zipped = new Set((await readZip(outputs.archive)).map(({ content }) => content.toString()));
      expect(zipped.size).toBe(1);
      expect(readdirSync(join(dir, "out")).toSorted()).toEqual([
        "database",
        "database.packindex",
        "database.zip",
        "database.zip.packindex",
      ]);
    }
  });

  test("a directory that another run puts in place between two renames is replaced, not mixed", async () => {
    const made = scene();
    const other = scene("other");
    await writeBundle(other.staging, made.outputs);
    let interfered = 0;
    const rename: FileSystem["rename"] = async (from, to) => {
      if (to === made.outputs.stageDir && interfered < 3) {
        interfered += 1;
        await writeBundle(other.staging, { stageDir: made.outputs.stageDir });
      }
      await diskFileSystem.rename(from, to);
    };
    await writeBundle(made.staging, { ...made.outputs, fs: { ...diskFileSystem, rename } });
    expect(interfered).toBe(3);
    expect(await readFile(join(made.outputs.stageDir, "package.json"), "utf8")).toBe('{"version":"1"}');
    expect(readdirSync(join(made.dir, "out")).toSorted()).toEqual([
      "database",
      "database.packindex",
      "database.zip",
      "database.zip.packindex",
    ]);
  });
});
