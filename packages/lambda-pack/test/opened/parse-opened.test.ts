import { openedBundle } from "@lambda-pack/test-support/bundles/opened-bundle";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { expect, test } from "vitest";
import { bundleDigest } from "../../src/opened/bundle-digest.ts";
import { mergeOpened } from "../../src/opened/opened-files.ts";
import type { OpenedFiles } from "../../src/opened/opened-files.ts";
import { assertSameBundle, parseOpened } from "../../src/opened/parse-opened.ts";

const sha256 = "ab".repeat(32);

const record: OpenedFiles = {
  version: 1,
  bundle: { name: "database", sha256 },
  files: [{ path: "a.js", kinds: ["data", "module"] }],
  listed: ["."],
  checked: ["b.js"],
};

test("a record is read as it was written, with a mark of its encoding as well", () => {
  expect(parseOpened(JSON.stringify(record), "opened.json")).toEqual(record);
  expect(parseOpened(`\uFEFF${JSON.stringify(record)}`, "opened.json")).toEqual(record);
});

test.each([
  ["null", null, "it is not a file of --record"],
  ["a list", [], "it is not a file of --record"],
  ["a later version", { ...record, version: 2 }, "its version is 2, and this lambda-pack reads 1"],
  ["a digest of another kind", { ...record, bundle: { name: "a", sha256: "ab" } }, "bundle needs a name and a sha256"],
  ["no list of files", { ...record, files: {} }, "files must be a list of a path and kinds each"],
  ["a kind of another version", { ...record, files: [{ path: "a", kinds: ["smell"] }] }, "files must be a list"],
  ["a path that is none", { ...record, files: [{ path: 1, kinds: [] }] }, "files must be a list"],
  ["no checked", { ...record, checked: undefined }, "listed and checked must be lists of paths"],
])("%s is no record", async (_what, value, reason) => {
  expect(await packErrorOf(() => parseOpened(JSON.stringify(value), "opened.json"))).toMatchObject({
    code: "RECORD_INVALID",
    message: expect.stringContaining(`opened.json cannot be used as a record: ${reason}`),
  });
});

test("a record is of one bundle, whole or trimmed", async () => {
  const same = { where: "opened.json", name: "database", sha256: ["00".repeat(32), sha256] };
  expect(() => assertSameBundle(record, same)).not.toThrow();
  const other = { ...same, sha256: ["00".repeat(32)] };
  expect((await packErrorOf(() => assertSameBundle(record, other))).message).toMatch(
    /earlier or later state of database/u,
  );
  const named = { ...other, name: "mailer" };
  expect((await packErrorOf(() => assertSameBundle(record, named))).message).toMatch(
    /bundle of database, not of mailer/u,
  );
});

test("two records together say what both say, in order, whichever comes first", () => {
  const other: OpenedFiles = {
    ...record,
    files: [
      { path: "B.js", kinds: ["data"] },
      { path: "a.js", kinds: ["executed"] },
      { path: "b.js", kinds: ["module"] },
    ],
    listed: ["lib"],
    checked: ["c.js"],
  };
  const merged = {
    ...record,
    files: [
      { path: "B.js", kinds: ["data"] },
      { path: "a.js", kinds: ["data", "executed", "module"] },
      { path: "b.js", kinds: ["module"] },
    ],
    listed: [".", "lib"],
    // What one run has opened was not merely looked for.
    checked: ["c.js"],
  };
  expect(mergeOpened(record, other)).toEqual(merged);
  expect(mergeOpened(other, record)).toEqual(merged);
  expect(mergeOpened(record, record)).toEqual(record);
});

test("the digest depends on paths and contents, and on nothing else", async () => {
  const files = { "index.js": "1", "package.json": '{"name":"a"}' };
  const digest = await bundleDigest(openedBundle(files));
  expect(await bundleDigest(openedBundle(files, { origin: "workspace", label: "b" }))).toBe(digest);
  expect(await bundleDigest(openedBundle({ ...files, "index.js": "2" }))).not.toBe(digest);
  expect(await bundleDigest(openedBundle({ ...files, "index.ts": "" }))).not.toBe(digest);
});
