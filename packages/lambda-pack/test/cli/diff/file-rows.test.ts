import type { BundleDifference, FileDifference, PackageDifference } from "@lambda-pack/inspect";
import { expect, test } from "vitest";
import { fileRows } from "../../../src/cli/diff/file-rows.ts";
import { compared, file, sampleDifference } from "../../sample-difference.ts";

/** Each row in one line, with how many files it stands for: `+ lib/a.js: 3 B (1)`. */
function rows(difference: Partial<BundleDifference>, all = false): readonly string[] {
  return fileRows({ ...sampleDifference, ...difference }, { all, show: asItIs }).map(
    ({ kind, path, note, files }) => `${kind} ${path}: ${note} (${files})`,
  );
}

function asItIs(text: string): string {
  return text;
}

function added(path: string, owner = "@botland/database@1.1.0"): FileDifference {
  return { kind: "added", path, after: file(owner, 10) };
}

function removed(path: string, owner: string): FileDifference {
  return { kind: "removed", path, before: file(owner, 10) };
}

function changed(path: string, [before, after]: readonly [string, string]): FileDifference {
  return { kind: "changed", path, before: file(before, 10), after: file(after, 12), changes: ["content"] };
}

test("more than five files of one kind in one folder are one row, where the first of them would be", () => {
  const letters = ["a", "b", "c", "d", "e", "f"];
  const files = [
    added("bin/run"),
    ...letters.map((letter) => added(`lib/${letter}`)),
    changed("lib/g", ["@botland/database@1.0.0", "@botland/database@1.1.0"]),
    ...letters.slice(0, 5).map((letter) => added(`lib/sub/${letter}`)),
  ];
  expect(rows({ files })).toEqual([
    "added bin/run: 10 B (1)",
    "added lib/: 6 files, +60 B (6)",
    "changed lib/g: 10 B -> 12 B (+2 B) (1)",
    ...letters.slice(0, 5).map((letter) => `added lib/sub/${letter}: 10 B (1)`),
  ]);
  expect(rows({ files }, true)).toHaveLength(files.length);
});

test("those at the top are listed as ./, and links weigh nothing", () => {
  const after = { kind: "link" as const, package: "@botland/database@1.1.0", target: "x" };
  const files = ["a", "b", "c", "d", "e", "f"].map((path) => ({ kind: "added" as const, path, after }));
  expect(rows({ files })).toEqual(["added ./: 6 files, 0 B (6)"]);
});

test("the files of what is packed are always listed", () => {
  const files = [changed("index.js", ["@botland/database@1.0.0", "@botland/database@1.1.0"]), added("new.js")];
  expect(rows({ files })).toHaveLength(2);
});

const before = compared("ms@2.1.2", ["node_modules/ms"], 10);
const after = compared("ms@2.1.3", ["node_modules/ms"], 12);
const moved = compared("ms@2.1.2", ["node_modules/debug/node_modules/ms"], 10);

test.each<[how: string, one: PackageDifference, files: readonly FileDifference[], listed: number]>([
  ["was added", { kind: "added", after }, [added("node_modules/ms/index.js", "ms@2.1.3")], 0],
  ["was removed", { kind: "removed", before }, [removed("node_modules/ms/index.js", "ms@2.1.2")], 0],
  [
    "was updated",
    { kind: "changed", before, after, changes: ["version"] },
    [
      changed("node_modules/ms/index.js", ["ms@2.1.2", "ms@2.1.3"]),
      added("node_modules/ms/new.js", "ms@2.1.3"),
      removed("node_modules/ms/old.js", "ms@2.1.2"),
    ],
    0,
  ],
  [
    "moved",
    { kind: "changed", before, after: moved, changes: ["place"] },
    [removed("node_modules/ms/a.js", "ms@2.1.2"), added("node_modules/debug/node_modules/ms/a.js", "ms@2.1.2")],
    0,
  ],
  [
    "moved with other content",
    { kind: "changed", before, after: moved, changes: ["place", "content"] },
    [changed("node_modules/ms/a.js", ["ms@2.1.2", "ms@2.1.2"])],
    1,
  ],
  [
    "has other content",
    { kind: "changed", before, after: before, changes: ["content"] },
    [changed("node_modules/ms/a.js", ["ms@2.1.2", "ms@2.1.2"]), added("node_modules/ms/b.js", "ms@2.1.2")],
    2,
  ],
])("of a package that %s only what that does not explain is listed", (...[, one, files, listed]) => {
  expect(rows({ packages: [one], files })).toHaveLength(listed);
});
