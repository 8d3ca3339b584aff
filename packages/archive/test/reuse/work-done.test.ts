import { cpSync, lstatSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { rememberBundles, writeBundle } from "@lambda-pack/archive";
import type { BundleOptions } from "@lambda-pack/archive";
import { describe, expect, test } from "vitest";

import { tree, writeTree, withMode } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { listTree, waitForNextTick } from "./list-tree.ts";
import { packAsAnew } from "./pack-anew.ts";

const dependencies: Tree = {
  "lodash/package.json": '{"name":"lodash"}',
  "lodash/lodash.js": "module.exports = {};\n".repeat(300),
  "lodash/empty.js": "",
  "mysql2/package.json": '{"name":"mysql2"}',
  "mysql2/index.js": "exports.createPool = () => {};\n".repeat(200),
};

const sources: Tree = {
  "package.json": '{"name":"database"}',
  "main.js": "exports.lambdaHandler = async () => ({ success: true });\n".repeat(20),
  bin: { migrate: withMode(0o755, "#!/usr/bin/env node\n") },
  node_modules: dependencies,
};

const fileCount = 8;

interface Project {
  readonly dir: string;
  readonly sources: string;
  readonly options: BundleOptions & { readonly archive: string; readonly stageDir: string };
  readonly list: () => ReturnType<typeof listTree>;
}

/** A function that was packed once, by a clock that has moved on since its files were written. */
async function packedProject(): Promise<Project> {
  const dir = tree({ sources });
  const project = projectIn(dir, "sources");
  waitForNextTick(dir);
  expect((await writeBundle(project.list(), project.options)).work).toEqual({ read: fileCount, compressed: fileCount });
  return project;
}

function projectIn(dir: string, name: string): Project {
  const pool = join(dir, "pool");
  return {
    dir,
    sources: join(dir, name),
    options: { archive: join(pool, `${name}.zip`), stageDir: join(pool, name), pool },
    list: () => listTree(join(dir, name)),
  };
}

/** Inode and times of outputs: equal where nobody has written them anew. */
function identities({
  archive,
  stageDir,
}: {
  readonly archive: string;
  readonly stageDir: string;
}): readonly unknown[] {
  const staged = readdirSync(stageDir, { recursive: true, encoding: "utf8" }).toSorted();
  return [archive, ...staged.map((path) => join(stageDir, path))].map((path) => {
    const { ino, mtimeMs, ctimeMs } = lstatSync(path);
    return { path, ino, mtimeMs, ctimeMs };
  });
}

/** Writes every file again, as a checkout and an install do: other inodes, other times, the same contents. */
function installAnew({ dir, sources: from }: Project): void {
  cpSync(from, join(dir, "anew"), { recursive: true });
  rmSync(from, { recursive: true });
  renameSync(join(dir, "anew"), from);
  waitForNextTick(dir);
}

describe("by default", () => {
  test("nothing is read where nothing has changed, and the outputs are left as they are", async () => {
    const { list, options } = await packedProject();
    const before = identities(options);
    expect(await packAsAnew(list(), options)).toEqual({ read: 0, compressed: 0 });
    expect(identities(options)).toEqual(before);
  });

  test.each<[string, Partial<BundleOptions>]>([
    ["the zip alone", { stageDir: undefined }],
    ["the staging directory alone", { archive: undefined }],
    ["several threads", { threads: 2 }],
  ])("so it is for %s", async (_, change) => {
    const { list, options } = await packedProject();
    const before = identities(options);
    expect(await packAsAnew(list(), { ...options, ...change })).toEqual({ read: 0, compressed: 0 });
    expect(identities(options)).toEqual(before);
  });

  test("of a file that has changed, and of no other, the content is read and compressed, and the staged file is written", async () => {
    const { list, options, sources: from, dir } = await packedProject();
    const before = identities(options);
    writeFileSync(join(from, "main.js"), "exports.lambdaHandler = async () => ({ success: false });\n");
    waitForNextTick(dir);
    expect(await packAsAnew(list(), options)).toEqual({ read: 1, compressed: 1 });
    const changed = identities(options).filter((each, index) => JSON.stringify(each) !== JSON.stringify(before[index]));
    const written = [options.archive, join(options.stageDir, "main.js")];
    expect(changed).toEqual(written.map((path) => expect.objectContaining({ path })));
    expect(await packAsAnew(list(), options)).toEqual({ read: 0, compressed: 0 });
  });

  test("a file that was only touched is read, not compressed, and its staged file stays", async () => {
    const { list, options, sources: from } = await packedProject();
    const [, ...staged] = identities(options);
    utimesSync(join(from, "node_modules/lodash/lodash.js"), new Date(), new Date());
    expect(await packAsAnew(list(), options)).toEqual({ read: 1, compressed: 0 });
    expect(identities(options).slice(1)).toEqual(staged);
  });

  test("behind a fresh checkout and install all is read, and nothing compressed; then nothing is read again", async () => {
    const project = await packedProject();
    const [, ...staged] = identities(project.options);
    installAnew(project);
    expect(await packAsAnew(project.list(), project.options)).toEqual({ read: fileCount, compressed: 0 });
    expect(identities(project.options).slice(1)).toEqual(staged);
    expect(await packAsAnew(project.list(), project.options)).toEqual({ read: 0, compressed: 0 });
  });

  test("a copy of a file is read, not compressed", async () => {
    const { list, options, sources: from, dir } = await packedProject();
    cpSync(join(from, "main.js"), join(from, "handler.js"));
    waitForNextTick(dir);
    expect(await packAsAnew(list(), options)).toEqual({ read: 1, compressed: 0 });
    expect(await packAsAnew(list(), options)).toEqual({ read: 0, compressed: 0 });
  });

  test("a mode that changed is packed without a content being compressed", async () => {
    const { list, options, dir } = await packedProject();
    writeTree(join(dir, "sources/bin"), { ".new": withMode(0o644, "#!/usr/bin/env node\n") });
    renameSync(join(dir, "sources/bin/.new"), join(dir, "sources/bin/migrate"));
    expect(await packAsAnew(list(), options)).toEqual({ read: 1, compressed: 0 });
  });

  test("what has not changed is not compressed for another function that shares it, in a scope or not", async () => {
    const { dir } = await packedProject();
    const own = { "package.json": '{"name":"tide"}', "tide.js": "exports.high = true;\n".repeat(50) };
    writeTree(dir, { tide: { ...own, node_modules: dependencies } });
    waitForNextTick(dir);
    const tide = projectIn(dir, "tide");
    const scoped = { ...tide.options, archive: join(dir, "pool/@coast/tide.zip") };
    // Other files with other inodes: all are read, and the two of its own are compressed.
    expect(await packAsAnew(tide.list(), scoped)).toEqual({ read: 7, compressed: 2 });
    // The same files: what the bundle in the scope knows of them is believed.
    expect(await packAsAnew(tide.list(), tide.options)).toEqual({ read: 0, compressed: 0 });
  });

  test("packs of one command share what they know: nothing is read again, and nothing compressed twice", async () => {
    const { dir } = await packedProject();
    const memory = rememberBundles();
    const work: unknown[] = [];
    for (const name of ["high", "low", "neap"]) {
      writeTree(dir, { [name]: { "package.json": `{"name":"${name}"}`, node_modules: dependencies } });
      waitForNextTick(dir);
      const { list, options } = projectIn(dir, name);
      for (const archive of [options.archive, join(dir, `pool/@coast/${name}.zip`)]) {
        work.push(await packAsAnew(list(), { ...options, archive, memory }));
      }
    }
    const again = { read: 0, compressed: 0 };
    const first = { read: 6, compressed: 1 };
    expect(work).toEqual([first, again, first, again, first, again]);
  });

  test("another level takes nothing from an earlier zip, and the level of before neither", async () => {
    const { list, options } = await packedProject();
    for (const level of [1, 6, 0]) {
      expect(await packAsAnew(list(), { ...options, level })).toEqual({ read: fileCount, compressed: fileCount });
      expect(await packAsAnew(list(), { ...options, level })).toEqual({ read: 0, compressed: 0 });
    }
  });
});

test("with verify all is read, and only what has changed compressed", async () => {
  const { list, options, sources: from, dir } = await packedProject();
  expect(await packAsAnew(list(), { ...options, reuse: "verify" })).toEqual({ read: fileCount, compressed: 0 });
  writeFileSync(join(from, "main.js"), "exports.lambdaHandler = async () => ({ success: false });\n");
  waitForNextTick(dir);
  expect(await packAsAnew(list(), { ...options, reuse: "verify" })).toEqual({ read: fileCount, compressed: 1 });
});

test("with none all is read and compressed, and a later run may believe what it has found", async () => {
  const { list, options } = await packedProject();
  expect(await packAsAnew(list(), { ...options, reuse: "none" })).toEqual({ read: fileCount, compressed: fileCount });
  expect(await packAsAnew(list(), options)).toEqual({ read: 0, compressed: 0 });
});

test("equal contents of one bundle come out of an earlier zip once it holds one of them", async () => {
  const dir = tree({ sources: { "a.js": "tide".repeat(100), "b.js": "tide".repeat(100) } });
  const { list, options } = projectIn(dir, "sources");
  waitForNextTick(dir);
  await writeBundle(list(), options);
  writeTree(dir, { sources: { "c.js": "tide".repeat(100) } });
  expect(await packAsAnew(list(), options)).toEqual({ read: 1, compressed: 0 });
});
