import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, truncateSync, utimesSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import type { Worker } from "node:worker_threads";

import { diskFileSystem, writeBundle } from "@lambda-pack/archive";
import type { Staging } from "@lambda-pack/model";
import { expect, test, vi } from "vitest";

import { openDigestTable } from "../../src/reuse/digest-table.ts";
import { openThreads } from "../../src/threads/open-threads.ts";
import { stagingOf } from "../staging.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";

/** Enough for several threads by its bytes, in an order in which later segments are ready first. */
function mixed(): { readonly dir: string; readonly staging: Staging } {
  const dir = tree({});
  const noise = createHash("shake256", { outputLength: 3_000_000 }).update("seed").digest();
  const many = Array.from({ length: 700 }, (_, index) => ({
    path: `lib/${index}.js`,
    content: `exports.n = ${index};`,
  }));
  const large = [
    { path: "bin/tool", content: noise, mode: 0o755 as const },
    { path: "data.json", content: '{"tide":"high"},'.repeat(200_000) },
    { path: "empty", content: "" },
    { path: "huge.json", content: '{"tide":"low"},'.repeat(700_000) },
    { path: "huge.bin", content: createHash("shake256", { outputLength: 9_000_000 }).update("huge").digest() },
  ];
  return { dir, staging: stagingOf(dir, [...many, ...large], [{ kind: "link", path: "z", target: "lib/1.js" }]) };
}

test("the bytes depend neither on the number of threads, nor on a staging directory, nor on who reads the files", async () => {
  const { dir, staging } = mixed();
  const hashes = new Set<string>();
  const archive = join(dir, "a.zip");
  for (const threads of [1, 2, 5]) {
    for (const stageDir of [undefined, join(dir, "a")]) {
      await writeBundle(staging, { archive, stageDir, threads, reuse: "none" });
      hashes.add(createHash("sha256").update(readFileSync(archive)).digest("hex"));
    }
  }
  // Another file system than the disk: nothing is done in threads, and contents are handed over.
  const fs = { ...diskFileSystem };
  await writeBundle(staging, { archive, fs, source: { ...fs }, reuse: "none" });
  hashes.add(createHash("sha256").update(readFileSync(archive)).digest("hex"));
  expect(hashes.size).toBe(1);
}, 60_000);

test.each([1, 3])("of several files that changed, the first one in order is told, with %i threads", async (threads) => {
  const { dir, staging } = mixed();
  const files = staging.entries.filter((entry) => entry.kind === "file");
  const [first, second] = [files[400], files[650]];
  for (const file of [second, first]) utimesSync(file?.source ?? "", new Date(), new Date(0));

  const run = writeBundle(staging, { archive: join(dir, "out", "a.zip"), threads });
  await expect(run).rejects.toMatchObject({ code: "FILE_CHANGED", details: { path: first?.source } });
  expect(readdirSync(join(dir, "out"))).toEqual([]);
});

test("a file that vanished, and one that cannot be read, have their own words in threads too", async () => {
  const { dir, staging } = mixed();
  const [file, ...others] = staging.entries;
  if (file?.kind !== "file") throw new Error("There is no file");
  for (const [source, code] of [
    [join(dir, "gone"), "FILE_CHANGED"],
    [dirname(file.source), "FILE_UNREADABLE"],
  ] as const) {
    const run = writeBundle(
      { ...staging, entries: [{ ...file, source }, ...others] },
      { archive: join(dir, "a.zip"), threads: 1 },
    );
    await expect(run).rejects.toMatchObject({ code, details: { path: source } });
  }
});

test("closing in the middle of work ends the threads, and nobody waits for ever", async () => {
  const threads = openThreads(2, { level: 6, known: openDigestTable().shared() });
  const content = Buffer.alloc(40_000_000, "tide");
  const request = { content, source: "", size: content.length, mtimeMs: 0, compress: true, spill: "" };
  const answer = threads.process([request]).then(
    () => "answered",
    () => "refused",
  );
  await threads.close();
  expect(await answer).toBe("refused");
  await expect(threads.process([request])).rejects.toThrow("thread");
});

/** Terminated in the middle of a file, the process aborts now and then: so it is watched how threads end. */
test("closing lets each thread finish its file, and begin no other", async () => {
  const codes: number[] = [];
  const watch = (worker: Worker): void => {
    worker.on("exit", (code) => codes.push(code));
  };
  process.on("worker", watch);
  const threads = openThreads(3, { level: 6, known: openDigestTable().shared() });
  const stageDir = tree({});
  const content = Buffer.alloc(1_000_000, "tide");
  const batch = (thread: number) =>
    Array.from({ length: 200 }, (_, number) => {
      const file = join(stageDir, `${thread}-${number}`);
      const stage = { file, shown: file, mode: 0o644, how: "copy" } as const;
      return { content, source: "", size: content.length, mtimeMs: 0, compress: true, stage };
    });
  const answers = Promise.allSettled([1, 2, 3].map((thread) => threads.process(batch(thread))));
  await vi.waitFor(() => expect(readdirSync(stageDir).length).toBeGreaterThan(3), { timeout: 20_000, interval: 5 });
  process.off("worker", watch);
  await threads.close();
  const staged = readdirSync(stageDir).length;
  expect(await answers).toMatchObject([1, 2, 3].map(() => ({ status: "rejected" })));
  expect(codes).toEqual([0, 0, 0]);
  expect(staged).toBeLessThan(600);
});

test("threads that have done their work are closed at once, and end by themselves", async () => {
  const codes: number[] = [];
  const watch = (worker: Worker): void => {
    worker.on("exit", (code) => codes.push(code));
  };
  process.on("worker", watch);
  const threads = openThreads(2, { level: 6, known: openDigestTable().shared() });
  const request = { content: Buffer.from("tide"), source: "", size: 4, mtimeMs: 0, compress: true };
  await Promise.all([threads.process([request]), threads.process([request])]);
  process.off("worker", watch);
  await threads.close();
  expect(codes).toEqual([]);
  await expect(threads.process([request])).rejects.toThrow("thread");
  await vi.waitFor(() => expect(codes).toEqual([0, 0]), { timeout: 20_000, interval: 20 });
});

test("a large file that is written beside the archive does not keep a thread that is to end", async () => {
  const dir = tree({ "large.bin": "" });
  const source = join(dir, "large.bin");
  // To read it takes minutes, which the test does not have.
  truncateSync(source, 1_000_000_000_000);
  const threads = openThreads(1, { level: 1, known: openDigestTable().shared() });
  const { size, mtimeMs } = statSync(source);
  const answer = threads.process([{ source, size, mtimeMs, compress: true, spill: join(dir, "spill") }]);
  await Promise.all([expect(answer).rejects.toThrow("thread"), threads.close()]);
  expect(readdirSync(dir)).not.toContain("spill");
});
