import { relative } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { isPackError } from "@lambda-pack/model";
import type { Graph } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import { nodeFileSystem } from "../src/disk/file-system.ts";
import { findImporters, openGraphReader, readGraph, readWorkspace } from "../src/index.ts";
import type { FileSystem } from "../src/index.ts";
import { aroundCalls } from "@lambda-pack/test-support/disk/around-calls";
import type { Call } from "@lambda-pack/test-support/disk/around-calls";
import { json, link, pkg, tree } from "@lambda-pack/test-support/disk/tree";

/** A small monorepo that makes every kind of call. */
function smallMonorepo(): string {
  return tree({
    "package.json": json({ name: "botland", workspaces: ["packages/*", "tools/cli", "deep/**"] }),
    "package-lock.json": json({ packages: { "node_modules/ms": { version: "2.0.0" } } }),
    "tools/cli": pkg("cli"),
    "deep/er": pkg("er"),
    "packages/unrelated": pkg("unrelated"),
    "packages/linked": link("../tools/cli"),
    "packages/database": pkg("database", {
      dependencies: { shared: "*", "@scope/a": "1", gone: "1", "@prisma/client": "2" },
      peerDependenciesMeta: { ms: { optional: true } },
    }),
    "packages/shared": pkg("shared", { dependencies: { ms: "2" } }, { "node_modules/ms": link("../../nowhere") }),
    "node_modules/shared": link("../packages/shared"),
    "node_modules/@scope/a": pkg(
      "@scope/a@1.0.0",
      { bundledDependencies: ["tick"] },
      { "node_modules/tick": pkg("tick@1.0.0") },
    ),
    "node_modules/ms": pkg("ms@2.0.1"),
    "node_modules/@prisma/client": pkg("@prisma/client@2.0.0"),
    "node_modules/.prisma/client/index.js": "",
  });
}

async function read(cwd: string, fs?: FileSystem): Promise<Graph> {
  const options = fs === undefined ? {} : { fs };
  const workspace = await readWorkspace(cwd, options);
  const [target] = findImporters(workspace, ["database"], cwd);
  if (target === undefined) throw new Error("The target is missing");
  return readGraph(workspace, target, options);
}

/** The real file system, with something put around every call. */
function around(wrap: (call: Call & { readonly path: string }) => unknown): FileSystem {
  return aroundCalls(nodeFileSystem, (call) => wrap({ ...call, path: String(call.parameters[0]) }));
}

describe("a file system that fails at one call", () => {
  test.each(["EACCES", "EIO"])("%s ends in an error that names the path, or in the right graph", async (code) => {
    const root = smallMonorepo();
    const expected = await read(root);
    const calls = await countCalls(root);
    const failures: { readonly path: string; readonly result: Error }[] = [];
    for (let fatal = 1; fatal <= calls; fatal += 1) {
      let count = 0;
      let path = "";
      const fs = around((call) => {
        count += 1;
        if (count !== fatal) return call.run();
        path = call.path;
        throw Object.assign(new Error(`${code}: ${call.path}`), { code, path: call.path });
      });
      const result = await read(root, fs).catch((error: unknown) => error);
      const isRight = result instanceof Error || isDeepStrictEqual(result, expected);
      expect(isRight, `the graph after a fault at call ${fatal}, ${path}`).toBe(true);
      if (!(result instanceof Error)) continue;
      failures.push({ path, result });
    }
    for (const { path, result } of failures) {
      expect(isPackError(result) && result.code).toBe("FILE_UNREADABLE");
      expect(result.message).toContain(`${path} cannot be read: `);
      expect(result.message).toContain(`(${code})`);
    }
    // Only a package that does not matter may be unreadable; its file is looked at, then read.
    expect(calls).toBeGreaterThan(40);
    expect(calls - failures.length).toBeLessThan(7);
  });
});

test("the order of directories does not show in the graph", async () => {
  const root = smallMonorepo();
  const expected = await read(root);
  const fs = around(({ run }) => {
    const result = run();
    return Array.isArray(result) ? result.toReversed() : result;
  });
  const graph = await read(root, fs);
  expect(graph).toEqual(expected);
  expect([...graph.packages.keys()]).toEqual([...expected.packages.keys()]);
});

/** Every call that `action` makes below the root, as `readdirSync node_modules`. */
async function callsOf(root: string, action: (fs: FileSystem) => Promise<unknown>): Promise<readonly string[]> {
  const calls: string[] = [];
  const fs = around(({ name, path, run }) => {
    calls.push(`${name} ${relative(root, path)}`);
    return run();
  });
  await action(fs);
  return calls.filter((call) => !call.includes(" .."));
}

describe("few calls", () => {
  test("the workspace is read with each file read once, each directory listed once, and links alone followed", async () => {
    const root = smallMonorepo();
    const calls = await callsOf(root, async (fs) => readWorkspace(root, { fs }));
    const reads = calls.filter((call) => /^(?:readFileSync|readdirSync) /u.test(call));
    expect(reads).toEqual([...new Set(reads)]);
    expect(reads).toContain("readFileSync packages/database/package.json");
    expect(calls).toContain("realpathSync packages/linked");
    expect(calls).not.toContain("realpathSync packages/database");
  });

  test("the graph is read with each package.json read once and each directory listed once", async () => {
    const root = smallMonorepo();
    const workspace = await readWorkspace(root);
    const [target] = findImporters(workspace, ["database"], root);
    if (target === undefined) throw new Error("The target is missing");
    const calls = await callsOf(root, async (fs) => readGraph(workspace, target, { fs }));
    expect(calls).toEqual([...new Set(calls)]);
    expect(calls.filter((call) => call.startsWith("readFileSync "))).toEqual([
      "readFileSync node_modules/@scope/a/package.json",
      "readFileSync node_modules/@prisma/client/package.json",
      "readFileSync node_modules/ms/package.json",
      "readFileSync node_modules/@scope/a/node_modules/tick/package.json",
    ]);
  });

  test("what is no link is not asked for its real path", async () => {
    const root = smallMonorepo();
    const workspace = await readWorkspace(root);
    const [target] = findImporters(workspace, ["database"], root);
    if (target === undefined) throw new Error("The target is missing");
    const calls = await callsOf(root, async (fs) => readGraph(workspace, target, { fs }));
    const asked = calls.filter((call) => call.startsWith("realpathSync ")).toSorted();
    expect(asked).toEqual(["realpathSync node_modules/shared", "realpathSync packages/shared/node_modules/ms"]);
  });

  test("what was read for one target is not read again for the next", async () => {
    const root = smallMonorepo();
    const workspace = await readWorkspace(root);
    const targets = findImporters(workspace, ["database", "shared"], root);
    const alone = await Promise.all(targets.map(async (target) => readGraph(workspace, target)));
    const calls = await callsOf(root, async (fs) => {
      const { readGraph: readNext } = openGraphReader(workspace, fs);
      expect(targets.map((target) => readNext(target))).toEqual(alone);
    });
    // The text of a link that leads nowhere is told for each target.
    const others = calls.filter((call) => !call.startsWith("readlinkSync "));
    expect(others).toEqual([...new Set(others)]);
    expect(calls).toContain("readdirSync packages/shared/node_modules");
  });
});

async function countCalls(root: string): Promise<number> {
  let calls = 0;
  await read(
    root,
    around(({ run }) => {
      calls += 1;
      return run();
    }),
  );
  return calls;
}
