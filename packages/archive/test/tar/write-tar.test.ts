import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { gunzipSync } from "node:zlib";

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { anyTarSpecs } from "./any-tar-specs.ts";
import { readTar } from "./read-tar.ts";
import type { ReadTarEntry } from "./read-tar.ts";
import { tarOf } from "./tar-of.ts";
import type { TarSpec } from "./tar-of.ts";

const octal1980 = "02263523000";

/** The fields of a header block, in the order of POSIX (ustar interchange format), with what fills them up. */
function headerAt(bytes: Buffer, start: number): object {
  let at = start;
  const take = (size: number) => bytes.toString("latin1", at, (at += size)).replace(/\0+$/u, "");
  return {
    name: take(100),
    mode: take(8),
    uid: take(8),
    gid: take(8),
    size: take(12),
    mtime: take(12),
    chksum: take(8),
    typeflag: take(1),
    linkname: take(100),
    magic: take(6),
    version: take(2),
    uname: take(32),
    gname: take(32),
    devmajor: take(8),
    devminor: take(8),
    prefix: take(155),
    rest: take(12),
  };
}

/** What the specification asks for: the sum of all bytes with spaces in the checksum's place. */
function checksumAt(bytes: Buffer, start: number): string {
  const block = Buffer.from(bytes.subarray(start, start + 512));
  block.fill(" ", 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  return `${sum.toString(8).padStart(6, "0")}\0 `;
}

const shared = {
  uid: "0000000",
  gid: "0000000",
  mtime: octal1980,
  magic: "ustar",
  version: "00",
  uname: "",
  gname: "",
  devmajor: "0000000",
  devminor: "0000000",
  prefix: "",
  rest: "",
  linkname: "",
};

function latin1(text: string): string {
  return Buffer.from(text).toString("latin1");
}

describe("the bytes of a tar are those of docs/archive-format.md", () => {
  test("field by field: a file, a command, a link, and two empty blocks at the end", async () => {
    const { file } = await tarOf([
      { path: "bin/run", content: "#!", mode: 0o755 },
      { path: "lib/self", target: "../bin" },
      { path: "main.js", content: "x".repeat(513) },
    ]);
    const bytes = readFileSync(file);
    const expected = [
      { at: 0, name: "bin/run", mode: "0000755", size: "00000000002", typeflag: "0" },
      { at: 1024, name: "lib/self", mode: "0000777", size: "00000000000", typeflag: "2", linkname: "../bin" },
      { at: 1536, name: "main.js", mode: "0000644", size: "00000001001", typeflag: "0" },
    ];
    for (const { at, ...fields } of expected) {
      expect(headerAt(bytes, at)).toEqual({ ...shared, chksum: checksumAt(bytes, at), ...fields });
    }
    expect(bytes.subarray(512, 1024)).toEqual(Buffer.concat([Buffer.from("#!"), Buffer.alloc(510)]));
    expect(bytes.subarray(2048, 3072)).toEqual(Buffer.concat([Buffer.from("x".repeat(513)), Buffer.alloc(511)]));
    expect(bytes.subarray(3072)).toEqual(Buffer.alloc(1024));
  });

  test("an extended header holds the name whose encoding a plain one leaves open, and nothing else", async () => {
    const bytes = readFileSync((await tarOf([{ path: "ä.js", content: "" }])).file);
    expect(headerAt(bytes, 0)).toMatchObject({
      ...shared,
      name: "PaxHeader",
      mode: "0000644",
      size: "00000000016",
      typeflag: "x",
    });
    expect(bytes.subarray(512, 1024)).toEqual(Buffer.concat([Buffer.from("14 path=ä.js\n"), Buffer.alloc(498)]));
    expect(headerAt(bytes, 1024)).toMatchObject({ ...shared, name: latin1("ä.js"), mode: "0000644", typeflag: "0" });
  });

  test("an extended header holds the target of a link that is not ASCII, and not the link's name, which is", async () => {
    const bytes = readFileSync((await tarOf([{ path: "lib/self", target: "../ö" }])).file);
    expect(headerAt(bytes, 0)).toMatchObject({ ...shared, name: "PaxHeader", mode: "0000644", typeflag: "x" });
    const records = Buffer.from("18 linkpath=../ö\n");
    expect(bytes.subarray(512, 512 + records.length + 1)).toEqual(Buffer.concat([records, Buffer.alloc(1)]));
    const link = { name: "lib/self", linkname: latin1("../ö"), mode: "0000777", typeflag: "2" };
    expect(headerAt(bytes, 1024)).toMatchObject({ ...shared, ...link });
  });

  test("one known hash, on every machine and Node version", async () => {
    const { sha256 } = await tarOf([
      { path: "I/ı.js", content: "Turkish" },
      { path: "bin/run", content: "#!", mode: 0o755 },
      { path: "lib/ä", target: "../ö/ü" },
      { path: "lib/ö", target: "../ö" },
      { path: "node:fs/[...id].js", content: "1".repeat(512) },
      { path: `${"deep/".repeat(24)}a.js`, content: "" },
      { path: `${"n".repeat(120)}.js`, content: "" },
    ]);
    expect(sha256).toBe("8076a72bd61a9950716525872617facf640e1aaa49350bb209399ab3805a3185");
  });
});

test("the archive's size, entries and hash are those of the file", async () => {
  const archive = await tarOf([
    { path: "a", content: "a".repeat(3_000_000) },
    { path: "b", target: "a" },
  ]);
  const bytes = readFileSync(archive.file);
  expect(archive).toEqual({
    file: archive.file,
    size: bytes.length,
    entries: 2,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  });
  expect(basename(archive.file)).toBe("bundle.tar");
});

test("no entries make an empty tar", async () => {
  expect(readFileSync((await tarOf([])).file)).toEqual(Buffer.alloc(1024));
});

describe("what is read is what was written", () => {
  test("for any names, sizes, modes and links", async () => {
    await fc.assert(
      fc.asyncProperty(anyTarSpecs, fc.constantFrom("tar", "tar.gz"), async (specs, format) => {
        const read = await readTar((await tarOf(specs, { format })).file);
        expect(read.map(factsOf)).toEqual(specs.map(expectedFacts));
      }),
      { numRuns: 100 },
    );
  });

  test("for names that begin like a drive of Windows", async () => {
    const { file } = await tarOf([{ path: "node:fs/a.js", content: "" }]);
    expect((await readTar(file)).map(({ header }) => header.name)).toEqual(["node:fs/a.js"]);
  });
});

describe("a tar.gz", () => {
  const specs: readonly TarSpec[] = [
    { path: "main.js", content: "exports.lambdaHandler = async () => ({ success: true });\n".repeat(5000) },
    { path: "noise.bin", content: createHash("shake256", { outputLength: 700_000 }).update("seed").digest() },
  ];

  test.each([[0], [1], [6], [9]])("of level %d is the compressed tar", async (level) => {
    const tar = readFileSync((await tarOf(specs)).file);
    const archive = await tarOf(specs, { format: "tar.gz", level });
    const bytes = readFileSync(archive.file);
    expect(gunzipSync(bytes).equals(tar)).toBe(true);
    expect(archive).toMatchObject({ size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") });
  });

  test("is smaller the harder it is compressed", async () => {
    const sizes: number[] = [];
    for (const level of [0, 1, 6]) sizes.push((await tarOf(specs, { format: "tar.gz", level })).size);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect((await tarOf(specs, { format: "tar.gz" })).size).toBe(sizes.at(-1));
  });

  test("tells neither time nor name nor operating system in its header", async () => {
    const { file } = await tarOf(specs, { format: "tar.gz" });
    // Magic number, deflate, no flags; no time; no extra flags, unknown system. RFC 1952, section 2.3.
    expect(readFileSync(file).subarray(0, 10).toString("hex")).toBe("1f8b08000000000000ff");
  });
});

const always = { uid: 0, gid: 0, uname: "", gname: "", mtime: new Date("1980-01-01") };

function expectedFacts(spec: TarSpec): object {
  if ("target" in spec) return { ...always, type: "symlink", mode: 0o777, name: spec.path, says: spec.target };
  return { ...always, type: "file", mode: spec.mode, name: spec.path, says: digest(Buffer.from(spec.content)) };
}

function factsOf({ header, content }: ReadTarEntry): object {
  const { uid, gid, uname, gname, mtime, type, mode, name, linkname } = header;
  const says = type === "symlink" && content.length === 0 ? linkname : digest(content);
  return { uid, gid, uname, gname, mtime, type, mode, name, says };
}

function digest(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
