import { watch } from "node:fs";
import { mkdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { watchTree } from "../../src/run/watch-tree.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";

interface Watched {
  readonly root: string;
  /** How many changes have been reported since it was asked the last time, after a while. */
  readonly reported: () => Promise<number>;
  /** The same, but waits for the first one. */
  readonly changes: () => Promise<number>;
  readonly failures: readonly string[];
}

async function watched(options: { readonly watch?: typeof watch } = {}): Promise<Watched> {
  const root = tree({
    "index.js": "",
    "lib/gear.js": "",
    "lib/deep/cog.js": "",
    "node_modules/left-pad/index.js": "",
  });
  let count = 0;
  const failures: string[] = [];
  const unwatch = watchTree(root, {
    ...options,
    isIgnored: (path) => basename(path) === "node_modules",
    onChange: () => count++,
    onFailed: (directory) => failures.push(directory),
  });
  onTestFinished(unwatch);
  const reported = async (): Promise<number> => {
    await setTimeout(60);
    const now = count;
    count = 0;
    return now;
  };
  return {
    root,
    failures,
    reported,
    changes: async () => {
      await expect.poll(() => count, { timeout: 3000, interval: 5 }).toBeGreaterThan(0);
      return reported();
    },
  };
}

test.each([
  ["a file is written", async (root: string) => writeFile(join(root, "lib/deep/cog.js"), "1")],
  ["a file is made", async (root: string) => writeFile(join(root, "lib/new.js"), "1")],
  ["a file is removed", async (root: string) => rm(join(root, "lib/gear.js"))],
  ["a file is renamed", async (root: string) => rename(join(root, "index.js"), join(root, "main.js"))],
  ["a directory is removed", async (root: string) => rm(join(root, "lib"), { recursive: true })],
])("it reports when %s", async (_what, change) => {
  const { root, changes } = await watched();
  await change(root);
  expect(await changes()).toBeGreaterThan(0);
});

test("a file that an editor puts in the place of another is watched like it", async () => {
  const { root, changes } = await watched();
  for (const content of ["1", "2", "3"]) {
    await writeFile(join(root, "lib/gear.js.tmp"), content);
    await rename(join(root, "lib/gear.js.tmp"), join(root, "lib/gear.js"));
    expect(await changes()).toBeGreaterThan(0);
  }
  await writeFile(join(root, "lib/gear.js"), "4");
  expect(await changes()).toBeGreaterThan(0);
});

test("directories that are made later are watched, however deep, also where one was removed", async () => {
  const { root, changes } = await watched();
  for (let time = 0; time < 3; time++) {
    await mkdir(join(root, "build/a/b"), { recursive: true });
    await writeFile(join(root, "build/a/b/out.js"), "");
    await changes();
    await writeFile(join(root, "build/a/b/out.js"), `${time}`);
    expect(await changes()).toBeGreaterThan(0);
    await rm(join(root, "build"), { recursive: true });
    await changes();
  }
  await rm(join(root, "lib"), { recursive: true });
  await mkdir(join(root, "lib"));
  await changes();
  await writeFile(join(root, "lib/gear.js"), "again");
  expect(await changes()).toBeGreaterThan(0);
});

test("a directory that is renamed is watched under its new name", async () => {
  const { root, changes } = await watched();
  await rename(join(root, "lib"), join(root, "source"));
  await changes();
  await writeFile(join(root, "source/deep/cog.js"), "1");
  expect(await changes()).toBeGreaterThan(0);
});

test("what is ignored is not reported, nor what lies behind a link", async () => {
  const elsewhere = tree({ "far.js": "" });
  const { root, changes, reported } = await watched();
  await symlink(elsewhere, join(root, "far"));
  await changes();
  await writeFile(join(root, "node_modules/left-pad/index.js"), "1");
  await mkdir(join(root, "node_modules/right-pad"));
  await writeFile(join(elsewhere, "far.js"), "1");
  expect(await reported()).toBe(0);
});

function watchers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "FSEventWrap").length;
}

test("nothing is reported after the end, and no watcher is left", async () => {
  const before = watchers();
  const root = tree({ "lib/deep/cog.js": "" });
  let count = 0;
  const options = { isIgnored: () => false, onChange: () => count++, onFailed: () => undefined };
  const unwatch = watchTree(root, options);
  expect(watchers()).toBe(before + 3);
  for (let time = 0; time < 3; time++) {
    await rm(join(root, "lib"), { recursive: true });
    await mkdir(join(root, "lib"));
    await setTimeout(60);
  }
  expect(watchers()).toBe(before + 2);
  unwatch();
  count = 0;
  await writeFile(join(root, "lib/gear.js"), "1");
  await setTimeout(60);
  expect([watchers(), count]).toEqual([before, 0]);
});

const refuse: typeof watch = (path: unknown, listener: unknown) => {
  if (String(path).endsWith("deep")) throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  // @ts-expect-error -- One of many overloads, and only that is used.
  return watch(path, listener);
};

test("a directory that the system does not watch is reported, and the others are watched", async () => {
  const { root, changes, failures } = await watched({ watch: refuse });
  expect(failures).toEqual([join(root, "lib/deep")]);
  await writeFile(join(root, "lib/gear.js"), "1");
  expect(await changes()).toBeGreaterThan(0);
});
