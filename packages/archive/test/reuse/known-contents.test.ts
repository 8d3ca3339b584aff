import type { StagedFile } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";

import { newRows } from "../../src/reuse/bundle-index.ts";
import type { BundleIndex } from "../../src/reuse/bundle-index.ts";
import { openKnownContents } from "../../src/reuse/known-contents.ts";

const moment = 1_000_000;

const own = { isOwn: true, isUntouched: true };

/** An index that was begun at `moment`, of files with these inodes. */
function indexOf(inodes: readonly number[], takenMs = moment): BundleIndex {
  const rows = newRows(inodes.length);
  for (const [row, inode] of inodes.entries()) {
    rows.modes[row] = 0o100644;
    rows.inodes[row] = inode;
    rows.devices[row] = 3;
    rows.sizes[row] = 10;
    rows.mtimes[row] = 5;
    rows.ctimes[row] = 7;
  }
  const paths = inodes.map((inode, row) => `${row}-${inode}`);
  return { engine: "zlib", takenMs, contentSha256: "", zip: undefined, paths, rows };
}

function fileOf(ino: number, facts: Partial<StagedFile> = {}): StagedFile {
  return {
    kind: "file",
    path: "a",
    mode: 0o644,
    size: 10,
    mtimeMs: 5,
    ctimeMs: 7,
    ino,
    dev: 3,
    source: "/a",
    ...facts,
  };
}

describe("a file is known by what the disk says of it", () => {
  test("wherever it stands in the list", () => {
    const contents = openKnownContents();
    contents.add({ file: "/tide.zip", index: indexOf([11, 12, 0, 13, 14]), ...own });
    const rows = [11, 12, 13, 14, 12, 14, 11, 13].map((ino) => contents.findByStat(fileOf(ino))?.row);
    expect(rows).toEqual([0, 1, 3, 4, 1, 4, 0, 3]);
  });

  test.each([[{ size: 11 }], [{ mtimeMs: 6 }], [{ ctimeMs: 8 }], [{ ino: 99 }], [{ dev: 4 }]])(
    "but not with %j",
    (facts) => {
      const contents = openKnownContents();
      contents.add({ file: "/tide.zip", index: indexOf([11]), ...own });
      expect(contents.findByStat(fileOf(11))).toBeDefined();
      expect(contents.findByStat(fileOf(11, facts))).toBeUndefined();
    },
  );

  test("but not by an index that somebody else has written", () => {
    const contents = openKnownContents();
    contents.add({ file: "/tide.zip", index: indexOf([11]), isOwn: false, isUntouched: false });
    expect(contents.findByStat(fileOf(11))).toBeUndefined();
  });

  test("but not when it was changed when the index was begun", () => {
    const contents = openKnownContents();
    contents.add({ file: "/tide.zip", index: indexOf([11], 7), ...own });
    expect(contents.findByStat(fileOf(11))).toBeUndefined();
  });

  test("but not without an inode, as in a zip, where the next version has the same times", () => {
    const contents = openKnownContents();
    contents.add({ file: "/tide.zip", index: indexOf([0, 0]), ...own });
    expect(contents.findByStat(fileOf(0))).toBeUndefined();
  });
});

test("of two indexes that know a file, the later one is believed", () => {
  const contents = openKnownContents();
  contents.add({ file: "/later.zip", index: indexOf([11], moment + 1), ...own });
  contents.add({ file: "/earlier.zip", index: indexOf([11, 12]), ...own });
  expect(contents.findByStat(fileOf(12))?.zip.file).toBe("/earlier.zip");
  expect(contents.findByStat(fileOf(11))?.zip.file).toBe("/later.zip");
});

test("what a zip held before it was written anew is forgotten", () => {
  const contents = openKnownContents();
  contents.add({ file: "/tide.zip", index: indexOf([11, 12]), ...own });
  contents.add({ file: "/tide.zip", index: indexOf([12], moment + 1), ...own });
  expect(contents.findByStat(fileOf(12))?.row).toBe(0);
  expect(contents.findByStat(fileOf(11))).toBeUndefined();
  expect(contents.byNumber(0)).toBeUndefined();
});
