import { expect, test } from "vitest";
import type { ComparedPackage, PackageDifference } from "../../src/compare/bundle-difference.ts";
import { comparePackages } from "../../src/compare/compare-packages.ts";
import { sideOf } from "../../src/compare/side.ts";
import { bundleOf } from "@lambda-pack/test-support/bundles/bundle-of";
import { compareFiles } from "../../src/compare/compare-files.ts";
import { zipOf } from "./sketched.ts";
import type { Node } from "./sketched.ts";

type Packages = Readonly<Record<string, string>>;

interface Contents {
  readonly before?: Readonly<Record<string, Node>>;
  readonly after?: Readonly<Record<string, Node>>;
}

/** Each difference in one line: `ms@2.1.2 at node_modules/ms > ms@2.1.3 at node_modules/ms: version`. */
async function compare(before: Packages, after: Packages, contents: Contents = {}): Promise<readonly string[]> {
  const target = { "": "database@1.0.0" };
  const a = zipOf({ packages: { ...target, ...before }, files: contents.before ?? {} });
  const b = zipOf({ packages: { ...target, ...after }, files: contents.after ?? {} });
  return (await comparePackages([sideOf(a), sideOf(b)])).map(lineOf);
}

function lineOf(difference: PackageDifference): string {
  if (difference.kind === "added") return `added ${placed(difference.after)}`;
  if (difference.kind === "removed") return `removed ${placed(difference.before)}`;
  return `${placed(difference.before)} > ${placed(difference.after)}: ${difference.changes.join(", ")}`;
}

function placed({ id, paths }: ComparedPackage): string {
  return `${id} at ${paths.map((path) => path.replaceAll("node_modules/", "")).join(" and ")}`;
}

test("packages of the same name, version, place and content are no difference", async () => {
  expect(await compare({ "node_modules/ms": "ms@2.1.3" }, { "node_modules/ms": "ms@2.1.3" })).toEqual([]);
});

test("they are added, removed and updated, in the order of names", async () => {
  const before = { "node_modules/zod": "zod@3.0.0", "node_modules/ms": "ms@2.1.2", "node_modules/pg": "pg@8.0.0" };
  const after = { "node_modules/ms": "ms@2.1.3", "node_modules/ajv": "ajv@8.0.0", "node_modules/pg": "pg@8.0.0" };
  expect(await compare(before, after)).toEqual([
    "added ajv@8.0.0 at ajv",
    "ms@2.1.2 at ms > ms@2.1.3 at ms: version",
    "removed zod@3.0.0 at zod",
  ]);
});

test("a version that moves is the same package at another place", async () => {
  // before: ms@1 at the root, ms@2 below debug; after: ms@2 alone
  const before = { "node_modules/ms": "ms@1.0.0", "node_modules/debug/node_modules/ms": "ms@2.1.3" };
  expect(await compare(before, { "node_modules/ms": "ms@2.1.3" })).toEqual([
    "removed ms@1.0.0 at ms",
    "ms@2.1.3 at debug/ms > ms@2.1.3 at ms: place",
  ]);
});

test("versions that exchange their places have both moved", async () => {
  const before = { "node_modules/ms": "ms@1.0.0", "node_modules/debug/node_modules/ms": "ms@2.1.3" };
  const after = { "node_modules/ms": "ms@2.1.3", "node_modules/debug/node_modules/ms": "ms@1.0.0" };
  expect(await compare(before, after)).toEqual([
    "ms@1.0.0 at ms > ms@1.0.0 at debug/ms: place",
    "ms@2.1.3 at debug/ms > ms@2.1.3 at ms: place",
  ]);
});

test("of several versions the one at the same place is the one that was updated", async () => {
  const before = { "node_modules/ms": "ms@2.0.0", "node_modules/debug/node_modules/ms": "ms@1.0.0" };
  const after = { "node_modules/ms": "ms@0.9.0", "node_modules/debug/node_modules/ms": "ms@3.0.0" };
  expect(await compare(before, after)).toEqual([
    "ms@2.0.0 at ms > ms@0.9.0 at ms: version",
    "ms@1.0.0 at debug/ms > ms@3.0.0 at debug/ms: version",
  ]);
});

test("versions without a place in common are paired in their order", async () => {
  const before = { "node_modules/a/node_modules/ms": "ms@10.0.0", "node_modules/b/node_modules/ms": "ms@9.0.0" };
  const after = { "node_modules/c/node_modules/ms": "ms@11.0.0", "node_modules/d/node_modules/ms": "ms@9.5.0" };
  expect(await compare(before, after)).toEqual([
    "ms@9.0.0 at b/ms > ms@9.5.0 at d/ms: version, place",
    "ms@10.0.0 at a/ms > ms@11.0.0 at c/ms: version, place",
  ]);
});

