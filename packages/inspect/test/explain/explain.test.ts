import { expect, test } from "vitest";
import { explain } from "../../src/explain/explain.ts";
import { bundleOf } from "@lambda-pack/test-support/bundles/bundle-of";

// database ─┬─ shared ── semver@7
//           ├─ knex ─┬─ semver@5 ── tiny
//           │        └┄ mysql           (┄ optional peer)
//           └─ mysql ── semver@5
const bundle = bundleOf(
  {
    "database@1": ["shared@1", "knex@1", "mysql@2"],
    "shared@1": ["semver@7 ^7.0.0"],
    "knex@1": ["semver@5 ^4.0.0", "optional-peer mysql@2"],
    "mysql@2": ["semver@5 latest"],
    "semver@5": ["tiny@1"],
  },
  {
    bytes: { "semver@5": 50, "tiny@1": 8 },
    installedIn: { "semver@5": ["node_modules/knex/node_modules/semver", "node_modules/semver"] },
    places: {
      "node_modules/knex": "knex@1",
      "node_modules/mysql": "mysql@2",
      "node_modules/semver": "semver@5",
      "node_modules/shared": "shared@1",
      "node_modules/shared/node_modules/semver": "semver@7",
      "node_modules/tiny": "tiny@1",
    },
  },
);

const allows = (range: string, version: string) =>
  range.startsWith("^") ? version.startsWith(range.slice(1).split(".")[0] ?? "") : undefined;

const required = { kind: "dependencies", optional: false } as const;

test("all about one package: paths, ranges, places, other versions and its retained size", () => {
  const { packages, ...rest } = explain(bundle, "semver@5", { allows, paths: 1 });
  expect(rest).toEqual({
    bundle: { origin: "workspace", label: "app", root: ".", target: "database@1" },
    query: "semver@5",
  });
  const knex = {
    from: "knex@1",
    name: "semver",
    range: "^4.0.0",
    ...required,
    declaredIn: "knex@1/package.json",
    to: "semver@5",
  };
  const mysql = { ...knex, from: "mysql@2", range: "latest", declaredIn: "mysql@2/package.json" };
  const shared = { ...knex, from: "shared@1", range: "^7.0.0", declaredIn: "shared@1/package.json", to: "semver@7" };
  expect(packages).toEqual([
    {
      id: "semver@5",
      name: "semver",
      version: "5",
      importer: false,
      files: 1,
      bytes: 50,
      totalBytes: 50,
      installedIn: ["node_modules/knex/node_modules/semver", "node_modules/semver"],
      dependencyPaths: [
        [
          {
            ...required,
            from: "database@1",
            name: "knex",
            range: "*",
            declaredIn: "database@1/package.json",
            to: "knex@1",
          },
          { ...knex, satisfied: false },
        ],
      ],
      morePaths: { atLeast: 1, exact: true },
      dependents: [{ ...knex, satisfied: false }, mysql],
      otherVersions: [
        {
          id: "semver@7",
          version: "7",
          paths: ["node_modules/shared/node_modules/semver"],
          dependents: [{ ...shared, satisfied: true }],
        },
      ],
      places: [
        {
          path: "node_modules/semver",
          usedBy: ["knex@1", "mysql@2"],
          why: "chosen",
          others: [{ id: "semver@7", path: "node_modules/shared/node_modules/semver" }],
        },
      ],
      retained: { bytes: 58, packages: [{ id: "tiny@1", bytes: 8 }] },
    },
  ]);
});

test("a name that matches several packages explains each", () => {
  const { packages } = explain(bundle, "semver", { allows });
  expect(packages.map(({ id, dependencyPaths }) => [id, dependencyPaths.length])).toEqual([
    ["semver@5", 2],
    ["semver@7", 1],
  ]);
});

test("an optional peer dependency counts among the dependents of a package, and is no path to it", () => {
  const [mysql] = explain(bundle, "mysql", { allows }).packages;
  expect(mysql?.dependencyPaths.map((path) => path.map(({ from }) => from))).toEqual([["database@1"]]);
  expect(mysql?.dependents.map(({ from, kind, optional }) => [from, kind, optional])).toEqual([
    ["database@1", "dependencies", false],
    ["knex@1", "peerDependencies", true],
  ]);
});

test("of a path it says what lies there, and explains the package", () => {
  const { at, packages } = explain(bundle, "node_modules/tiny/tiny.js", { allows });
  expect(at).toEqual({ path: "node_modules/tiny/tiny.js", kind: "file", bytes: 8 });
  expect(packages.map(({ id }) => id)).toEqual(["tiny@1"]);
});

test("what is not in the bundle has no explanation", () => {
  expect(explain(bundle, "lodash", { allows }).packages).toEqual([]);
});

test("of a zip it has zipped bytes too", () => {
  const zip = bundleOf({ "app@0": ["ant@1"], "ant@1": ["bee@1"] }, { origin: "zip" });
  expect(explain(zip, "ant", { allows }).packages[0]).toMatchObject({
    totalBytes: 100,
    zippedBytes: 40,
    installedIn: [],
    retained: { bytes: 200, zippedBytes: 80, packages: [{ id: "bee@1", bytes: 100, zippedBytes: 40 }] },
  });
});

test("5,000 packages that depend on each other at random are explained at once", () => {
  const lists = Array.from({ length: 5000 }, (_, index): [string, string[]] => [
    `p${index}@1`,
    [
      ...new Set(
        [index + 1, scattered(index), scattered(index * 3 + 1), scattered(index * 5 + 2)].map((to) => to % 5000),
      ),
    ].map((to) => `p${to}@1`),
  ]);
  const [last] = explain(bundleOf(Object.fromEntries(lists)), "p4999", { allows, paths: 50 }).packages;
  expect(last?.dependencyPaths).toHaveLength(50);
});

function scattered(seed: number): number {
  return (seed * 7919 + 13) % 5000;
}
