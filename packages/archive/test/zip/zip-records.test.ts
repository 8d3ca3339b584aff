import { describe, expect, test } from "vitest";

import { centralHeader, endRecords, localHeader, zipMethods } from "../../src/zip/zip-records.ts";
import type { ZipEntry } from "../../src/zip/zip-records.ts";

const GiB = 1024 ** 3;
const small: ZipEntry = {
  path: "a",
  unixMode: 0o100644,
  method: zipMethods.deflated,
  crc32: 7,
  size: 9,
  compressedSize: 5,
};

/** Fields of the zip64 extra field of a header that has a name of one letter. */
function zip64FieldsOf(header: Buffer, start: number): readonly number[] {
  const extra = header.subarray(start + 1);
  if (extra.length === 0) return [];
  expect([extra.readUInt16LE(0), extra.readUInt16LE(2)]).toEqual([1, extra.length - 4]);
  return Array.from({ length: (extra.length - 4) / 8 }, (_, index) => Number(extra.readBigUInt64LE(4 + 8 * index)));
}

/** Both counts, size and offset of the central directory in the plain record. */
function plainFields(end: Buffer): readonly number[] {
  return [end.readUInt16LE(8), end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)];
}

describe("headers of an entry", () => {
  test("hold no extra field up to the last value that fits", () => {
    const full = { ...small, size: 0xfffffffe, compressedSize: 0xfffffffe };
    expect(zip64FieldsOf(localHeader(full), 30)).toEqual([]);
    expect(zip64FieldsOf(centralHeader(full, 0xfffffffe), 46)).toEqual([]);
    expect(localHeader(full).readUInt16LE(4)).toBe(20);
  });

  test.each([
    { what: "a file of 4 GiB - 1", entry: { ...small, size: 4 * GiB - 1 }, offset: 0, fields: [4 * GiB - 1] },
    {
      what: "data of 5 GiB",
      entry: { ...small, size: 6 * GiB, compressedSize: 5 * GiB },
      offset: 3,
      fields: [6 * GiB, 5 * GiB],
    },
    { what: "an entry behind 4 GiB", entry: small, offset: 5 * GiB, fields: [5 * GiB] },
  ])("tell $what in a zip64 extra field, APPNOTE 4.5.3", ({ entry, offset, fields }) => {
    const header = centralHeader(entry, offset);
    expect(zip64FieldsOf(header, 46)).toEqual(fields);
    expect(header.readUInt16LE(6)).toBe(45);
    const marks = [header.readUInt32LE(24), header.readUInt32LE(20), header.readUInt32LE(42)];
    expect(marks.filter((value) => value === 0xffffffff).length).toBe(fields.length);
  });

  test("the local one tells both sizes where one does not fit, and nothing of the offset", () => {
    const header = localHeader({ ...small, size: 5 * GiB });
    expect(zip64FieldsOf(header, 30)).toEqual([5 * GiB, 5]);
    expect([header.readUInt32LE(18), header.readUInt32LE(22)]).toEqual([0xffffffff, 0xffffffff]);
  });
});

describe("the end of the archive", () => {
  test.each([
    ["65,534 entries", { entries: 65_534, offset: 1, size: 1 }],
    ["a central directory just below 4 GiB - 1", { entries: 1, offset: 0xfffffffe, size: 0xfffffffe }],
  ])("is a plain record for %s", (_case, { entries, offset, size }) => {
    const records = endRecords({ entries, offset, size });
    expect(records.length).toBe(22);
    expect(plainFields(records)).toEqual([entries, entries, size, offset]);
  });

  test.each([
    ["65,535 entries", { entries: 65_535, offset: 1, size: 1 }],
    ["a central directory at 4 GiB - 1", { entries: 1, offset: 0xffffffff, size: 1 }],
    ["a central directory of 4 GiB - 1", { entries: 1, offset: 1, size: 0xffffffff }],
  ])("has zip64 records for %s, APPNOTE 4.3.14", (_case, { entries, offset, size }) => {
    const records = endRecords({ entries, offset, size });
    expect(records.length).toBe(98);
    expect(plainFields(records.subarray(-22))).toEqual([0xffff, 0xffff, 0xffffffff, 0xffffffff]);
    expect([24, 32, 40, 48].map((at) => Number(records.readBigUInt64LE(at)))).toEqual([entries, entries, size, offset]);
    // The locator leads to the record, which stands behind the central directory.
    expect(Number(records.readBigUInt64LE(56 + 8))).toBe(offset + size);
  });
});