test("a copy more is a change of place, with the bytes of both", async () => {
  const file = { "node_modules/ms/index.js": "four" };
  const copies = { ...file, "node_modules/debug/node_modules/ms/index.js": "four" };
  const a = zipOf({ packages: { "": "database@1.0.0", "node_modules/ms": "ms@2.1.3" }, files: file });
  const b = zipOf({
    packages: {
      "": "database@1.0.0",
      "node_modules/ms": "ms@2.1.3",
      "node_modules/debug/node_modules/ms": "ms@2.1.3",
    },
    files: copies,
  });
  expect(await comparePackages([sideOf(a), sideOf(b)])).toMatchObject([
    { changes: ["place"], before: { files: 1, bytes: 4 }, after: { files: 2, bytes: 8 } },
  ]);
});

test("the same version with another file has other content", async () => {
  const places = { "node_modules/ms": "ms@2.1.3" };
  const contents = { before: { "node_modules/ms/index.js": "ms1" }, after: { "node_modules/ms/index.js": "ms2" } };
  expect(await compare(places, places, contents)).toEqual(["ms@2.1.3 at ms > ms@2.1.3 at ms: content"]);
  expect(await compare(places, places, { ...contents, after: {} })).toEqual([
    "ms@2.1.3 at ms > ms@2.1.3 at ms: content",
  ]);
});

test("a package that moved altogether is compared file by file", async () => {
  const before = { "node_modules/debug/node_modules/ms": "ms@2.1.3" };
  const after = { "node_modules/ms": "ms@2.1.3" };
  const moved = "ms@2.1.3 at debug/ms > ms@2.1.3 at ms: place";
  const old = { "node_modules/debug/node_modules/ms/index.js": "ms1" };
  expect(await compare(before, after, { before: old, after: { "node_modules/ms/index.js": "ms1" } })).toEqual([moved]);
  expect(await compare(before, after, { before: old, after: { "node_modules/ms/index.js": "ms2" } })).toEqual([
    `${moved}, content`,
  ]);
  expect(await compare(before, after, { before: old, after: { "node_modules/ms/main.js": "ms1" } })).toEqual([
    `${moved}, content`,
  ]);
});

test("two packages of one name and version are told apart by their places", async () => {
  const before = { "node_modules/a/node_modules/ms": "ms@2.1.3", "node_modules/b/node_modules/ms": "ms@2.1.3#2" };
  const after = { "node_modules/a/node_modules/ms": "ms@2.1.3#2", "node_modules/b/node_modules/ms": "ms@2.1.3" };
  expect(await compare(before, after)).toEqual([]);
});

test("what is packed stands for what is packed, whatever their names", async () => {
  const before = { "": "database@1.0.0" };
  const after = { "": "mailer@2.0.0", "node_modules/database": "database@1.0.0" };
  expect(await compare(before, after)).toEqual([
    "database@1.0.0 at . > mailer@2.0.0 at .: name, version",
    "added database@1.0.0 at database",
  ]);
});

test("a copy that becomes a link is a change of its package's place, and none of the package that it lies in", async () => {
  const lists = { "app@1": ["ant@1", "bee@1", "ms@2"], "ant@1": ["ms@1"], "bee@1": ["ms@1"] };
  const shared = {
    "node_modules/ant": "ant@1",
    "node_modules/ant/node_modules/ms": "ms@1",
    "node_modules/bee": "bee@1",
    "node_modules/ms": "ms@2",
  };
  const place = "node_modules/bee/node_modules/ms";
  const sideWith = (text: string) => {
    const bundle = bundleOf(lists, { places: { ...shared, [place]: text } });
    return sideOf({ bundle, read: async () => new Uint8Array(1), close: async () => undefined });
  };
  const sides = [sideWith("ms@1"), sideWith("-> node_modules/ant/node_modules/ms")] as const;
  const first = "node_modules/ant/node_modules/ms";
  expect(await comparePackages(sides)).toMatchObject([
    {
      kind: "changed",
      before: { id: "ms@1", paths: [first, place], links: [], files: 2, bytes: 200 },
      after: { id: "ms@1", paths: [first], links: [place], files: 1, bytes: 100 },
      changes: ["place"],
    },
  ]);
  expect(await compareFiles(sides)).toMatchObject([
    { kind: "added", path: place, after: { kind: "link", package: "ms@1" } },
    { kind: "removed", path: `${place}/ms.js`, before: { package: "ms@1" } },
  ]);
});
