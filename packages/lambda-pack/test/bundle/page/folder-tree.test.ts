import type { Bundle, BundleEntry, BundlePackage, BundlePath, InstanceId } from "@lambda-pack/model";
import { byCodeUnit } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { folderTree } from "../../../src/bundle/page/folder-tree.ts";

test("names are listed once, sizes beside them, and folders know the packages in them", () => {
  // app ── knex ── ms
  const bundle = bundleWith({
    packages: {
      "app@1.0.0": [""],
      "knex@3.1.0": ["node_modules/knex"],
      "ms@2.0.0": ["node_modules/knex/node_modules/ms"],
    },
    entries: [
      fileAt("index.js", 10),
      fileAt("node_modules/knex/knex.js", 20),
      fileAt("node_modules/knex/lib/a.js", 30),
      fileAt("node_modules/knex/lib/b.js", 40),
      { kind: "link", path: "node_modules/knex/node_modules/app", target: "../../..", place: "" as BundlePath },
      fileAt("node_modules/knex/node_modules/ms/index.js", 50),
    ],
  });
  expect(folderTree(bundle)).toEqual({
    name: "",
    package: 0,
    files: ["index.js"],
    sizes: [10],
    folders: [
      {
        name: "node_modules",
        files: [],
        sizes: [],
        folders: [
          {
            name: "knex",
            package: 1,
            files: ["knex.js"],
            sizes: [20],
            folders: [
              { name: "lib", files: ["a.js", "b.js"], sizes: [30, 40], folders: [] },
              {
                name: "node_modules",
                files: ["app"],
                sizes: [0],
                folders: [{ name: "ms", package: 2, files: ["index.js"], sizes: [50], folders: [] }],
              },
            ],
          },
        ],
      },
    ],
  });
});

test("what was left out stands beside what stays, and so do folders of nothing else", () => {
  const packages = { "app@1.0.0": [""], "knex@3.1.0": ["node_modules/knex"] };
  const kept = [fileAt("index.js", 10), fileAt("node_modules/knex/knex.js", 20)];
  const left = [fileAt("node_modules/knex/bin/cli.js", 30), fileAt("node_modules/knex/knex.d.ts", 40)];
  const whole = bundleWith({ packages, entries: [...kept, ...left].toSorted((a, b) => byCodeUnit(a.path, b.path)) });
  const sums: Readonly<Record<string, number>> = {
    "node_modules/knex/bin/cli.js": 1,
    "node_modules/knex/knex.d.ts": 0,
  };
  const tree = folderTree(bundleWith({ packages, entries: kept }), { whole, sumOf: (path) => sums[path] });
  expect(tree.folders[0]?.folders).toEqual([
    {
      name: "knex",
      package: 1,
      files: ["knex.js"],
      sizes: [20],
      left: { files: ["knex.d.ts"], sizes: [40], reasons: [0] },
      folders: [
        {
          name: "bin",
          files: [],
          sizes: [],
          folders: [],
          left: { files: ["cli.js"], sizes: [30], reasons: [1] },
        },
      ],
    },
  ]);
});

test("of a zip, the zipped sizes are listed as well, those of links among them", () => {
  const zipped = { index: 0, bytes: 7, crc32: 0, method: 8, flags: 0, modified: "", madeBy: 3, extraFields: [] };
  const link: BundleEntry = { kind: "link", path: "self", target: ".", place: "" as BundlePath, zipped };
  const bundle = bundleWith({ packages: { "app@1.0.0": [""] }, entries: [{ ...fileAt("a.js", 10), zipped }, link] });
  expect(folderTree({ ...bundle, origin: "zip" })).toEqual({
    name: "",
    package: 0,
    folders: [],
    files: ["a.js", "self"],
    sizes: [10, 0],
    zipped: [7, 7],
  });
});

test("a bundle below a prefix has no package at its root", () => {
  const bundle = bundleWith({
    packages: { "app@1.0.0": ["nodejs/node_modules/app"] },
    entries: [fileAt("nodejs/node_modules/app/a.js", 1)],
  });
  expect(folderTree(bundle)).not.toHaveProperty("package");
  expect(folderTree(bundle).folders[0]?.folders[0]?.folders[0]).toMatchObject({ name: "app", package: 0, sizes: [1] });
});

function fileAt(path: string, size: number): BundleEntry {
  return { kind: "file", path, size, mode: 0o644, place: "" as BundlePath };
}

interface BundleParts {
  /** Directories by id, ordered by id. */
  readonly packages: Readonly<Record<string, readonly string[]>>;
  readonly entries: readonly BundleEntry[];
}

function bundleWith({ packages, entries }: BundleParts): Bundle {
  const all = Object.entries(packages).map(([id, paths]): [InstanceId, BundlePackage] => [
    id as InstanceId,
    {
      id: id as InstanceId,
      name: id,
      version: "",
      importer: false,
      paths: paths as readonly BundlePath[],
      files: 1,
      bytes: 0,
      edges: [],
      installedIn: [],
    },
  ]);
  return {
    origin: "workspace",
    label: "app",
    root: "" as BundlePath,
    target: "app@1.0.0" as InstanceId,
    packages: new Map(all),
    places: new Map(),
    entries,
    bytes: 0,
  };
}
