import type { BundlePath } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { listPackages } from "../../src/list/list-packages.ts";
import { bundleOf } from "@lambda-pack/test-support/bundles/bundle-of";

// database ─┬─ knex ─┄ mysql     (┄ optional peer)
//           │      └── semver@5
//           └─ mysql
const lists = {
  "database@1": ["knex@1 ^1.0.0", "mysql@2"],
  "knex@1": ["optional-peer mysql@2", "semver@5"],
};

const bytes = { "database@1": 10, "knex@1": 300, "mysql@2": 200, "semver@5": 200 };

test("each package has its sizes, the path to it and its dependents", () => {
  const { packages, bundle, sizes } = listPackages(bundleOf(lists, { bytes }));
  expect(bundle).toEqual({ origin: "workspace", label: "app", root: ".", target: "database@1" });
  expect(sizes).toEqual({ packages: 4, copies: 4, files: 4, links: 0, bytes: 710 });
  expect(packages).toEqual([
    {
      id: "knex@1",
      name: "knex",
      version: "1",
      importer: false,
      paths: ["node_modules/knex"],
      links: [],
      files: 1,
      bytes: 300,
      totalBytes: 300,
      retainedBytes: 500,
      requiredBy: ["database@1", "knex@1"],
      dependents: ["database@1"],
      dependencies: [
        { name: "mysql", range: "*", kind: "peerDependencies", optional: true, to: "mysql@2" },
        { name: "semver", range: "*", kind: "dependencies", optional: false, to: "semver@5" },
      ],
    },
    {
      id: "mysql@2",
      name: "mysql",
      version: "2",
      importer: false,
      paths: ["node_modules/mysql"],
      links: [],
      files: 1,
      bytes: 200,
      totalBytes: 200,
      retainedBytes: 200,
      requiredBy: ["database@1", "mysql@2"],
      dependents: ["database@1", "knex@1"],
      dependencies: [],
    },
    expect.objectContaining({ id: "semver@5", retainedBytes: 200, requiredBy: ["database@1", "knex@1", "semver@5"] }),
    expect.objectContaining({ id: "database@1", importer: true, paths: ["."], retainedBytes: 710 }),
  ]);
});

test("links to a package are listed apart from its directory, whose bytes count once", () => {
  const linked = { "app@0": ["ant@1", "bee@1", "ms@2"], "ant@1": ["ms@1"], "bee@1": ["ms@1", "app@0"] };
  const places = {
    "node_modules/ant": "ant@1",
    "node_modules/ant/node_modules/ms": "ms@1",
    "node_modules/app": "-> .",
    "node_modules/bee": "bee@1",
    "node_modules/bee/node_modules/ms": "-> node_modules/ant/node_modules/ms",
    "node_modules/ms": "ms@2",
  };
  const { packages, sizes } = listPackages(bundleOf(linked, { places }), { sort: "name" });
  expect(packages.map(({ id, paths, links, totalBytes }) => [id, paths, links, totalBytes])).toEqual([
    ["ant@1", ["node_modules/ant"], [], 100],
    ["app@0", ["."], ["node_modules/app"], 100],
    ["bee@1", ["node_modules/bee"], [], 100],
    ["ms@1", ["node_modules/ant/node_modules/ms"], ["node_modules/bee/node_modules/ms"], 100],
    ["ms@2", ["node_modules/ms"], [], 100],
  ]);
  expect(sizes).toEqual({ packages: 5, copies: 5, files: 5, links: 2, bytes: 500 });
});

test("they are ordered by size, by name or by number of files; equals by id", () => {
  const places = {
    "node_modules/knex": "knex@1",
    "node_modules/mysql": "mysql@2",
    "a/semver": "semver@5",
    "b/semver": "semver@5",
  };
  const bundle = bundleOf(lists, { bytes, places });
  const ids = (sort: "size" | "name" | "files") => listPackages(bundle, { sort }).packages.map(({ id }) => id);
  expect(ids("size")).toEqual(["semver@5", "knex@1", "mysql@2", "database@1"]);
  expect(ids("name")).toEqual(["database@1", "knex@1", "mysql@2", "semver@5"]);
  expect(ids("files")).toEqual(["semver@5", "database@1", "knex@1", "mysql@2"]);
});

test("of a zip it has the zipped bytes, and the extraneous packages", () => {
  const bundle = bundleOf(
    { ...lists, "left-pad@1": [] },
    {
      origin: "zip",
      root: "nodejs",
      places: {
        "node_modules/knex": "knex@1",
        "node_modules/left-pad": "left-pad@1",
        "node_modules/mysql": "mysql@2",
        "node_modules/semver": "semver@5",
      },
    },
  );
  const { packages, sizes, bundle: facts } = listPackages(bundle, { archive: { size: 999 } });
  expect(facts).toEqual({ origin: "zip", label: "app.zip", root: "nodejs", target: "database@1" });
  expect(sizes).toEqual({
    packages: 5,
    copies: 5,
    files: 5,
    links: 0,
    bytes: 500,
    zippedBytes: 200,
    archiveBytes: 999,
  });
  expect(packages.find(({ name }) => name === "left-pad")).toMatchObject({
    paths: ["nodejs/node_modules/left-pad"],
    zippedBytes: 40,
    retainedBytes: 100,
    retainedZippedBytes: 40,
    requiredBy: [],
    dependents: [],
  });
  expect(packages.find(({ name }) => name === "knex")).toMatchObject({ zippedBytes: 40, retainedZippedBytes: 80 });
});

test("the files of one copy are listed from its directory, without those of packages below it", () => {
  const bundle = bundleOf(lists, {
    origin: "zip",
    places: {
      "node_modules/knex": "knex@1",
      "node_modules/knex/node_modules/semver": "semver@5",
      "node_modules/mysql": "mysql@2",
    },
  });
  const link = {
    kind: "link",
    path: "node_modules/knex/latest",
    target: "knex.js",
    place: "node_modules/knex" as BundlePath,
  } as const;
  const { packages, sizes } = listPackages(
    { ...bundle, entries: [...bundle.entries, link] },
    { entries: true, sort: "name" },
  );
  expect(sizes).toMatchObject({ files: 4, links: 1 });
  expect(Object.fromEntries(packages.map(({ id, entries }) => [id, entries]))).toEqual({
    "database@1": [{ kind: "file", path: "database.js", size: 100, zippedBytes: 40 }],
    "knex@1": [
      { kind: "file", path: "knex.js", size: 100, zippedBytes: 40 },
      { kind: "link", path: "latest", target: "knex.js" },
    ],
    "mysql@2": [{ kind: "file", path: "mysql.js", size: 100, zippedBytes: 40 }],
    "semver@5": [{ kind: "file", path: "semver.js", size: 100, zippedBytes: 40 }],
  });
});

test("a package without files has no entries", () => {
  const bundle = bundleOf({ "app@0": ["ant@1"] });
  const [ant] = listPackages({ ...bundle, entries: [] }, { entries: true, sort: "files" }).packages;
  expect(ant?.entries).toEqual([]);
});
