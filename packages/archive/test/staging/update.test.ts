import {
  appendFileSync,
  chmodSync,
  cpSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";

import { writeBundle } from "@lambda-pack/archive";
import { describe, expect, test } from "vitest";

import { snapshot } from "../snapshot.ts";
import { listTree, waitForNextTick } from "../reuse/list-tree.ts";
import { packAsAnew } from "../reuse/pack-anew.ts";
import { link, tree, withMode } from "@lambda-pack/test-support/disk/tree";

const sources = {
  "main.js": "exports.lambdaHandler = 1;\n",
  bin: { migrate: withMode(0o755, "#!/usr/bin/env node\n") },
  lib: { "tide.js": "exports.tide = 'high';\n", deep: { "er.js": "1" } },
  "node_modules/database": link(".."),
};

/** The modification time of staged files, in seconds. */
const STAGED = Date.UTC(1980, 0, 1) / 1000;

interface Stage {
  readonly dir: string;
  readonly sources: string;
  readonly stageDir: string;
  readonly list: () => ReturnType<typeof listTree>;
}

/** Sources that were staged once, by a clock that has moved on. */
async function staged(): Promise<Stage> {
  const dir = tree({ sources });
  const stage = {
    dir,
    sources: join(dir, "sources"),
    stageDir: join(dir, "out/stage"),
    list: () => listTree(join(dir, "sources")),
  };
  waitForNextTick(dir);
  await writeBundle(stage.list(), stage);
  waitForNextTick(dir);
  return stage;
}

function inodes(stageDir: string): ReadonlyMap<string, number> {
  // With types, links are not followed.
  const names = readdirSync(stageDir, { recursive: true, withFileTypes: true }).map((entry) =>
    relative(stageDir, join(entry.parentPath, entry.name)),
  );
  return new Map(names.toSorted().map((name) => [name, lstatSync(join(stageDir, name)).ino]));
}

/** Names of staged files, folders and links that are others than before, and of those that are new. */
function replacedSince(before: ReadonlyMap<string, number>, stageDir: string): readonly string[] {
  return [...inodes(stageDir)].filter(([name, ino]) => before.get(name) !== ino).map(([name]) => name);
}

describe("a later run", () => {
  test("leaves alone what has not changed: each file, folder and link, and the directory itself", async () => {
    const { list, stageDir, sources: from } = await staged();
    const before = inodes(stageDir);
    const { ino } = lstatSync(stageDir);
    writeFileSync(join(from, "lib/tide.js"), "exports.tide = 'low';\n");
    await packAsAnew(list(), { stageDir });
    expect(replacedSince(before, stageDir)).toEqual(["lib/tide.js"]);
    expect(lstatSync(stageDir).ino).toBe(ino);
  });

  test("adds what is new, in folders that are new", async () => {
    const { list, stageDir, sources: from } = await staged();
    const before = inodes(stageDir);
    mkdirSync(join(from, "lib/new/er"), { recursive: true });
    writeFileSync(join(from, "lib/new/er/moon.js"), "1");
    symlinkSync("../main.js", join(from, "lib/main.js"));
    await packAsAnew(list(), { stageDir });
    expect(replacedSince(before, stageDir)).toEqual(["lib/main.js", "lib/new", "lib/new/er", "lib/new/er/moon.js"]);
  });

  test("removes what is gone, with folders that were left empty", async () => {
    const { list, stageDir, sources: from } = await staged();
    const before = inodes(stageDir);
    rmSync(join(from, "lib/deep"), { recursive: true });
    rmSync(join(from, "node_modules"), { recursive: true });
    await packAsAnew(list(), { stageDir });
    expect(replacedSince(before, stageDir)).toEqual([]);
    expect([...inodes(stageDir).keys()]).toEqual(["bin", "bin/migrate", "lib", "lib/tide.js", "main.js"]);
  });

  test("turns files into folders, folders into files, and either into links", async () => {
    const { list, stageDir, sources: from } = await staged();
    for (const [path, change] of [
      ["main.js", (at: string) => cpSync(join(from, "lib"), at, { recursive: true })],
      ["lib", (at: string) => writeFileSync(at, "a file")],
      ["bin", (at: string) => symlinkSync("main.js", at)],
      ["bin", (at: string) => mkdirSync(at)],
      ["main.js", (at: string) => symlinkSync("lib", at)],
      ["lib", (at: string) => mkdirSync(at)],
      ["lib/main.js", (at: string) => writeFileSync(at, "1")],
      ["main.js", (at: string) => writeFileSync(at, "2")],
    ] as const) {
      rmSync(join(from, path), { recursive: true, force: true });
      change(join(from, path));
      await packAsAnew(list(), { stageDir });
    }
    expect([...inodes(stageDir).keys()]).toEqual([
      "lib",
      "lib/main.js",
      "main.js",
      "node_modules",
      "node_modules/database",
    ]);
  });

  test("follows a link that leads elsewhere, and a mode, and copies no file for it", async () => {
    const { list, stageDir, sources: from } = await staged();
    const before = inodes(stageDir);
    rmSync(join(from, "node_modules/database"));
    symlinkSync("../lib", join(from, "node_modules/database"));
    chmodSync(join(from, "main.js"), 0o755);
    await packAsAnew(list(), { stageDir });
    expect(replacedSince(before, stageDir)).toEqual(["main.js", "node_modules/database"]);
  });

  test("goes on from a list that has nothing in common with its own, and from an empty one", async () => {
    const { stageDir, list, dir } = await staged();
    for (const names of [{ "other.js": "1" }, {}, { lib: "a file" }]) {
      await packAsAnew(listTree(tree(names)), { stageDir });
    }
    await packAsAnew(list(), { stageDir });
    expect(readdirSync(join(dir, "out")).toSorted()).toEqual(["stage", "stage.packindex"]);
  });
});

type Tampering = (stageDir: string) => void;

const tamperings: readonly (readonly [string, Tampering])[] = [
  ["a file is longer", (dir) => appendFileSync(join(dir, "main.js"), "debugger;")],
  [
    "a file has other bytes, as many as before, and its time is put back",
    (dir) => {
      const { mtime, size } = lstatSync(join(dir, "main.js"));
      writeFileSync(join(dir, "main.js"), "x".repeat(size));
      utimesSync(join(dir, "main.js"), mtime, mtime);
    },
  ],
  [
    "another file with the same size and time was moved there",
    (dir) => {
      const { mtime, size } = lstatSync(join(dir, "main.js"));
      writeFileSync(join(dir, "new"), "x".repeat(size));
      utimesSync(join(dir, "new"), mtime, mtime);
      renameSync(join(dir, "new"), join(dir, "main.js"));
    },
  ],
  [
    "two files were exchanged",
    (dir) => {
      renameSync(join(dir, "main.js"), join(dir, "aside"));
      renameSync(join(dir, "lib/tide.js"), join(dir, "main.js"));
      renameSync(join(dir, "aside"), join(dir, "lib/tide.js"));
    },
  ],
  ["a file is executable", (dir) => chmodSync(join(dir, "main.js"), 0o755)],
  ["a file is not executable any more", (dir) => chmodSync(join(dir, "bin/migrate"), 0o644)],
  ["a file has the mode of nobody else", (dir) => chmodSync(join(dir, "main.js"), 0o600)],
  ["a file is gone", (dir) => rmSync(join(dir, "main.js"))],
  ["a folder is gone", (dir) => rmSync(join(dir, "lib"), { recursive: true })],
  ["a link is gone", (dir) => rmSync(join(dir, "node_modules/database"))],
  [
    "a link leads elsewhere",
    (dir) => {
      rmSync(join(dir, "node_modules/database"));
      symlinkSync("../lib", join(dir, "node_modules/database"));
    },
  ],
  [
    "a link has become a file with its target as content",
    (dir) => {
      rmSync(join(dir, "node_modules/database"));
      writeFileSync(join(dir, "node_modules/database"), "..");
    },
  ],
  [
    "a link has become what it leads to",
    (dir) => {
      rmSync(join(dir, "node_modules/database"));
      mkdirSync(join(dir, "node_modules/database"));
    },
  ],
  [
    "a file has become a link to one with the same content",
    (dir) => {
      renameSync(join(dir, "main.js"), join(dir, "..", "main.js"));
      symlinkSync("../main.js", join(dir, "main.js"));
    },
  ],
  ["a folder has another mode", (dir) => chmodSync(join(dir, "lib/deep"), 0o700)],
  ["the directory itself has another mode", (dir) => chmodSync(dir, 0o700)],
  ["the directory is gone", (dir) => rmSync(dir, { recursive: true })],
  [
    "the directory is a copy of what it was",
    (dir) => {
      cpSync(dir, `${dir}-copy`, { recursive: true, verbatimSymlinks: true });
      rmSync(dir, { recursive: true });
      renameSync(`${dir}-copy`, dir);
    },
  ],
  [
    "the directory is empty",
    (dir) => {
      rmSync(dir, { recursive: true });
      mkdirSync(dir);
    },
  ],
];

describe("what was tampered with is put right:", () => {
  test.each(tamperings)("%s", async (_, tamper) => {
    const { list, stageDir } = await staged();
    tamper(stageDir);
    await packAsAnew(list(), { stageDir });
    expect(await packAsAnew(list(), { stageDir })).toEqual({ read: 0, compressed: 0 });
  });

  test.each(tamperings)("%s, and the sources were edited as well, and a zip is wanted", async (_, tamper) => {
    const { list, stageDir, sources: from, dir } = await staged();
    tamper(stageDir);
    writeFileSync(join(from, "lib/tide.js"), "exports.tide = 'low';\n");
    writeFileSync(join(from, "lib/moon.js"), "");
    const outputs = { stageDir, archive: join(dir, "out/stage.zip") };
    expect(await packAsAnew(list(), outputs)).toEqual({ read: 5, compressed: 5 });
  });

  test("by a hard link to the source, through which an edit would reach the monorepo", async () => {
    const { list, stageDir, sources: from } = await staged();
    rmSync(join(stageDir, "main.js"));
    linkSync(join(from, "main.js"), join(stageDir, "main.js"));
    await packAsAnew(list(), { stageDir });
    appendFileSync(join(stageDir, "main.js"), "debugger;");
    expect(readFileSync(join(from, "main.js"), "utf8")).toBe(sources["main.js"]);
  });
});

/** What somebody else has put there: with what the error says of it. */
const foreign: readonly (readonly [string, Tampering, string])[] = [
  [
    "a folder has become a link to one with the same content",
    (dir) => {
      renameSync(join(dir, "lib"), join(dir, "..", "lib"));
      symlinkSync("../lib", join(dir, "lib"));
    },
    "holds the link lib, which lambda-pack did not make.",
  ],
  [
    "a file has become a folder",
    (dir) => {
      rmSync(join(dir, "main.js"));
      mkdirSync(join(dir, "main.js"));
      writeFileSync(join(dir, "main.js/main.js"), "1");
    },
    "holds main.js/main.js, which lambda-pack did not write and would have to replace.",
  ],
  [
    "a folder has become a file",
    (dir) => {
      rmSync(join(dir, "lib"), { recursive: true });
      writeFileSync(join(dir, "lib"), "1");
    },
    "holds lib, which lambda-pack did not write and would have to replace.",
  ],
  [
    "there is another link",
    (dir) => symlinkSync("main.js", join(dir, "index.js")),
    "holds the link index.js, which lambda-pack did not make.",
  ],
];

describe("what somebody else has put in the way ends a run that changes nothing:", () => {
  test.each(foreign)("%s", async (_, tamper, message) => {
    const { list, stageDir } = await staged();
    tamper(stageDir);
    const before = snapshot(stageDir);
    for (const reuse of ["trust", "verify", "none"] as const) {
      await expect(writeBundle(list(), { stageDir, reuse })).rejects.toMatchObject({
        code: "OUTPUT_INVALID",
        message: expect.stringContaining(message),
      });
    }
    expect(snapshot(stageDir)).toEqual(before);
  });
});

/** With files of somebody else in folders that stay, that go, and of their own. */
async function withForeign() {
  const stage = await staged();
  mkdirSync(join(stage.stageDir, "notes/deep"), { recursive: true });
  for (const path of ["notes/deep/a.txt", "lib/deep/mine.js", "main.js.orig"])
    writeFileSync(join(stage.stageDir, path), path);
  return stage;
}

describe("files that no run has put there stay", () => {
  const kept = ["lib/deep/mine.js", "main.js.orig", "notes/deep/a.txt"];

  test.each(["trust", "verify", "none"] as const)("whatever is reused: %s", async (reuse) => {
    const { list, stageDir, sources: from, dir } = await withForeign();
    rmSync(join(from, "lib/deep"), { recursive: true });
    writeFileSync(join(from, "lib/moon.js"), "");
    const { foreign: told } = await writeBundle(list(), { stageDir, reuse });
    expect(told).toEqual(kept);
    for (const path of kept) expect(readFileSync(join(stageDir, path), "utf8")).toBe(path);
    expect([...inodes(stageDir).keys()]).toEqual(
      ["bin", "bin/migrate", "lib", "lib/deep", "lib/moon.js", "lib/tide.js", "main.js", "node_modules"]
        .concat(["node_modules/database", "notes", "notes/deep", ...kept])
        .toSorted(),
    );
    expect(readdirSync(join(dir, "out")).toSorted()).toEqual(["stage", "stage.packindex"]);
    waitForNextTick(dir);
    expect(await writeBundle(list(), { stageDir })).toMatchObject({ work: { read: 0, compressed: 0 }, foreign: kept });
  });

  test("where the run fails", async () => {
    const { list, stageDir, sources: from, dir } = await withForeign();
    const before = snapshot(stageDir);
    writeFileSync(join(from, "lib/moon.js"), "");
    for (const reuse of ["trust", "verify"] as const) {
      const archive = join(dir, "out/taken");
      mkdirSync(archive, { recursive: true });
      await expect(writeBundle(list(), { stageDir, archive, reuse })).rejects.toMatchObject({
        code: "OUTPUT_WRITE_FAILED",
      });
      expect(snapshot(stageDir)).toEqual(before);
    }
  });

  test("where no index speaks of the directory, unless they look staged", async () => {
    const { list, stageDir, dir } = await withForeign();
    rmSync(`${stageDir}.packindex`);
    utimesSync(join(stageDir, "main.js.orig"), STAGED, STAGED);
    expect((await writeBundle(list(), { stageDir })).foreign).toEqual(["lib/deep/mine.js", "notes/deep/a.txt"]);
    expect(readdirSync(join(dir, "out")).toSorted()).toEqual(["stage", "stage.packindex"]);
  });
});

test("a file of somebody else is not read, however large", async () => {
  const { list, stageDir } = await staged();
  writeFileSync(join(stageDir, "core"), "1".repeat(100_000));
  expect(await writeBundle(list(), { stageDir })).toMatchObject({
    work: { read: 0, compressed: 0 },
    foreign: ["core"],
  });
});
