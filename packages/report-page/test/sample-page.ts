import type { PageData, PageFolder, PagePackage } from "../src/index.ts";

/** A bundle of four packages, one of them twice, read from a zip whose figures are easy to add up. */
export const samplePage: PageData = {
  schemaVersion: 2,
  bundle: { origin: "zip", label: "build/database.zip", root: ".", target: "database@1.0.0" },
  platform: { runtime: "nodejs22.x", arch: "x64" },
  sizes: { packages: 4, copies: 5, files: 9, links: 1, bytes: 100_000, zippedBytes: 30_000, archiveBytes: 31_500 },
  limits: [
    { name: "unzipped", limit: 200_000, used: 100_000, share: 0.5 },
    { name: "zipped", limit: 30_000, used: 31_500, share: 1.05 },
  ],
  packages: [
    pagePackage("@botland/shared@1.0.0", {
      paths: ["node_modules/@botland/shared"],
      totalBytes: 1000,
      zippedBytes: 900,
    }),
    pagePackage("database@1.0.0", {
      paths: ["."],
      files: 3,
      totalBytes: 9000,
      zippedBytes: 4100,
      retainedBytes: 100_000,
      retainedZippedBytes: 30_000,
      requiredBy: ["database@1.0.0"],
      ranges: [],
      dependents: [],
      importer: true,
    }),
    pagePackage("knex@3.1.0", {
      paths: ["node_modules/knex"],
      files: 4,
      totalBytes: 50_000,
      zippedBytes: 10_000,
      retainedBytes: 70_000,
      retainedZippedBytes: 17_500,
    }),
    pagePackage("lodash@4.17.21", {
      paths: ["node_modules/knex/node_modules/lodash", "node_modules/lodash"],
      files: 1,
      totalBytes: 40_000,
      zippedBytes: 15_000,
      retainedBytes: 40_000,
      retainedZippedBytes: 15_000,
      requiredBy: ["database@1.0.0", "knex@3.1.0", "lodash@4.17.21"],
      ranges: ["^3.0.0", "^4.17.21"],
      dependents: ["database@1.0.0", "knex@3.1.0"],
    }),
  ],
  duplicates: [{ name: "lodash", packages: ["lodash@4.17.21"], copies: 2, cost: 20_000 }],
  findings: [
    { severity: "note", kind: "foreign-binaries", message: "There is a note.", hint: "There is nothing to do." },
    { severity: "error", kind: "over-limit", message: "The zip is too large.", hint: "Leave something out." },
    { severity: "warning", kind: "engines-mismatch", message: "knex does not expect Node 22.", hint: "Update it." },
  ],
  tree: {
    name: "",
    package: 1,
    files: ["index.js", "package.json"],
    sizes: [7000, 1000],
    zipped: [3000, 500],
    folders: [
      { name: "src", files: ["handler.js"], sizes: [1000], zipped: [600], folders: [] },
      {
        name: "node_modules",
        files: [],
        sizes: [],
        zipped: [],
        folders: [
          {
            name: "@botland",
            files: [],
            sizes: [],
            zipped: [],
            folders: [{ name: "shared", package: 0, files: ["index.js"], sizes: [1000], zipped: [900], folders: [] }],
          },
          {
            name: "knex",
            package: 2,
            files: ["knex.js", "knex"],
            sizes: [2000, 0],
            zipped: [900, 100],
            folders: [
              {
                name: "lib",
                files: [],
                sizes: [],
                zipped: [],
                folders: [
                  {
                    name: "dialects",
                    files: ["mysql.js", "sqlite.js"],
                    sizes: [30_000, 18_000],
                    zipped: [6000, 3000],
                    folders: [],
                  },
                ],
              },
              {
                name: "node_modules",
                files: [],
                sizes: [],
                zipped: [],
                folders: [
                  { name: "lodash", package: 3, files: ["lodash.js"], sizes: [20_000], zipped: [7500], folders: [] },
                ],
              },
            ],
          },
          { name: "lodash", package: 3, files: ["lodash.js"], sizes: [20_000], zipped: [7500], folders: [] },
        ],
      },
    ],
  },
};

/** The same as it is planned and trimmed: knex stays whole, and of what was left out, one folder has nothing else. */
export const trimmedPage: PageData = {
  ...samplePage,
  bundle: { ...samplePage.bundle, origin: "workspace", label: "database" },
  sizes: { packages: 4, copies: 5, files: 9, links: 1, bytes: 100_000 },
  limits: samplePage.limits.slice(0, 1),
  packages: samplePage.packages.map((one) => ({
    ...one,
    leftFiles: one.name === "lodash" ? 4 : 0,
    leftBytes: one.name === "lodash" ? 60_000 : 0,
  })),
  trim: {
    mode: "reachable",
    files: 4,
    bytes: 60_000,
    left: [
      { reason: "unreached", message: "nothing leads to them", files: 2, bytes: 50_000 },
      { reason: "declaration", message: "declarations", files: 2, bytes: 10_000 },
    ],
    kept: [
      { reason: "whole", message: "in whole packages", files: 3, bytes: 50_000 },
      { reason: "imported", message: "imported by a literal", files: 2, bytes: 40_000 },
      { reason: "own", message: "in own packages", files: 4, bytes: 10_000 },
    ],
    keptWhole: [
      {
        reason: "computes",
        message: "whole packages: they compute what they load or open",
        files: 3,
        bytes: 50_000,
        packages: 1,
      },
    ],
    whole: [
      {
        package: "knex@3.1.0",
        path: "node_modules/knex",
        bytes: 50_000,
        reason: "computes",
        from: "node_modules/knex/lib/client.js",
        line: 12,
        message: "node_modules/knex/lib/client.js:12 computes what it loads or opens (require)",
      },
    ],
    leftPackages: ["@botland/shared@1.0.0"],
  },
  tree: trimmedTree(samplePage.tree),
};

/** Both copies of lodash have lost a declaration, and a folder. */
function trimmedTree({ zipped: _zipped, ...folder }: PageFolder): PageFolder {
  const folders = folder.folders.map(trimmedTree);
  if (folder.name !== "lodash") return { ...folder, folders };
  return {
    ...folder,
    left: { files: ["lodash.d.ts"], sizes: [5000], reasons: [1] },
    folders: [
      { name: "fp", files: [], sizes: [], folders: [], left: { files: ["all.js"], sizes: [25_000], reasons: [0] } },
    ],
  };
}

/** One that the target itself requires, unless the facts say otherwise. */
export function pagePackage(id: string, facts: Partial<PagePackage> = {}): PagePackage {
  const at = id.indexOf("@", 1);
  const { totalBytes = 0, zippedBytes = 0 } = facts;
  return {
    id,
    name: id.slice(0, at),
    version: id.slice(at + 1),
    importer: false,
    paths: [],
    links: [],
    files: 1,
    totalBytes,
    zippedBytes,
    retainedBytes: totalBytes,
    retainedZippedBytes: zippedBytes,
    requiredBy: ["database@1.0.0", id],
    ranges: ["^1.0.0"],
    dependents: ["database@1.0.0"],
    ...facts,
  };
}
