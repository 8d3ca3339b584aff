import type { BundleFile, ZipFile, ZippedFacts } from "@lambda-pack/model";
import { expect, test } from "vitest";
import type { ArchiveDifference } from "../../src/compare/bundle-difference.ts";
import { compareArchives } from "../../src/compare/compare-archives.ts";
import { plannedOf, zipOf } from "./sketched.ts";

const sketch = {
  packages: { "": "database@1.0.0" },
  files: { "index.js": "handler", "lib/query.js": "query", "package.json": "{}" },
};

interface Changes {
  readonly zipped?: Partial<ZippedFacts>;
  readonly archive?: Partial<ZipFile>;
}

function compare(before: Changes, after: Changes): readonly ArchiveDifference[] {
  return compareArchives(zipOf({ ...sketch, ...before }), zipOf({ ...sketch, ...after }));
}

test.each<Case>([
  {
    kind: "date",
    before: { modified: "2024-01-01T10:00:00" },
    after: { modified: "1980-01-01T00:00:00" },
    texts: ["2024-01-01T10:00:00", "1980-01-01T00:00:00"],
  },
  { kind: "method", before: { method: 0, bytes: 7 }, after: { bytes: 5 }, texts: ["stored", "deflated"] },
  { kind: "method", before: { method: 14 }, after: {}, texts: ["method 14", "deflated"] },
  { kind: "compressed-size", before: { bytes: 7 }, after: { bytes: 5 }, texts: ["7", "5"] },
  {
    kind: "extra-fields",
    before: { extraFields: [0x5455, 0x7875] },
    after: {},
    texts: ["Unix times, Unix owner", "none"],
  },
  { kind: "extra-fields", before: { extraFields: [0xcafe] }, after: { extraFields: [1] }, texts: ["0xcafe", "ZIP64"] },
  {
    kind: "flags",
    before: { flags: 0x808 },
    after: { flags: 0 },
    texts: ["sizes behind the data, UTF-8 name", "none"],
  },
  {
    kind: "flags",
    before: { flags: 0x20 },
    after: { flags: 6 },
    texts: ["bit 5", "compression option 1, compression option 2"],
  },
  { kind: "made-by", before: { madeBy: 3 }, after: { madeBy: 0 }, texts: ["Unix", "MS-DOS"] },
  { kind: "made-by", before: { madeBy: 42 }, after: { madeBy: 19 }, texts: ["system 42", "macOS"] },
])("it reports another $kind: $texts", ({ kind, before, after, texts }) => {
  expect(compare({ zipped: before }, { zipped: after })).toEqual([
    { kind, entries: 3, example: { path: "index.js", before: texts[0], after: texts[1] } },
  ]);
});

interface Case {
  readonly kind: ArchiveDifference["kind"];
  readonly before: Partial<ZippedFacts>;
  readonly after: Partial<ZippedFacts>;
  readonly texts: readonly [before: string, after: string];
}

test("another order is reported by a file's place among the files, directories not counted", () => {
  const { "index.js": index, ...others } = sketch.files;
  const moved = zipOf({ ...sketch, files: { ...others, "index.js": index } });
  expect(compareArchives(zipOf(sketch), moved)).toEqual([
    { kind: "order", entries: 3, example: { path: "index.js", before: "1", after: "3" } },
  ]);
  const entries = moved.bundle.entries.map((entry) => ({ ...entry, zipped: withIndex(entry.zipped, 10) }));
  expect(compareArchives(moved, { ...moved, bundle: { ...moved.bundle, entries } })).toEqual([
    { kind: "other-bytes", entries: 0 },
  ]);
});

test("a mode that makes no difference to the function is a difference of the zip", () => {
  const entries = zipOf(sketch).bundle.entries.filter(({ kind }) => kind === "file") as BundleFile[];
  const shared = zipOf(sketch);
  const grouped = { ...shared, bundle: { ...shared.bundle, entries: entries.map((one) => ({ ...one, mode: 0o664 })) } };
  expect(compareArchives(shared, grouped)).toEqual([
    { kind: "mode", entries: 3, example: { path: "index.js", before: "0644", after: "0664" } },
  ]);
});

test("directories and a comment that only one has are reported", () => {
  const before = { archive: { directories: ["lib/"], comment: "by hand" } };
  const after = { archive: { directories: ["lib/", "node_modules/", "a/"] } };
  expect(compare(before, after)).toEqual([
    { kind: "directories", entries: 2, example: { path: "a/", before: "none", after: "an entry" } },
    { kind: "comment", entries: 0 },
  ]);
});

test("all reasons are reported, in their order", () => {
  const before = { zipped: { modified: "2024-01-01T10:00:00", flags: 8, method: 0 } };
  expect(compare(before, { archive: { comment: "x" } }).map(({ kind }) => kind)).toEqual([
    "date",
    "method",
    "flags",
    "comment",
  ]);
});

test("what nothing of that explains is in other bytes", () => {
  expect(compare({}, {})).toEqual([{ kind: "other-bytes", entries: 0 }]);
});

test("of what is no zip there is nothing to report", () => {
  expect(compareArchives(zipOf(sketch), plannedOf(sketch))).toEqual([]);
});

function withIndex(zipped: ZippedFacts | undefined, more: number): ZippedFacts {
  if (zipped === undefined) throw new Error("Every entry of a zip has facts");
  return { ...zipped, index: zipped.index + more };
}
