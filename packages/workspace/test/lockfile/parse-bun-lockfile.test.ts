import { describe, expect, test } from "vitest";
import { parseBunLockfile } from "../../src/lockfile/parse-bun-lockfile.ts";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { json } from "@lambda-pack/test-support/disk/tree";
import { drawEdges, parsed } from "./answers.ts";

const file = "/botland/bun.lock";

describe("parseBunLockfile", () => {
  test("walks the path of a dependent upwards, in which a scope and its name are one part", async () => {
    const dependencies = { ms: "*" };
    const locked = await parsed(
      parseBunLockfile,
      json({
        lockfileVersion: 1,
        workspaces: {
          "": { name: "botland", dependencies },
          "packages/chat": { name: "@botland/chat", dependencies, optionalDependencies: { "@scope/pool": "*" } },
          "packages/voice": { name: "@botland/voice", dependencies, peerDependencies: { gone: "*" } },
        },
        packages: {
          "@botland/chat": ["@botland/chat@workspace:packages/chat"],
          ms: ["ms@1.0.0", "", {}, "sha512-AAAA"],
          "@scope/pool": ["@scope/pool@9.0.0", "", { dependencies }, "sha512-AAAA"],
          "@botland/chat/ms": ["ms@2.0.0", "", {}, "sha512-AAAA"],
          "@botland/chat/@scope/pool": ["@scope/pool@1.0.0", "", { dependencies }, "sha512-AAAA"],
          "@botland/chat/@scope/pool/ms": ["ms@3.0.0", "", {}, "sha512-AAAA"],
          "@botland/ms": ["@botland/ms@4.0.0", "", {}, "sha512-AAAA"],
        },
      }),
    );
    expect(drawEdges(locked)).toEqual([
      ". > ms = 1.0.0",
      "./packages/chat > ms = 2.0.0",
      "./packages/chat > @scope/pool = 1.0.0",
      "./packages/voice > ms = 1.0.0",
      "@scope/pool@9.0.0 > ms = 1.0.0",
      "@scope/pool@1.0.0 > ms = 3.0.0",
    ]);
  });

  test("a package that is asked for by another name counts for its own too: Bun gives it to peers", async () => {
    const locked = await parsed(
      parseBunLockfile,
      json({
        lockfileVersion: 1,
        workspaces: { "": { dependencies: { pool: "*", "old-ms": "npm:ms@1", ms: "*" } } },
        packages: {
          "old-ms": ["ms@1.0.0", "", {}, "sha512-AAAA"],
          ms: ["ms@2.0.0", "", {}, "sha512-AAAA"],
          pool: ["pool@1.0.0", "", { peerDependencies: { ms: "*" } }, "sha512-AAAA"],
        },
      }),
    );
    expect(locked.get("ms")?.map(({ version }) => version)).toEqual(["2.0.0", "1.0.0"]);
    expect(locked.get("pool@1.0.0 > ms")?.map(({ version }) => version)).toEqual(["2.0.0"]);
  });

  test("folders, tarballs and git addresses have no version; their dependencies stand where each has them", async () => {
    const info = { dependencies: { ms: "*" } };
    const locked = await parsed(
      parseBunLockfile,
      json({
        lockfileVersion: 1,
        workspaces: { "": { dependencies: { chart: "x", plot: "x", graph: "x" } } },
        packages: {
          chart: ["chart@file:vendor/chart", info],
          plot: ["plot@https://example.test/plot.tgz", info],
          graph: ["graph@git+ssh://example.test/graph.git#0123", info, "0123"],
          ms: ["ms@2.0.0", "", {}, "sha512-AAAA"],
        },
      }),
    );
    expect(drawEdges(locked)).toEqual([
      ". > chart = chart@file:vendor/chart",
      ". > plot = plot@https://example.test/plot.tgz",
      ". > graph = graph@git+ssh://example.test/graph.git#0123",
      "chart > ms = 2.0.0",
      "plot > ms = 2.0.0",
      "graph > ms = 2.0.0",
    ]);
  });

  test("reads comments and commas before closing brackets", async () => {
    const locked = await parsed(
      parseBunLockfile,
      `// written by bun
{
  "lockfileVersion": 0, /* the first */
  "workspaces": { "": { "dependencies": { "ms": "^2.0.0", }, }, },
  "packages": { "ms": ["ms@2.1.3", "", { "os": ["linux", "!win32"], }, "sha512-AAAA",], },
}`,
    );
    expect(locked.get(". > ms")).toEqual([
      { version: "2.1.3", platform: { os: ["linux", "!win32"], cpu: [], libc: [] } },
    ]);
  });

  test.each([3, "1", undefined])("the lockfileVersion %j is refused, and named", async (lockfileVersion) => {
    const error = await packErrorOf(() => parseBunLockfile(json({ lockfileVersion, packages: {} }), file));
    expect(error.code).toBe("LOCKFILE_INVALID");
    const named = lockfileVersion === undefined ? "missing" : JSON.stringify(lockfileVersion);
    expect(error.message).toBe(
      `${file} cannot be read: its lockfileVersion is ${named}, but only 0, 1 and 2 can be read.`,
    );
  });

  test.each([
    ['{\n  "lockfileVersion": 1,\n  "packages": {\n', 4],
    ['{\n  "lockfileVersion": 1\n  "packages": {}\n}', 3],
    ["", 1],
    ["[]", 1],
  ])("broken text is an error with its line: %j", async (text, line) => {
    const error = await packErrorOf(() => parseBunLockfile(text, file));
    expect(error.code).toBe("LOCKFILE_INVALID");
    expect(error.details).toEqual({ file, line });
  });
});

describe("a hostile bun.lock", () => {
  test.each([
    ["lists", `{"lockfileVersion":1,"packages":${"[".repeat(20_000)}${"]".repeat(20_000)}}`],
    ["objects", `{"lockfileVersion":1,"workspaces":${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}}`],
    ["lists behind a comment", `// bun\n${"[".repeat(100_000)}`],
  ])("that is nested too deeply by %s is refused", async (_, text) => {
    const error = await packErrorOf(() => parseBunLockfile(text, file));
    expect(error.code).toBe("LOCKFILE_INVALID");
    expect(error.message).toBe(`${file}:1 cannot be read: brackets are open more than 500 times within each other.`);
  });

  test("whose paths have a hundred thousand parts is read in no time", async () => {
    const path = "a/".repeat(100_000);
    const packages = { [`${path}b`]: ["b@1.0.0", "", { dependencies: { c: "*" } }, "sha512-AAAA"] };
    expect(drawEdges(await parsed(parseBunLockfile, json({ lockfileVersion: 1, packages })))).toEqual([]);
  });
});
