import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, inflateRawSync } from "node:zlib";

import { writeBundle } from "@lambda-pack/archive";
import type { FileMode, StagedEntry } from "@lambda-pack/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { hasProgram } from "@lambda-pack/test-support/processes/has-program";
import { namesInZip } from "@lambda-pack/test-support/zips/list-zip";
import { readZip } from "@lambda-pack/test-support/zips/read-zip";
import { stagingOf } from "../staging.ts";
import type { Spec } from "../staging.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";

async function zipped(specs: readonly Spec[], links: readonly StagedEntry[] = []): Promise<string> {
  const dir = tree({});
  const zip = join(dir, "bundle.zip");
  await writeBundle(stagingOf(dir, specs, links), { archive: zip });
  return zip;
}

/** Reads little-endian fields one after another, in the order of the specification. */
function fieldsOf(
  bytes: Buffer,
  start: number,
): { u16: () => number; u32: () => number; text: (size: number) => Buffer } {
  let at = start;
  const take = (size: number) => bytes.subarray(at, (at += size));
  return { u16: () => take(2).readUInt16LE(), u32: () => take(4).readUInt32LE(), text: take };
}

function localHeader(bytes: Buffer, start: number) {
  const { u16, u32, text } = fieldsOf(bytes, start);
  const head = {
    signature: u32(),
    versionNeeded: u16(),
    flags: u16(),
    method: u16(),
    time: u16(),
    date: u16(),
    crc: u32(),
    compressedSize: u32(),
    size: u32(),
    nameLength: u16(),
    extraLength: u16(),
  };
  return { ...head, name: text(head.nameLength).toString(), content: text(head.compressedSize) };
}

function centralHeader(bytes: Buffer, start: number) {
  const { u16, u32, text } = fieldsOf(bytes, start);
  const head = {
    signature: u32(),
    versionMadeBy: u16(),
    versionNeeded: u16(),
    flags: u16(),
    method: u16(),
    time: u16(),
    date: u16(),
    crc: u32(),
    compressedSize: u32(),
    size: u32(),
    nameLength: u16(),
    extraLength: u16(),
    commentLength: u16(),
    disk: u16(),
    internal: u16(),
    external: u32(),
    offset: u32(),
  };
  return { ...head, name: text(head.nameLength).toString() };
}

