import { describe, expect, test } from "vitest";
import { parseNpmLockfile } from "../../src/lockfile/parse-npm-lockfile.ts";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { json } from "@lambda-pack/test-support/disk/tree";
import { drawEdges, versionsAt } from "./answers.ts";

const file = "/botland/package-lock.json";

describe("parseNpmLockfile", () => {
  test("looks each dependency up as Node does, from the place of its dependent", () => {
    const text = json({
      lockfileVersion: 3,
      packages: {
        "": { name: "botland", version: "1.0.0", devDependencies: { semver: "7" } },
        "node_modules/database": { resolved: "packages/database", link: true },
        "node_modules/semver": { version: "7.0.0" },
        "node_modules/knex": { version: "1.0.0", dependencies: { semver: "6", "@scope/pool": "1", gone: "1" } },
        "node_modules/knex/node_modules/semver": { version: "6.0.0" },
        "node_modules/@scope/pool": { version: "1.0.0", peerDependencies: { semver: "7" } },
        "node_modules/old": { name: "knex", version: "1.0.0", dependencies: { semver: "5" } },
        "node_modules/old/node_modules/semver": { version: "5.0.0" },
        "packages/node_modules/semver": { version: "3.0.0" },
        "packages/database": { version: "1.0.0", dependencies: { knex: "1", old: "npm:knex@1", semver: "4" } },
        "packages/database/node_modules/semver": { version: "4.0.0" },
        "packages/shared": { dependencies: { semver: "3", database: "*" } },
        "vendor/chart": { version: "0.3.0", optionalDependencies: { semver: "7" } },
        "/elsewhere": { dependencies: { semver: "7" } },
        "../above": { dependencies: { semver: "7" } },
      },
    });
    expect(drawEdges(parseNpmLockfile(text, file))).toEqual([
      ". > semver = 7.0.0",
      "knex@1.0.0 > semver = 6.0.0 | 5.0.0",
      "knex@1.0.0 > @scope/pool = 1.0.0",
      "@scope/pool@1.0.0 > semver = 7.0.0",
      "./packages/database > knex = 1.0.0",
      "./packages/database > old = 1.0.0",
      "./packages/database > semver = 4.0.0",
      "./packages/shared > semver = 3.0.0",
      "./packages/shared > database = packages/database",
      "./vendor/chart > semver = 7.0.0",
      "./../above > semver = 7.0.0",
    ]);
  });

  test("reads platforms, in lists or alone", () => {
    const text = json({
      lockfileVersion: 3,
      packages: {
        "": { optionalDependencies: { "@esbuild/linux-x64": "*" } },
        "node_modules/@esbuild/linux-x64": { version: "0.25.0", os: ["linux"], cpu: "x64", libc: ["glibc"] },
      },
    });
    expect(parseNpmLockfile(text, file).get(". > @esbuild/linux-x64")).toEqual([
      { version: "0.25.0", platform: { os: ["linux"], cpu: ["x64"], libc: ["glibc"] } },
    ]);
  });

  test("reads the tree of version 1, in which all that is at the top is taken for the root's", () => {
    const text = json({
      lockfileVersion: 1,
      dependencies: {
        debug: { version: "2.6.9", requires: { ms: "2.0.0" }, dependencies: { ms: { version: "2.0.0" } } },
        send: { version: "1.0.0", requires: { debug: "2", ms: "2.1.3" } },
        ms: { version: "2.1.3" },
      },
    });
    expect(drawEdges(parseNpmLockfile(text, file))).toEqual([
      ". > debug = 2.6.9",
      ". > send = 1.0.0",
      ". > ms = 2.1.3",
      "debug@2.6.9 > ms = 2.0.0",
      "send@1.0.0 > debug = 2.6.9",
      "send@1.0.0 > ms = 2.1.3",
    ]);
  });

  test("of version 2, the tree that is there for old versions of npm is not read", () => {
    const text = json({
      lockfileVersion: 2,
      packages: { "": { dependencies: { ms: "2" } }, "node_modules/ms": { version: "2.1.3" } },
      dependencies: { ms: { version: "0.0.0" } },
    });
    expect(versionsAt(parseNpmLockfile(text, file), ". > ms")).toBe("2.1.3");
  });

  test("a truncated lockfile is an error with file, line and column", async () => {
    const error = await packErrorOf(() => parseNpmLockfile('{\n  "packages": {', file));
    expect(error.code).toBe("LOCKFILE_INVALID");
    expect(error.message).toBe(`${file}:2:16 is not valid JSON: it ends unexpectedly.`);
  });

  test("a merge conflict has a message of its own", async () => {
    const error = await packErrorOf(() => parseNpmLockfile('{\n<<<<<<< HEAD\n  "a": 1\n}', file));
    expect(error.message).toBe(`${file}:2:1 is not valid JSON: it contains a merge conflict.`);
  });

  test("packages that are a list are an error", async () => {
    const error = await packErrorOf(() => parseNpmLockfile('{"packages": []}', file));
    expect(error.code).toBe("LOCKFILE_INVALID");
    expect(error.message).toContain('"packages" must be an object');
  });
});
