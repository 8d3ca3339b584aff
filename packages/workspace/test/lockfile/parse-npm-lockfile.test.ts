import { describe, expect, test } from "vitest";
import { parseNpmLockfile } from "../../src/lockfile/parse-npm-lockfile.ts";
import { packErrorOf } from "../pack-error-of.ts";
import { json } from "../tree.ts";

const file = "/botland/package-lock.json";

describe("parseNpmLockfile", () => {
  test("reads packages by location, with their platforms, without links and the root", () => {
    const text = json({
      lockfileVersion: 3,
      packages: {
        "": { name: "botland", version: "1.0.0" },
        "node_modules/database": { resolved: "packages/database", link: true },
        "node_modules/@esbuild/linux-x64": {
          version: "0.25.0",
          os: ["linux"],
          cpu: "x64",
          libc: ["glibc"],
          optional: true,
        },
        "packages/database": { version: "1.0.0" },
        "packages/database/node_modules/semver": { version: "5.7.2" },
      },
    });
    expect([...parseNpmLockfile(text, file).byLocation]).toEqual([
      ["node_modules/@esbuild/linux-x64", { version: "0.25.0", os: ["linux"], cpu: ["x64"], libc: ["glibc"] }],
      ["packages/database", { version: "1.0.0", os: [], cpu: [], libc: [] }],
      ["packages/database/node_modules/semver", { version: "5.7.2", os: [], cpu: [], libc: [] }],
    ]);
  });

  test("reads the tree of version 1", () => {
    const text = json({
      lockfileVersion: 1,
      dependencies: {
        debug: { version: "2.6.9", dependencies: { ms: { version: "2.0.0" } } },
        ms: { version: "2.1.3" },
      },
    });
    expect(
      [...parseNpmLockfile(text, file).byLocation].map(([location, { version }]) => `${location} ${version}`),
    ).toEqual(["node_modules/debug 2.6.9", "node_modules/ms 2.1.3", "node_modules/debug/node_modules/ms 2.0.0"]);
  });

  test("version 2 is read by location alone", () => {
    const text = json({
      lockfileVersion: 2,
      packages: { "node_modules/ms": { version: "2.1.3" } },
      dependencies: { ms: { version: "0.0.0" } },
    });
    expect(parseNpmLockfile(text, file).byLocation.get("node_modules/ms")?.version).toBe("2.1.3");
  });

  test("a truncated lockfile is an error with file, line and column", async () => {
    const error = await packErrorOf(() => parseNpmLockfile('{\n  "packages": {', file));
    expect(error.code).toBe("LOCKFILE_INVALID");
    expect(error.message).toBe(`${file}:2:16 is not valid JSON: it ends too early.`);
  });

  test("a merge conflict has a message of its own", async () => {
    const error = await packErrorOf(() => parseNpmLockfile('{\n<<<<<<< HEAD\n  "a": 1\n}', file));
    expect(error.message).toBe(`${file}:2:1 is not valid JSON: it holds a merge conflict.`);
  });

  test("packages that are a list are an error", async () => {
    const error = await packErrorOf(() => parseNpmLockfile('{"packages": []}', file));
    expect(error.code).toBe("LOCKFILE_INVALID");
    expect(error.message).toContain('"packages" must be an object');
  });
});