describe("the bytes of a zip are those of docs/archive-format.md", () => {
  const text = "module.exports = 1;\n".repeat(20);
  const shared = { time: 0, date: 0x21, extraLength: 0 };
  const expected = [
    {
      name: "bin/run",
      content: Buffer.from("#!"),
      fields: { versionNeeded: 10, flags: 0, method: 0, crc: crc32("#!"), compressedSize: 2, size: 2, nameLength: 7 },
      external: (0o100755 * 0x10000 + 0x20) >>> 0,
    },
    {
      name: "empty",
      content: Buffer.alloc(0),
      fields: { versionNeeded: 10, flags: 0, method: 0, crc: 0, compressedSize: 0, size: 0, nameLength: 5 },
      external: (0o100644 * 0x10000 + 0x20) >>> 0,
    },
    {
      name: "node_modules/a/b",
      content: Buffer.from("../.."),
      fields: {
        versionNeeded: 10,
        flags: 0,
        method: 0,
        crc: crc32("../.."),
        compressedSize: 5,
        size: 5,
        nameLength: 16,
      },
      external: (0o120777 * 0x10000 + 0x20) >>> 0,
    },
    {
      name: "é.js",
      content: Buffer.from(text),
      fields: { versionNeeded: 20, flags: 0x800, method: 8, crc: crc32(text), size: 400, nameLength: 5 },
      external: (0o100644 * 0x10000 + 0x20) >>> 0,
    },
  ];

  test("field by field, APPNOTE 4.3", async () => {
    const zip = await zipped(
      [
        { path: "bin/run", content: "#!", mode: 0o755 },
        { path: "empty", content: "" },
        { path: "é.js", content: text },
      ],
      [{ kind: "link", path: "node_modules/a/b", target: "../.." }],
    );
    const bytes = readFileSync(zip);
    let at = 0;
    const offsets: number[] = [];
    for (const { name, content, fields } of expected) {
      const local = localHeader(bytes, at);
      expect(local).toMatchObject({ signature: 0x04034b50, name, ...shared, ...fields });
      expect(local.method === 8 ? inflateRawSync(local.content) : local.content).toEqual(content);
      offsets.push(at);
      at += 30 + local.nameLength + local.compressedSize;
    }
    const centralOffset = at;
    for (const [index, { name, fields, external }] of expected.entries()) {
      const central = centralHeader(bytes, at);
      expect(central).toMatchObject({
        signature: 0x02014b50,
        versionMadeBy: (3 << 8) | 45,
        name,
        ...shared,
        ...fields,
        commentLength: 0,
        disk: 0,
        internal: 0,
        external,
        offset: offsets[index],
      });
      at += 46 + central.nameLength;
    }
    const { u16, u32 } = fieldsOf(bytes, at);
    expect([u32(), u16(), u16(), u16(), u16(), u32(), u32(), u16()]).toEqual([
      0x06054b50, // end of central dir signature
      0, // number of this disk
      0, // disk with the start of the central directory
      4, // entries on this disk
      4, // entries
      at - centralOffset, // size of the central directory
      centralOffset,
      0, // comment length
    ]);
    expect(bytes.length).toBe(at + 22);
  });

  test.runIf(hasProgram("unzip"))("Info-ZIP makes files, modes and links of it", async () => {
    const zip = await zipped(
      [
        { path: "bin/run", content: "#!", mode: 0o755 },
        { path: "node:fs/[...id] é.js", content: text },
      ],
      [{ kind: "link", path: "link", target: "bin" }],
    );
    const out = join(zip, "../out");
    execFileSync("unzip", ["-q", zip, "-d", out], { env: { LANG: "C.UTF-8", PATH: process.env["PATH"] } });
    expect(
      execFileSync("find", [".", "-printf", "%y %m %p %l\n"], { cwd: out, encoding: "utf8" }).split("\n").toSorted(),
    ).toEqual([
      "",
      "d 755 . ",
      "d 755 ./bin ",
      "d 755 ./node:fs ",
      "f 644 ./node:fs/[...id] é.js ",
      "f 755 ./bin/run ",
      "l 777 ./link bin",
    ]);
  });

  test("a file that deflate does not make smaller is stored", async () => {
    const noise = createHash("shake256", { outputLength: 70_000 }).update("seed").digest();
    const zip = await zipped([{ path: "noise.bin", content: noise }]);
    expect(localHeader(readFileSync(zip), 0)).toMatchObject({ method: 0, compressedSize: 70_000, size: 70_000 });
    expect((await readZip(zip))[0]?.content.equals(noise)).toBe(true);
  });

  test("no entries make an empty zip", async () => {
    expect(readFileSync(await zipped([]))).toEqual(Buffer.from("504b0506" + "00".repeat(18), "hex"));
  });
});

test("the archive's size, entries and hashes are those of the file", async () => {
  const dir = tree({});
  const zip = join(dir, "bundle.zip");
  const { archive } = await writeBundle(
    stagingOf(dir, [
      { path: "a", content: "a".repeat(3_000_000) },
      { path: "b", content: "b" },
    ]),
    { archive: zip },
  );
  const bytes = readFileSync(zip);
  expect(archive).toEqual({
    file: zip,
    size: bytes.length,
    entries: 2,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    codeSha256: createHash("sha256").update(bytes).digest("base64"),
  });
});

