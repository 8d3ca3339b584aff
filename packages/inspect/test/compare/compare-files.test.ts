import { expect, test } from "vitest";
import type { FileDifference } from "../../src/compare/bundle-difference.ts";
import { compareFiles } from "../../src/compare/compare-files.ts";
import { sideOf } from "../../src/compare/side.ts";
import { zipOf } from "./sketched.ts";
import type { Node } from "./sketched.ts";

async function compare(
  before: Readonly<Record<string, Node>>,
  after: Readonly<Record<string, Node>>,
): Promise<readonly FileDifference[]> {
  const packages = { "": "database@1.0.0", "node_modules/ms": "ms@2.1.3" };
  return compareFiles([sideOf(zipOf({ packages, files: before })), sideOf(zipOf({ packages, files: after }))]);
}

test("what was added, removed and changed stands in the order of paths, with the bytes before and after", async () => {
  const before = { "index.js": "query()", "node_modules/ms/index.js": "ms", "lib/old.js": "old" };
  const after = { "lib/new.js": "new one", "index.js": "query(1)", "node_modules/ms/index.js": "ms" };
  expect(await compare(before, after)).toEqual([
    {
      kind: "changed",
      path: "index.js",
      before: { kind: "file", package: "database@1.0.0", bytes: 7, mode: "0644" },
      after: { kind: "file", package: "database@1.0.0", bytes: 8, mode: "0644" },
      changes: ["content"],
    },
    {
      kind: "added",
      path: "lib/new.js",
      after: { kind: "file", package: "database@1.0.0", bytes: 7, mode: "0644" },
    },
    {
      kind: "removed",
      path: "lib/old.js",
      before: { kind: "file", package: "database@1.0.0", bytes: 3, mode: "0644" },
    },
  ]);
});

test("content of the same size is distinguished by its checksum", async () => {
  const [difference] = await compare({ "node_modules/ms/index.js": "ms1" }, { "node_modules/ms/index.js": "ms2" });
  expect(difference).toMatchObject({ changes: ["content"], before: { package: "ms@2.1.3" } });
});

test.each([
  [0o644, 0o755, ["mode"]],
  [0o755, 0o744, ["mode"]],
  [0o644, 0o600, ["mode"]],
  [0o644, 0o664, []],
  [0o755, 0o775, []],
  [0o644, 0o646, []],
])("of the modes %o and %o only what the function may do counts", async (mode, other, changes) => {
  const found = await compare({ "bin/run": { content: "", mode } }, { "bin/run": { content: "", mode: other } });
  expect(found.flatMap((one) => (one.kind === "changed" ? one.changes : []))).toEqual(changes);
});

test("content and mode may both have changed", async () => {
  const found = await compare(
    { "bin/run": { content: "a", mode: 0o644 } },
    { "bin/run": { content: "b", mode: 0o755 } },
  );
  expect(found).toMatchObject([{ changes: ["content", "mode"], before: { mode: "0644" }, after: { mode: "0755" } }]);
});

test("a link differs by its target, and from a file by being one", async () => {
  const before = { "lib/a": { link: "../x" }, "lib/b": { link: "../x" }, "lib/c": { link: "../x" } };
  const after = { "lib/a": { link: "../y" }, "lib/b": "x", "lib/c": { link: "../x" } };
  expect(await compare(before, after)).toEqual([
    {
      kind: "changed",
      path: "lib/a",
      before: { kind: "link", package: "database@1.0.0", target: "../x" },
      after: { kind: "link", package: "database@1.0.0", target: "../y" },
      changes: ["target"],
    },
    {
      kind: "changed",
      path: "lib/b",
      before: { kind: "link", package: "database@1.0.0", target: "../x" },
      after: { kind: "file", package: "database@1.0.0", bytes: 1, mode: "0644" },
      changes: ["kind"],
    },
  ]);
});
