import { createHash } from "node:crypto";
import { readFileSync, readdirSync, utimesSync } from "node:fs";
import { dirname, join } from "node:path";

import { diskFileSystem as fs } from "@lambda-pack/archive";
import type { Staging } from "@lambda-pack/model";
import { expect, test } from "vitest";

import { openCompressor } from "../../src/zip/open-compressor.ts";
import { writeArchive } from "../../src/write-archive.ts";
import { stagingOf } from "../staging.ts";
import { tree } from "../tree.ts";

/** Enough for several batches by number and by size, in an order in which later ones are ready first. */
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
  ];
  return { dir, staging: stagingOf(dir, [...many, ...large], [{ kind: "link", path: "z", target: "lib/1.js" }]) };
}

interface Way {
  readonly threads: number;
  /** By the test, not by the compressor. */
  readonly isReadHere: boolean;
}

async function sha256Of({ entries }: Staging, zip: string, { threads, isReadHere }: Way): Promise<string> {
  const sink = await writeArchive(zip, { fs, threads });
  for (const entry of entries) {
    await sink.add(entry, isReadHere && entry.kind === "file" ? readFileSync(entry.source) : undefined);
  }
  const { sha256 } = await sink.finish();
  await sink.commit();
  await sink.close();
  return sha256;
}

test("the bytes depend neither on the number of threads nor on who reads the files", async () => {
  const { dir, staging } = mixed();
  const hashes = new Set<string>();
  for (const threads of [0, 1, 2, 5]) {
    for (const isReadHere of [true, false])
      hashes.add(await sha256Of(staging, join(dir, "a.zip"), { threads, isReadHere }));
  }
  expect(hashes.size).toBe(1);
});

test.each([0, 3])("of several files that changed, the first one in order is told, with %i threads", async (threads) => {
  const { dir, staging } = mixed();
  const files = staging.entries.filter((entry) => entry.kind === "file");
  const [first, second] = [files[400], files[650]];
  for (const file of [second, first]) utimesSync(file?.source ?? "", new Date(), new Date(0));

  const sink = await writeArchive(join(dir, "out", "a.zip"), { fs, threads });
  const write = async (): Promise<void> => {
    for (const entry of staging.entries) await sink.add(entry, undefined);
    await sink.finish();
  };
  await expect(write()).rejects.toMatchObject({ code: "FILE_CHANGED", details: { path: first?.source } });
  await sink.abort();
  expect(readdirSync(join(dir, "out"))).toEqual([]);
});

test("a file that vanished, and one that cannot be read, have their own words", async () => {
  const { dir, staging } = mixed();
  const [file] = staging.entries;
  if (file?.kind !== "file") throw new Error("There is no file");
  for (const [source, code] of [
    [join(dir, "gone"), "FILE_CHANGED"],
    [dirname(file.source), "FILE_UNREADABLE"],
  ] as const) {
    const sink = await writeArchive(join(dir, "a.zip"), { fs, threads: 1 });
    await sink.add({ ...file, source }, undefined);
    await expect(sink.finish()).rejects.toMatchObject({ code, details: { path: source } });
    await sink.abort();
  }
});

test("closing in the middle of work ends the threads, and nobody waits for ever", async () => {
  const compressor = openCompressor(2);
  const content = Buffer.alloc(40_000_000, "tide");
  const request = { content, source: "", size: content.length, mtimeMs: 0, isStored: false };
  const answer = compressor.compress([request]).then(
    () => "answered",
    () => "refused",
  );
  await compressor.close();
  expect(await answer).toBe("refused");
  await expect(compressor.compress([request])).rejects.toThrow("thread");
});
