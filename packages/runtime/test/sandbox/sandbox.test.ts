import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { makeTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { remove } from "fs-extra/esm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSandbox, openTemporary } from "../../src/sandbox/sandbox.ts";

const { TMPDIR } = process.env;
let base = "";

beforeEach(() => {
  base = makeTemporaryDirectory();
  process.env["TMPDIR"] = base;
});

afterEach(async () => {
  if (TMPDIR === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = TMPDIR;
  await remove(base);
});

test("a sandbox is gone with all that was written into it, writable or not", async () => {
  const sandbox = await openSandbox();
  const temporary = await openTemporary(sandbox);
  await writeFile(join(temporary, "mark"), "");
  await mkdir(join(sandbox.taskRoot, "sealed"), { mode: 0o555 });
  await sandbox.remove();
  expect(existsSync(sandbox.dir)).toBe(false);
});

test("the name of a sandbox says whose it is", async () => {
  const sandbox = await openSandbox({ owner: "12.345.0123abcd" });
  expect(basename(sandbox.dir)).toMatch(/^lambda-pack-12\.345\.0123abcd-[A-Za-z0-9]{6}$/u);
  await sandbox.remove();
});

test("a node_modules above the temporary directory is refused, since a function would find what is in it", async () => {
  await mkdir(join(base, "node_modules"));
  await mkdir(join(base, "deep", "er"), { recursive: true });
  process.env["TMPDIR"] = join(base, "deep", "er");
  await expect(openSandbox()).rejects.toMatchObject({
    code: "SANDBOX_INVALID",
    details: { path: join(base, "node_modules") },
  });
});

test("a temporary directory that is not there is told", async () => {
  process.env["TMPDIR"] = join(base, "missing");
  await expect(openSandbox()).rejects.toMatchObject({
    code: "SANDBOX_INVALID",
    message: expect.stringContaining(`${join(base, "missing")}: `),
  });
});

test("a sandbox with a name lies where it lay the last time, and one that is there is not touched", async () => {
  const first = await openSandbox({ name: "lambda-pack-inspect-9229" });
  expect(first.taskRoot).toBe(join(base, "lambda-pack-inspect-9229", "task"));
  await expect(openSandbox({ name: "lambda-pack-inspect-9229" })).rejects.toMatchObject({
    code: "SANDBOX_INVALID",
    message: expect.stringContaining("already exists"),
  });
  expect(existsSync(first.taskRoot)).toBe(true);
  await first.remove();
  await (await openSandbox({ name: "lambda-pack-inspect-9229" })).remove();
});
