import type { BundleDifference, ComparedEntry, ComparedPackage } from "@lambda-pack/inspect";

/** Something of every kind that can differ. */
export const sampleDifference: BundleDifference = {
  a: {
    label: "deployed.zip",
    origin: "zip",
    target: "@botland/database@1.0.0",
    packages: 7,
    entries: 1210,
    bytes: 5_872_026,
    zippedBytes: 2_306_867,
    sha256: "a".repeat(64),
  },
  b: {
    label: "build/database.zip",
    origin: "zip",
    target: "@botland/database@1.1.0",
    packages: 8,
    entries: 1222,
    bytes: 5_979_111,
    zippedBytes: 2_306_900,
    sha256: "b".repeat(64),
  },
  equal: false,
  identical: false,
  packages: [
    changed(compared("@botland/database@1.0.0", ["."], 1200), compared("@botland/database@1.1.0", ["."], 2284), [
      "version",
    ]),
    changed(
      compared("@botland/shared@1.0.0", ["node_modules/@botland/shared"], 300),
      compared("@botland/shared@1.0.0", ["node_modules/@botland/shared"], 300),
      ["content"],
    ),
    changed(
      compared("debug@4.3.0", ["node_modules/debug"], 9000),
      compared("debug@4.3.1", ["node_modules/debug", "node_modules/knex/node_modules/debug"], 18_600),
      ["version", "place"],
    ),
    { kind: "added", after: compared("left-pad@1.3.0", ["node_modules/left-pad"], 9301) },
    { kind: "removed", before: compared("moment@2.29.4", ["node_modules/moment"], 4_312_000) },
    changed(
      compared("ms@2.1.3", ["node_modules/debug/node_modules/ms"], 3000),
      compared("ms@2.1.3", ["node_modules/ms"], 3000),
      ["place"],
    ),
  ],
  files: [
    {
      kind: "changed",
      path: "bin/migrate",
      before: file("@botland/database@1.0.0", 512, "0644"),
      after: file("@botland/database@1.1.0", 512, "0755"),
      changes: ["mode"],
    },
    {
      kind: "changed",
      path: "index.js",
      before: file("@botland/database@1.0.0", 1200),
      after: file("@botland/database@1.1.0", 2284),
      changes: ["content"],
    },
    {
      kind: "changed",
      path: "latest",
      before: { kind: "link", package: "@botland/database@1.0.0", target: "lib/v1" },
      after: { kind: "link", package: "@botland/database@1.1.0", target: "lib/v2" },
      changes: ["target"],
    },
    ...["cs", "de", "en", "fr", "nl", "sk"].map((language) => ({
      kind: "added" as const,
      path: `locale/${language}.json`,
      after: file("@botland/database@1.1.0", 100),
    })),
    {
      kind: "changed",
      path: "node_modules/@botland/shared/index.js",
      before: file("@botland/shared@1.0.0", 300),
      after: file("@botland/shared@1.0.0", 300),
      changes: ["content"],
    },
    {
      kind: "changed",
      path: "node_modules/debug/index.js",
      before: file("debug@4.3.0", 9000),
      after: file("debug@4.3.1", 9300, "0755"),
      changes: ["content", "mode"],
    },
    { kind: "removed", path: "node_modules/debug/node_modules/ms/index.js", before: file("ms@2.1.3", 3000) },
    { kind: "added", path: "node_modules/knex/node_modules/debug/index.js", after: file("debug@4.3.1", 9300) },
    { kind: "added", path: "node_modules/left-pad/index.js", after: file("left-pad@1.3.0", 9301) },
    { kind: "removed", path: "node_modules/moment/moment.js", before: file("moment@2.29.4", 4_312_000) },
    { kind: "added", path: "node_modules/ms/index.js", after: file("ms@2.1.3", 3000) },
  ],
  archive: [],
};

/** Two zips of the same files, written by two tools. */
export const sameFiles: BundleDifference = {
  ...sampleDifference,
  equal: true,
  packages: [],
  files: [],
  archive: [
    { kind: "order", entries: 1208, example: { path: "index.js", before: "1", after: "1210" } },
    {
      kind: "date",
      entries: 1210,
      example: { path: "index.js", before: "2024-01-01T10:00:00", after: "1980-01-01T00:00:00" },
    },
    { kind: "mode", entries: 1, example: { path: "index.js", before: "0664", after: "0644" } },
    { kind: "method", entries: 2, example: { path: "bin/migrate", before: "stored", after: "deflated" } },
    { kind: "compressed-size", entries: 12, example: { path: "index.js", before: "659", after: "657" } },
    { kind: "extra-fields", entries: 1210, example: { path: "index.js", before: "Unix times", after: "none" } },
    { kind: "flags", entries: 1210, example: { path: "index.js", before: "none", after: "UTF-8 name" } },
    { kind: "made-by", entries: 1210, example: { path: "index.js", before: "MS-DOS", after: "Unix" } },
    { kind: "directories", entries: 42, example: { path: "bin/", before: "an entry", after: "none" } },
    { kind: "comment", entries: 0 },
  ],
};

export function compared(id: string, paths: readonly string[], bytes: number): ComparedPackage {
  const at = id.indexOf("@", 1);
  return { id, name: id.slice(0, at), version: id.slice(at + 1), paths, links: [], files: paths.length, bytes };
}

export function file(owner: string, bytes: number, mode = "0644"): ComparedEntry {
  return { kind: "file", package: owner, bytes, mode };
}

type Changed = Extract<BundleDifference["packages"][number], { readonly kind: "changed" }>;

function changed(before: ComparedPackage, after: ComparedPackage, changes: Changed["changes"]): Changed {
  return { kind: "changed", before, after, changes };
}