describe("what is read is what was written", () => {
  const segment = fc
    .oneof(
      fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
      fc.constantFrom(
        " ",
        "...",
        "[...id].js",
        ".env",
        "a b",
        "c:",
        "{x}",
        "~",
        "n".repeat(120),
        "constructor",
        "__proto__",
      ),
    )
    .filter(
      (name) => !hasUnsafeCharacter(name) && name !== "." && name !== ".." && Buffer.from(name).toString() === name,
    );
  const size = fc.oneof(
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 65_530, max: 65_540 }),
    fc.integer({ min: 0, max: 300_000 }),
  );
  const content = fc.tuple(size, fc.boolean()).map(([length, random]) =>
    random
      ? createHash("shake256", { outputLength: Math.max(length, 1) })
          .update(String(length))
          .digest()
          .subarray(0, length)
      : Buffer.alloc(length, "ab"),
  );
  const entry = fc.record({
    // buildStaging lets nothing pass that begins like a drive of Windows.
    path: fc
      .array(segment, { minLength: 1, maxLength: 4 })
      .map((segments) => segments.join("/"))
      .filter((path) => !/^[A-Za-z]:/u.test(path)),
    content,
    mode: fc.constantFrom<FileMode>(0o644, 0o755),
  });

  test("for any names, sizes and modes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(entry, { selector: ({ path }) => path, maxLength: 12 }), async (specs) => {
        const dir = tree({});
        const staging = stagingOf(dir, specs);
        await writeBundle(staging, { archive: join(dir, "bundle.zip") });
        const read = await readZip(join(dir, "bundle.zip"));
        expect(read.map(({ path }) => path)).toEqual(staging.entries.map(({ path }) => path));
        const byPath = new Map(specs.map((spec) => [spec.path, spec]));
        for (const each of read) {
          expect(each.mode).toBe(0o100000 | (byPath.get(each.path)?.mode ?? 0));
          expect(each.content.equals(byPath.get(each.path)?.content ?? Buffer.alloc(0))).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("more entries than a plain zip can count", () => {
  test.each([[65_535], [70_000]])(
    "%i entries are read back by yauzl",
    async (count) => {
      const zip = await zipOfMany(count);
      // Signature of the zip64 end of central directory record, before its locator and the plain record.
      const hasZip64Record = readFileSync(zip).subarray(-98).readUInt32LE() === 0x06064b50;
      expect(hasZip64Record).toBe(true);
      const read = await namesInZip(zip);
      expect(read.length).toBe(count);
      expect(read.every((path, index) => path === numbered(index))).toBe(true);
    },
    120_000,
  );

  test.runIf(hasProgram("unzip")).each([[65_535], [70_000]])(
    "%i entries are right for Info-ZIP",
    async (count) => {
      expect(execFileSync("unzip", ["-tqq", await zipOfMany(count)], { encoding: "utf8" })).toBe("");
    },
    120_000,
  );

  test.runIf(hasProgram("python3")).each([[65_535], [70_000]])(
    "%i entries are right for Python's zipfile",
    async (count) => {
      const python = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(len(z.namelist()), z.testzip())";
      const args = ["-c", python, await zipOfMany(count)];
      expect(execFileSync("python3", args, { encoding: "utf8" })).toBe(`${count} None\n`);
    },
    120_000,
  );
});

/** A zip of that many tiny files. */
async function zipOfMany(count: number): Promise<string> {
  const dir = tree({});
  const archive = join(dir, "bundle.zip");
  const [file] = stagingOf(dir, [{ path: "tiny", content: "tiny" }]).entries;
  if (file === undefined) throw new Error("There is no file");
  const entries = Array.from({ length: count }, (_, index) => ({ ...file, path: numbered(index) }));
  expect((await writeBundle({ entries, bytes: 4 * count }, { archive })).archive).toMatchObject({ entries: count });
  return archive;
}

function numbered(index: number): string {
  return `f${String(index).padStart(6, "0")}`;
}

function hasUnsafeCharacter(name: string): boolean {
  return [...Buffer.from(name)].some((byte) => byte < 0x20 || byte === 0x7f || byte === 0x2f || byte === 0x5c);
}
