import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { writeBundle } from "@lambda-pack/archive";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { listTree } from "../reuse/list-tree.ts";
import { namesInZip } from "@lambda-pack/test-support/zips/list-zip";
import { readZip } from "@lambda-pack/test-support/zips/read-zip";
import { stagingOf } from "../staging.ts";
import type { Spec } from "../staging.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";
import { readers } from "./readers.ts";

/** Around what the writer treats differently: empty, the window of deflate, what threads hand over at once, what is spilled. */
const boundaries = [0, 65_536, 1_048_576, 8_388_608];
const sizes = boundaries.flatMap((size) => [size - 1, size, size + 1]).filter((size) => size >= 0);

/** Noise is stored, text deflated. */
function contentOf(size: number, kind: "noise" | "text"): Buffer {
  if (kind === "text") return Buffer.alloc(size, '{"tide":"high","moon":"full"},\n');
  return createHash("shake256", { outputLength: Math.max(size, 1) })
    .update("moon")
    .digest()
    .subarray(0, size);
}

const anySegment = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 10 })
  .filter((text) => !/[\\/:\p{Cc}]/u.test(text) && Buffer.from(text).toString() === text);

const anySpec: fc.Arbitrary<Spec> = fc
  .record({
    folders: fc.array(anySegment, { maxLength: 3 }),
    name: anySegment,
    size: fc.oneof(fc.constantFrom(...sizes), fc.integer({ min: 0, max: 5000 })),
    kind: fc.constantFrom("noise" as const, "text" as const),
    mode: fc.constantFrom(0o644 as const, 0o755 as const),
  })
  .map(({ folders, name, size, kind, mode }) => ({
    // No folder has the name of a file.
    path: [...folders.map((folder) => `${folder}.d`), `${name}.js`].join("/"),
    content: contentOf(size, kind),
    mode,
  }));

/** Paths and digests of all files. */
function contentsOf(files: readonly { readonly path: string; readonly content: string | Buffer }[]): readonly string[] {
  return files.map(({ path, content }) => `${path} ${createHash("sha256").update(content).digest("hex")}`).toSorted();
}

function unpacked(dir: string, pathOf = (path: string) => path): readonly string[] {
  const files = listTree(dir).entries.map(({ path }) => ({
    path: pathOf(path),
    content: readFileSync(join(dir, path)),
  }));
  return contentsOf(files);
}

async function zipOf(specs: readonly Spec[]): Promise<string> {
  const dir = tree({});
  const archive = join(dir, "bundle.zip");
  await writeBundle(stagingOf(dir, specs), { archive });
  return archive;
}

test("yauzl reads back what was written, for any entries", async () => {
  const property = fc.asyncProperty(
    fc.uniqueArray(anySpec, { selector: ({ path }) => path, maxLength: 6 }),
    async (specs) => {
      expect(contentsOf(await readZip(await zipOf(specs)))).toEqual(contentsOf(specs));
    },
  );
  await fc.assert(property, { numRuns: 25 });
}, 60_000);

const everySize = sizes.flatMap((size) =>
  (["noise", "text"] as const).map((kind) => ({ path: `${kind}/${size} é.bin`, content: contentOf(size, kind) })),
);

describe.each(readers)("$name", ({ testAll, unpack, composes }) => {
  const pathOf = composes ? (path: string) => path.normalize() : undefined;

  test("unpacks what was written, for any entries", async () => {
    const anySpecs = fc.uniqueArray(anySpec, { selector: ({ path }) => path.normalize(), minLength: 1, maxLength: 5 });
    const property = fc.asyncProperty(anySpecs, async (specs) => {
      const [zip, dir] = [await zipOf(specs), tree({})];
      testAll(zip);
      unpack(zip, dir);
      const expected = specs.map((spec) => ({ ...spec, path: pathOf?.(spec.path) ?? spec.path }));
      expect(unpacked(dir, pathOf)).toEqual(contentsOf(expected));
    });
    await fc.assert(property, { numRuns: 10 });
  }, 60_000);

  test("unpacks files of every size at which the writer does something else", async () => {
    const [zip, dir] = [await zipOf(everySize), tree({})];
    testAll(zip);
    unpack(zip, dir);
    expect(unpacked(dir)).toEqual(contentsOf(everySize));
  }, 60_000);
});

test("70,000 entries are right for everybody", async () => {
  const count = 70_000;
  const dir = tree({});
  const archive = join(dir, "bundle.zip");
  const [file] = stagingOf(dir, [{ path: "tiny", content: "tiny" }]).entries;
  if (file === undefined) throw new Error("There is no file");
  const entries = Array.from({ length: count }, (_, index) => ({ ...file, path: `f${index + count}` }));
  await writeBundle({ entries, bytes: 4 * count }, { archive });
  expect(await namesInZip(archive)).toEqual(entries.map(({ path }) => path));
  for (const { name, testAll, readEntry } of readers) {
    testAll(archive);
    expect([name, readEntry(archive, `f${2 * count - 1}`)]).toEqual([name, "tiny"]);
  }
}, 120_000);
