import { expect, test } from "vitest";
import { compareBundles } from "../../src/compare/compare-bundles.ts";
import { plannedOf, zipOf } from "./sketched.ts";
import type { BundleSketch } from "./sketched.ts";

const database: BundleSketch = {
  packages: { "": "database@1.0.0", "node_modules/ms": "ms@2.1.3" },
  files: { "index.js": "exports.handler = 1;", "node_modules/ms/index.js": "exports.ms = 1;" },
};

test("equal zips are equal and identical", async () => {
  expect(await compareBundles(zipOf(database), zipOf(database))).toEqual({
    a: expect.objectContaining({ label: "database.zip", packages: 2, entries: 2, bytes: 35, zippedBytes: 1000 }),
    b: expect.objectContaining({ origin: "zip" }),
    equal: true,
    identical: true,
    packages: [],
    files: [],
    archive: [],
  });
});

test("of zips with equal files it says why they are not the same bytes", async () => {
  const later = zipOf({ ...database, zipped: { modified: "2024-05-01T10:00:00" } });
  const { equal, identical, archive } = await compareBundles(zipOf(database), later);
  expect({ equal, identical }).toEqual({ equal: true, identical: false });
  expect(archive.map(({ kind }) => kind)).toEqual(["date"]);
});

test("of zips with other files it does not say how they were zipped", async () => {
  const later = zipOf({
    ...database,
    files: { ...database.files, "index.js": "exports.handler = 2;" },
    zipped: { modified: "2024-05-01T10:00:00" },
  });
  const { equal, archive, files } = await compareBundles(zipOf(database), later);
  expect({ equal, archive }).toEqual({ equal: false, archive: [] });
  expect(files.map(({ path }) => path)).toEqual(["index.js"]);
});

test("a zip and the package that it was packed from are equal, and nothing is said of bytes", async () => {
  const difference = await compareBundles(zipOf(database), plannedOf(database));
  expect(difference).toMatchObject({ equal: true, packages: [], files: [], archive: [] });
  expect(difference).not.toHaveProperty("identical");
  expect(difference.b).not.toHaveProperty("zippedBytes");
});

test("another name in package.json alone is no difference where no file differs", async () => {
  const renamed = { ...database, packages: { ...database.packages, "node_modules/ms": "@vercel/ms@2.1.3" } };
  expect(await compareBundles(zipOf(database), plannedOf(renamed))).toMatchObject({ equal: true, packages: [] });
});

test("files of the workspace are read once, and only where their sizes are equal", async () => {
  const changed = {
    packages: database.packages,
    files: { "index.js": "exports.handler = 22;", "node_modules/ms/index.js": "exports.ms = 2;", "empty.js": "" },
  };
  const before = { ...database, files: { ...database.files, "empty.js": "" } };
  const planned = plannedOf(changed);
  const { files } = await compareBundles(zipOf(before), planned);
  expect(files.map(({ path }) => path)).toEqual(["index.js", "node_modules/ms/index.js"]);
  expect(planned.reads).toEqual(["node_modules/ms/index.js"]);
});

test("two packages of the workspace are compared by their contents", async () => {
  const other = { ...database, files: { ...database.files, "index.js": "exports.handler = 2;" } };
  const { files } = await compareBundles(plannedOf(database), plannedOf(other));
  expect(files.map(({ path }) => path)).toEqual(["index.js"]);
});

test("a file that cannot be read ends the comparison with its error", async () => {
  const gone = { ...plannedOf(database), read: readNothing };
  await expect(compareBundles(zipOf(database), gone)).rejects.toThrow("index.js has gone");
});

test("it ends when it is interrupted", async () => {
  const signal = AbortSignal.abort("SIGINT");
  await expect(compareBundles(zipOf(database), plannedOf(database), { signal })).rejects.toMatchObject({
    code: "INTERRUPTED",
  });
});

async function readNothing(): Promise<never> {
  throw new Error("index.js has gone");
}
