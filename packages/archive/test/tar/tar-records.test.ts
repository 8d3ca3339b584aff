import type { StagedEntry } from "@lambda-pack/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { entryHeader, paddingOf } from "../../src/tar/tar-records.ts";

function file(path: string, size = 0): StagedEntry {
  return { kind: "file", path, mode: 0o644, size, mtimeMs: 0, ctimeMs: 0, ino: 0, dev: 0, source: "" };
}

function link(target: string): StagedEntry {
  return { kind: "link", path: "link", target };
}

interface ReadHeader {
  readonly name: string;
  readonly prefix: string;
  readonly size: number;
  readonly linkname: string;
  /** Of the extended header; undefined where there is none. */
  readonly records: string | undefined;
}

/** Takes the bytes apart by the places that the specification gives. */
function headerOf(entry: StagedEntry): ReadHeader {
  const bytes = entryHeader(entry);
  const isExtended = bytes.toString("latin1", 156, 157) === "x";
  const length = isExtended ? sizeAt(bytes, 0) : 0;
  const at = isExtended ? 512 + Math.ceil(length / 512) * 512 : 0;
  expect(bytes.length).toBe(at + 512);
  const field = (start: number, end: number) => bytes.toString("utf8", at + start, at + end).replace(/\0+$/u, "");
  return {
    name: field(0, 100),
    prefix: field(345, 500),
    size: sizeAt(bytes, at),
    linkname: field(157, 257),
    records: isExtended ? bytes.toString("utf8", 512, 512 + length) : undefined,
  };
}

function sizeAt(bytes: Buffer, at: number): number {
  return Number.parseInt(bytes.toString("latin1", at + 124, at + 135), 8);
}

const n = (length: number) => "n".repeat(length);
const plain = { prefix: "", size: 0, linkname: "", records: undefined };

describe("a path is in the plain header", () => {
  test.each([
    ["of one letter", "a", { name: "a", prefix: "" }],
    ["of 100 bytes", n(100), { name: n(100), prefix: "" }],
    ["of 100 bytes with slashes, which is not cut", `${n(50)}/${n(49)}`, { name: `${n(50)}/${n(49)}`, prefix: "" }],
    ["of 101 bytes, cut", `a/${n(99)}`, { name: n(99), prefix: "a" }],
    ["cut at the first slash that leaves 100 bytes", `a/b/${n(98)}`, { name: `b/${n(98)}`, prefix: "a" }],
    ["of 256 bytes, cut into the most that fits", `${n(155)}/${n(100)}`, { name: n(100), prefix: n(155) }],
  ])("%s", (_, path, fields) => {
    expect(headerOf(file(path))).toEqual({ ...plain, ...fields });
  });
});

describe("a path is in an extended header", () => {
  const replaced = { ...plain, name: "PaxHeader" };

  test.each([
    ["whose last segment has 101 bytes", `a/${n(101)}`],
    ["whose first segments have 156 bytes", `${n(156)}/${n(100)}`],
    ["of 101 bytes without a slash", n(101)],
    ["of 257 bytes and more", `${"deep/".repeat(60)}index.js`],
  ])("alone: one %s", (_, path) => {
    const length = ` path=${path}\n`.length + 3;
    expect(headerOf(file(path))).toEqual({ ...replaced, records: `${length} path=${path}\n` });
  });

  test.each([
    ["ä.js", { name: "ä.js", prefix: "" }],
    [`${"ä".repeat(77)}/${"ö".repeat(50)}`, { name: "ö".repeat(50), prefix: "ä".repeat(77) }],
    ["ö".repeat(51), { name: "PaxHeader", prefix: "" }],
  ])("and in the plain one, as far as it fits there: %s, which is not ASCII", (path, fields) => {
    const header = headerOf(file(path));
    expect(header).toMatchObject(fields);
    expect(header.records).toMatch(/^\d+ path=/u);
    expect(header.records).toContain(` path=${path}\n`);
  });
});

describe("a link's target", () => {
  test("of 100 bytes is in the plain header", () => {
    expect(headerOf(link(n(100)))).toEqual({ ...plain, name: "link", linkname: n(100) });
  });

  test("of 101 bytes is in an extended header alone", () => {
    const records = `115 linkpath=${n(101)}\n`;
    expect(headerOf(link(n(101)))).toEqual({ ...plain, name: "link", linkname: "PaxHeader", records });
  });

  test("that is not ASCII is in both", () => {
    expect(headerOf(link("ö"))).toEqual({ ...plain, name: "link", linkname: "ö", records: "15 linkpath=ö\n" });
  });
});

describe("a size", () => {
  test("below 8 GiB is in the plain header", () => {
    expect(headerOf(file("large.bin", 2 ** 33 - 1))).toEqual({ ...plain, name: "large.bin", size: 2 ** 33 - 1 });
  });

  test.each([
    [2 ** 33, "19 size=8589934592\n"],
    [2 ** 40 + 1, "22 size=1099511627777\n"],
  ])("of %i is in an extended header", (size, records) => {
    expect(headerOf(file("large.bin", size))).toEqual({ ...plain, name: "large.bin", records });
  });

  test("comes behind the path", () => {
    expect(headerOf(file("ä", 2 ** 33)).records).toBe("11 path=ä\n19 size=8589934592\n");
  });
});

test("the length of a record counts its own digits, wherever they become more", () => {
  fc.assert(
    fc.property(fc.integer({ min: 101, max: 1200 }), (length) => {
      const { records = "" } = headerOf(link(n(length)));
      expect(Number.parseInt(records, 10)).toBe(records.length);
    }),
  );
  for (let length = 1; length <= 12; length += 1) {
    const { records = "" } = headerOf(link("ö".repeat(length)));
    expect(Number.parseInt(records, 10)).toBe(Buffer.byteLength(records));
  }
  for (let length = 80; length <= 100; length += 1) {
    const { records = "" } = headerOf(link(`ö${n(length)}`));
    expect(Number.parseInt(records, 10)).toBe(Buffer.byteLength(records));
  }
});

test.each([
  [0, 0],
  [1, 511],
  [511, 1],
  [512, 0],
  [513, 511],
  [2 ** 33 + 1, 511],
])("%i bytes of content are filled up with %i zeros", (size, bytes) => {
  expect(paddingOf(size)).toEqual(Buffer.alloc(bytes));
});
