import {
  appendFileSync,
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { writeBundle } from "@lambda-pack/archive";
import { describe, expect, test } from "vitest";

import { listTree, waitForNextTick } from "../reuse/list-tree.ts";
import { packAsAnew } from "../reuse/pack-anew.ts";
import { tree, withMode } from "@lambda-pack/test-support/disk/tree";

const sources = {
  "main.js": withMode(0o644, "exports.lambdaHandler = 1;\n"),
  "bin/migrate": withMode(0o755, "#!/usr/bin/env node\n"),
  // Others may write: a staged file must not have that.
  "lib/tide.js": withMode(0o666, "exports.tide = 'high';\n"),
};

const names = Object.keys(sources);

interface Stage {
  readonly dir: string;
  readonly list: () => ReturnType<typeof listTree>;
  readonly source: (name: string) => string;
  readonly staged: (name: string) => string;
  readonly outputs: { readonly stageDir: string; readonly archive: string };
}

function stageOf(): Stage {
  const dir = tree({ sources });
  waitForNextTick(dir);
  return {
    dir,
    list: () => listTree(join(dir, "sources")),
    source: (name) => join(dir, "sources", name),
    staged: (name) => join(dir, "out/stage", name),
    outputs: { stageDir: join(dir, "out/stage"), archive: join(dir, "out/stage.zip") },
  };
}

/** Names of staged files that are hard links to their sources. */
function linked({ source, staged }: Stage): readonly string[] {
  return names.filter((name) => lstatSync(source(name)).ino === lstatSync(staged(name)).ino);
}

describe("with link", () => {
  test("staged files are their sources, but where these have permissions that a staged file must not have", async () => {
    const stage = stageOf();
    await packAsAnew(stage.list(), { ...stage.outputs, stageMode: "link" });
    expect(linked(stage)).toEqual(["main.js", "bin/migrate"]);
    expect(names.map((name) => lstatSync(stage.staged(name)).nlink)).toEqual([2, 2, 1]);
    expect(lstatSync(stage.source("lib/tide.js")).mode & 0o777).toBe(0o666);
  });

  test.each([["zip and staging directory"], ["the staging directory alone"]])(
    "a later run has the same result, for %s",
    async (wanted) => {
      const stage = stageOf();
      const { stageDir, archive } = stage.outputs;
      const options = { stageDir, archive: wanted.startsWith("zip") ? archive : undefined, stageMode: "link" } as const;
      const reads: number[] = [];
      for (let run = 0; run < 4; run += 1) {
        waitForNextTick(stage.dir);
        reads.push((await packAsAnew(stage.list(), options)).read);
        expect(linked(stage)).toEqual(["main.js", "bin/migrate"]);
      }
      // To be linked is a change of a file, which has to be looked at once more.
      expect(reads).toEqual([3, 2, 0, 0]);
    },
  );

  test.each([["in place"], ["by a new file in its place"]])(
    "an edit of the source %s is staged and zipped",
    async (how) => {
      const stage = stageOf();
      const options = { ...stage.outputs, stageMode: "link" } as const;
      await packAsAnew(stage.list(), options);
      const edited = how === "in place" ? stage.source("main.js") : stage.source(".new");
      writeFileSync(edited, "exports.lambdaHandler = 2;\n");
      renameSync(edited, stage.source("main.js"));
      await packAsAnew(stage.list(), options);
      expect(linked(stage)).toEqual(["main.js", "bin/migrate"]);
      expect(readFileSync(stage.staged("main.js"), "utf8")).toBe("exports.lambdaHandler = 2;\n");
    },
  );

  test("a source whose permissions have changed since is copied", async () => {
    const stage = stageOf();
    const options = { ...stage.outputs, stageMode: "link" } as const;
    await packAsAnew(stage.list(), options);
    chmodSync(stage.source("main.js"), 0o664);
    await packAsAnew(stage.list(), options);
    expect(linked(stage)).toEqual(["bin/migrate"]);
    expect(lstatSync(stage.source("main.js")).mode & 0o777).toBe(0o664);
  });

  test("a source that has become executable is linked again", async () => {
    const stage = stageOf();
    const options = { ...stage.outputs, stageMode: "link" } as const;
    await packAsAnew(stage.list(), options);
    chmodSync(stage.source("main.js"), 0o755);
    await packAsAnew(stage.list(), options);
    expect(linked(stage)).toEqual(["main.js", "bin/migrate"]);
  });
});

describe.each([["copy"], ["auto"]] as const)("with %s", (stageMode) => {
  test("an edit of a staged file does not reach the source", async () => {
    const stage = stageOf();
    await packAsAnew(stage.list(), { ...stage.outputs, stageMode });
    expect(linked(stage)).toEqual([]);
    appendFileSync(stage.staged("main.js"), "debugger;");
    expect(readFileSync(stage.source("main.js"), "utf8")).toBe("exports.lambdaHandler = 1;\n");
  });

  test("hard links of an earlier run become files of their own", async () => {
    const stage = stageOf();
    await writeBundle(stage.list(), { ...stage.outputs, stageMode: "link" });
    for (let run = 0; run < 2; run += 1) {
      await packAsAnew(stage.list(), { ...stage.outputs, stageMode });
      expect(linked(stage)).toEqual([]);
      expect(names.map((name) => lstatSync(stage.staged(name)).mtimeMs)).toEqual(names.map(() => Date.UTC(1980, 0, 1)));
    }
  });
});

test("modes may alternate, with edits between them", async () => {
  const stage = stageOf();
  const counts: number[] = [];
  for (const [run, stageMode] of (["copy", "link", "auto", "link", "link", "copy", "copy"] as const).entries()) {
    if (run % 2 === 1) writeFileSync(stage.source("main.js"), `exports.lambdaHandler = 1${run};\n`);
    await packAsAnew(stage.list(), { ...stage.outputs, stageMode });
    counts.push(linked(stage).length);
  }
  // Copies that are right stay where hard links would do as well.
  expect(counts).toEqual([0, 1, 0, 1, 1, 0, 0]);
});

/** Memory that is a disk of its own, where the machine has one. */
const otherDisk = "/dev/shm";
const hasOtherDisk =
  (statSync(otherDisk, { throwIfNoEntry: false })?.dev ?? statSync(tmpdir()).dev) !== statSync(tmpdir()).dev;

test.runIf(hasOtherDisk)("links to another disk cannot be made, and the message says what to do", async () => {
  const stage = stageOf();
  const dir = mkdtempSync(join(otherDisk, "lambda-pack-"));
  try {
    const run = writeBundle(stage.list(), { stageDir: join(dir, "stage"), stageMode: "link" });
    await expect(run).rejects.toMatchObject({
      code: "OUTPUT_WRITE_FAILED",
      message: expect.stringMatching(/stage\/\S+ could not be linked to \S+: .*\(EXDEV\)\.$/u),
      hint: "Stage on the same disk as the packages, or use --stage-mode copy.",
    });
    expect(readdirSync(dir)).toEqual([]);
  } finally {
    rmSync(dir, { recursive: true });
  }
});
