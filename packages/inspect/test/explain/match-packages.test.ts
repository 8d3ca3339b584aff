import type { BundlePath } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { matchPackages } from "../../src/explain/match-packages.ts";
import { bundleOf } from "@lambda-pack/test-support/bundles/bundle-of";

const bundle = bundleOf(
  {
    "database@1.0.0": ["@botland/shared@1.2.0", "semver@7.6.3", "padding=left-pad@1.3.0"],
    "@botland/shared@1.2.0": ["semver@5.7.2"],
    "semver@5.7.2#2": [],
  },
  {
    places: {
      "node_modules/@botland/shared": "@botland/shared@1.2.0",
      "node_modules/@botland/shared/node_modules/semver": "semver@5.7.2",
      "node_modules/other/node_modules/semver": "semver@5.7.2#2",
      "node_modules/padding": "left-pad@1.3.0",
      "node_modules/semver": "semver@7.6.3",
    },
  },
);

/** Ranges with a caret, and nothing else, are judged. */
const allows = (range: string, version: string) =>
  range.startsWith("^") ? version.startsWith(`${range.slice(1).split(".")[0]}.`) : undefined;

test.each<[query: string, ids: readonly string[]]>([
  ["semver", ["semver@5.7.2", "semver@5.7.2#2", "semver@7.6.3"]],
  ["semver@5.7.2", ["semver@5.7.2"]],
  ["semver@5.7.2#2", ["semver@5.7.2#2"]],
  ["semver@^5.1.0", ["semver@5.7.2", "semver@5.7.2#2"]],
  ["semver@^6.0.0", []],
  ["semver@latest", []],
  ["@botland/shared", ["@botland/shared@1.2.0"]],
  ["@botland/shared@1.2.0", ["@botland/shared@1.2.0"]],
  ["@botland/shared@^1.0.0", ["@botland/shared@1.2.0"]],
  ["@botland/shared@2.0.0", []],
  ["database", ["database@1.0.0"]],
  ["padding", ["left-pad@1.3.0"]],
  ["padding@1.3.0", ["left-pad@1.3.0"]],
  ["left-pad", ["left-pad@1.3.0"]],
  ["@botland", []],
  ["shared", []],
  ["", []],
])("%s names these packages, and is no path", (query, ids) => {
  expect(matchPackages(bundle, query, allows)).toEqual({ ids });
});

test.each<[query: string, id: string, path: string]>([
  ["node_modules/semver", "semver@7.6.3", "node_modules/semver"],
  ["./node_modules/semver/", "semver@7.6.3", "node_modules/semver"],
  [
    "node_modules/@botland/shared/node_modules/semver",
    "semver@5.7.2",
    "node_modules/@botland/shared/node_modules/semver",
  ],
  ["node_modules/padding", "left-pad@1.3.0", "node_modules/padding"],
  [".", "database@1.0.0", "."],
])("%s is the directory of a package", (query, id, path) => {
  expect(matchPackages(bundle, query, allows)).toEqual({ ids: [id], at: { path, kind: "package", bytes: 100 } });
});

test("a file belongs to the package in whose copy it lies, and has its size", () => {
  expect(matchPackages(bundle, "node_modules/semver/semver.js", allows)).toEqual({
    ids: ["semver@7.6.3"],
    at: { path: "node_modules/semver/semver.js", kind: "file", bytes: 100 },
  });
  expect(matchPackages(bundle, "database.js", allows)).toEqual({
    ids: ["database@1.0.0"],
    at: { path: "database.js", kind: "file", bytes: 100 },
  });
});

test("a directory in a package has the size of what is in it and belongs to that package", () => {
  const place = "node_modules/semver" as BundlePath;
  const inside = (path: string) => ({ kind: "file", path: `${place}/${path}`, mode: 0o644, size: 7, place }) as const;
  const entries = [...bundle.entries, inside("lib/a.js"), inside("lib/b/c.js"), inside("library.js")];
  expect(matchPackages({ ...bundle, entries }, "node_modules/semver/lib", allows)).toEqual({
    ids: ["semver@7.6.3"],
    at: { path: "node_modules/semver/lib", kind: "directory", bytes: 14 },
  });
});

test("a directory that only holds packages belongs to the one that it lies in", () => {
  expect(matchPackages(bundle, "node_modules/@botland", allows)).toEqual({
    ids: ["database@1.0.0"],
    at: { path: "node_modules/@botland", kind: "directory", bytes: 0 },
  });
});

test("a link is reported as one, and as the package that it leads to where it is one", () => {
  const place = "" as BundlePath;
  const entries = [...bundle.entries, { kind: "link", path: "latest.js", target: "database.js", place } as const];
  expect(matchPackages({ ...bundle, entries }, "latest.js", allows).at).toEqual({
    path: "latest.js",
    kind: "link",
    bytes: 0,
  });
  const linked = bundleOf(
    { "app@1": ["ant@1"], "ant@1": ["app@1"] },
    { places: { "node_modules/ant": "ant@1", "node_modules/app": "-> ." } },
  );
  expect(matchPackages(linked, "node_modules/app", allows)).toMatchObject({ ids: ["app@1"], at: { kind: "package" } });
});

test("below a prefix, a path may have it or not", () => {
  const layer = bundleOf(
    { "app@1": ["ant@1"] },
    { origin: "zip", root: "nodejs", places: { "node_modules/ant": "ant@1" } },
  );
  const at = { path: "nodejs/node_modules/ant", kind: "package", bytes: 100, zippedBytes: 40 };
  expect(matchPackages(layer, "node_modules/ant", allows)).toEqual({ ids: ["ant@1"], at });
  expect(matchPackages(layer, "nodejs/node_modules/ant", allows)).toEqual({ ids: ["ant@1"], at });
  expect(matchPackages(layer, ".", allows).ids).toEqual(["app@1"]);
});

test("nothing is found at a path where nothing is", () => {
  expect(matchPackages(bundle, "node_modules/semve", allows)).toEqual({ ids: [] });
  expect(matchPackages(bundle, "../database.js", allows)).toEqual({ ids: [] });
});
