import { appendFileSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync } from "node:fs";
import { join } from "node:path";

import { diskFileSystem, writeBundle } from "@lambda-pack/archive";
import type { Staging } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";

import { readInPieces } from "../../src/disk/read-unchanged.ts";
import { writeTar } from "../../src/tar/write-tar.ts";
import { MAX_BYTES_WHOLE } from "../../src/threads/process-file.mjs";
import { stagingOf } from "../staging.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";
import { readTar } from "./read-tar.ts";

const large = Buffer.alloc(MAX_BYTES_WHOLE + 700_001, "high tide, low tide\n");

interface Scene {
  readonly staging: Staging;
  readonly archive: string;
  readonly sourceOf: (path: string) => string;
}

/** A small file and a large one, and an earlier archive. */
function scene(format: "tar" | "tar.gz"): Scene {
  const dir = tree({ out: { [`bundle.${format}`]: "earlier" } });
  const staging = stagingOf(dir, [
    { path: "a.js", content: "exports.small = true;\n" },
    { path: "large.bin", content: large },
  ]);
  const sourceOf = (path: string) => {
    const entry = staging.entries.find((each) => each.path === path);
    return entry?.kind === "file" ? entry.source : "";
  };
  return { staging, archive: join(dir, "out", `bundle.${format}`), sourceOf };
}

async function failureOf(run: Promise<unknown>): Promise<unknown> {
  return run.then(
    () => undefined,
    (error: unknown) => error,
  );
}

function expectUntouched(archive: string): void {
  expect(readdirSync(join(archive, ".."))).toEqual([archive.slice(archive.lastIndexOf("/") + 1)]);
  expect(readFileSync(archive, "utf8")).toBe("earlier");
}

/** The same pieces; the change happens when three of them are written. */
function* changing(pieces: Iterable<Buffer>, change: () => void): Generator<Buffer, void, void> {
  let count = 0;
  for (const piece of pieces) {
    yield piece;
    count += 1;
    if (count === 3) change();
  }
}

/** What can happen to a file, and what is said of it then. */
const changes: readonly (readonly [string, (file: string) => void, string])[] = [
  ["grows", (file) => appendFileSync(file, "more"), "changed"],
  ["becomes shorter", (file) => truncateSync(file, 3), "changed"],
  ["is written again with as many bytes", (file) => utimesSync(file, 0, 1_000_000), "changed"],
  ["vanishes", (file) => rmSync(file), "vanished"],
];

describe.each(["tar", "tar.gz"] as const)("an earlier %s stays, and nothing is left beside it, when", (format) => {
  test.each(changes)("a file %s after it was listed", async (_, change, what) => {
    const { staging, archive, sourceOf } = scene(format);
    change(sourceOf("a.js"));
    expect(await failureOf(writeBundle(staging, { archive, format }))).toMatchObject({
      code: "FILE_CHANGED",
      message: `${sourceOf("a.js")} ${what} while it was being packed.`,
    });
    expectUntouched(archive);
  });

  test.each(changes)("a large file %s after it was digested", async (_, change, what) => {
    const { staging, archive, sourceOf } = scene(format);
    const onProgress = ({ files }: { readonly files: number }) => {
      if (files === 1) change(sourceOf("large.bin"));
    };
    expect(await failureOf(writeBundle(staging, { archive, format, onProgress }))).toMatchObject({
      code: "FILE_CHANGED",
      message: `${sourceOf("large.bin")} ${what} while it was being packed.`,
    });
    expectUntouched(archive);
  });

  // A file that is open does not vanish for who reads it.
  test.each(changes.slice(0, 3))("a large file %s while it is written", async (_, change) => {
    const { staging, archive, sourceOf } = scene(format);
    const [, entry] = staging.entries;
    if (entry?.kind !== "file") throw new Error("There is no large file");
    const sink = await writeTar(archive, { fs: diskFileSystem, format });
    const pieces = changing(readInPieces(entry, diskFileSystem), () => change(sourceOf("large.bin")));
    expect(await failureOf(sink.add(entry, pieces))).toMatchObject({ code: "FILE_CHANGED" });
    await sink.abort();
    expectUntouched(archive);
  });
});

test.each([
  ["tar", 6],
  ["tar.gz", 0],
  ["tar.gz", 6],
] as const)("a large file makes the same %s of level %i in pieces and whole", async (format, level) => {
  const { staging, archive } = scene(format);
  const inPieces = await writeBundle(staging, { archive, format, level });
  const [, entry] = await readTar(archive);
  expect(entry?.content.equals(large)).toBe(true);
  // Files that are not read from the disk itself are handed over whole.
  const whole = await writeBundle(staging, { archive, format, level, source: { ...diskFileSystem } });
  expect(whole.archive?.sha256).toBe(inPieces.archive?.sha256);
});

test("a content of another length than was listed is a bug", async () => {
  const { staging, archive } = scene("tar");
  const [entry] = staging.entries;
  if (entry === undefined) throw new Error("There is no file");
  const sink = await writeTar(archive, { fs: diskFileSystem, format: "tar" });
  const adding = sink.add(entry, [Buffer.from("exports.small = false;\n")]);
  await expect(adding).rejects.toThrow("The content of a.js is not as long as was listed");
  await sink.abort();
  expectUntouched(archive);
});
