import { describeProblem } from "../src/messages/describe-problem.ts";
import type { Report } from "../src/report/report.ts";

/** A report as `summarize` makes it, with every optional field. */
export const sampleReport: Report = {
  schemaVersion: 2,
  tool: { name: "lambda-pack", version: "0.1.0" },
  dryRun: false,
  target: { name: "database", version: "1.0.0", path: "packages/database" },
  platform: { runtime: "nodejs22.x", arch: "x64" },
  packages: [
    one("@botland/shared@1.0.0", ["node_modules/@botland/shared"], { files: 2, bytes: 512, importer: true }),
    one("database@1.0.0", ["."], { files: 3, bytes: 2048, importer: true, requiredBy: ["database@1.0.0"] }),
    one("knex@0.95.15", ["node_modules/knex"], { files: 255, bytes: 926_720 }),
    one("lodash@4.17.21", ["node_modules/lodash"], { files: 1054, bytes: 1_413_120 }),
    one("mysql@2.18.1", ["node_modules/mysql"], { files: 60, bytes: 130_048 }),
    one("semver@5.7.2", ["node_modules/@botland/dbwrapper/node_modules/semver"], { files: 5, bytes: 62_464 }),
    one("semver@7.6.3", ["node_modules/@botland/shared/node_modules/semver", "node_modules/semver"], {
      files: 50,
      bytes: 95_232,
      requiredBy: ["database@1.0.0", "@botland/shared@1.0.0", "semver@7.6.3"],
    }),
  ],
  sizes: { files: 1479, links: 0, packages: 7, bytes: 2_725_376, archiveBytes: 734_003 },
  limits: [
    { name: "unzipped", limit: 262_144_000, used: 2_725_376, share: 2_725_376 / 262_144_000 },
    { name: "zipped", limit: 52_428_800, used: 734_003, share: 734_003 / 52_428_800 },
  ],
  archive: {
    file: "/botland/.lambda-pack/database.zip",
    format: "zip",
    size: 734_003,
    entries: 1479,
    sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    codeSha256: "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=",
    engine: { name: "zlib", version: "1.3.1", arch: "x64", level: 6 },
  },
  contents: {
    sha256: "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
    read: 12,
    compressed: 3,
  },
  stageDir: "/botland/.lambda-pack/database",
  problems: [
    describeProblem({
      kind: "missing-peer",
      package: "knex@0.95.15",
      name: "pg",
      range: "^8.0.0",
      declaredIn: "node_modules/knex/package.json",
    }),
    describeProblem({ kind: "secret-left-out", package: "database@1.0.0", paths: [".env", ".npmrc"] }),
  ],
  suppressed: 1,
};

/** The same before anything was written. */
export const dryReport: Report = withoutOutputs(sampleReport);

/** The same after a trim that has left out whole packages, and kept two whole. */
export const trimmedReport: Report = {
  ...sampleReport,
  trim: {
    mode: "reachable",
    files: 26_217,
    bytes: 150_524_426,
    left: [{ reason: "declaration", files: 26_217, bytes: 150_524_426 }],
    kept: [{ reason: "whole", files: 1479, bytes: 2_725_376 }],
    keptWhole: [{ reason: "computes", files: 1479, bytes: 2_725_376, packages: 2 }],
    whole: ["knex@0.95.15", "lodash@4.17.21"].map((id) => ({
      package: id,
      path: `node_modules/${id.slice(0, id.indexOf("@"))}`,
      bytes: 1_362_688,
      reason: "computes",
      from: "node_modules/knex/lib/client.js",
      line: 12,
      what: "require",
    })),
    leftPackages: ["commander@10.0.1"],
  },
};

/** The same with a tar in place of the zip. */
export const tarReport: Report = {
  ...sampleReport,
  limits: [{ name: "unzipped", limit: 10_000_000_000, used: 2_725_376, share: 2_725_376 / 10_000_000_000 }],
  archive: {
    file: "/botland/.lambda-pack/database.tar.gz",
    format: "tar.gz",
    size: 734_003,
    entries: 1479,
    sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  },
};

function withoutOutputs({ archive: _archive, contents: _contents, stageDir: _stageDir, ...report }: Report): Report {
  const { archiveBytes: _, ...sizes } = report.sizes;
  return { ...report, dryRun: true, sizes, limits: report.limits.slice(0, 1), problems: [] };
}

type Weights = Pick<Report["packages"][number], "files" | "bytes"> & {
  readonly importer?: boolean;
  readonly requiredBy?: readonly string[];
};

function one(id: string, paths: readonly string[], weights: Weights): Report["packages"][number] {
  const at = id.indexOf("@", 1);
  const requiredBy = ["database@1.0.0", id];
  return {
    name: id.slice(0, at),
    version: id.slice(at + 1),
    id,
    paths,
    links: [],
    importer: false,
    requiredBy,
    ...weights,
  };
}
