import * as nodeFileSystem from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { setImmediate } from "node:timers/promises";
import { type Graph, isPackError } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import { type FileSystem, findImporters, readGraph, readWorkspace } from "../src/index.ts";
import { json, link, pkg, tree } from "./tree.ts";

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

interface Call {
  readonly path: string;
  readonly run: () => Promise<unknown>;
}

/** The real file system, with something put around every call. */
function around(wrap: (call: Call) => Promise<unknown>): FileSystem {
  return new Proxy<FileSystem>(nodeFileSystem, {
    get:
      (fs, name) =>
      (...args: readonly unknown[]): Promise<unknown> =>
        wrap({ path: String(args[0]), run: () => Reflect.apply(Reflect.get(fs, name), fs, args) }),
  });
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
      const fs = around(async (call) => {
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
    // Only a package that does not matter may be unreadable.
    expect(calls).toBeGreaterThan(50);
    expect(calls - failures.length).toBeLessThan(6);
  });
});

test("neither the order of directories nor the timing of calls shows in the graph", async () => {
  const root = smallMonorepo();
  const expected = await read(root);
  for (let seed = 1; seed <= 8; seed += 1) {
    let state = seed;
    const fs = around(async ({ run }) => {
      state = (state * 48_271) % 2_147_483_647;
      for (let turns = state % 7; turns > 0; turns -= 1) await setImmediate();
      const result = await run();
      return Array.isArray(result) ? result.toReversed() : result;
    });
    const graph = await read(root, fs);
    expect(graph).toEqual(expected);
    expect([...graph.packages.keys()]).toEqual([...expected.packages.keys()]);
  }
});

test("every package.json is read once, and every node_modules listed once", async () => {
  const root = smallMonorepo();
  const workspace = await readWorkspace(root);
  const [target] = findImporters(workspace, ["database"], root);
  if (target === undefined) throw new Error("The target is missing");
  const paths: string[] = [];
  const fs = around(({ path, run }) => {
    if (path.endsWith("package.json") || path.endsWith("node_modules")) paths.push(path);
    return run();
  });
  await readGraph(workspace, target, { fs });
  expect(paths.length).toBeGreaterThan(8);
  expect(paths).toEqual([...new Set(paths)]);
  expect(paths).not.toContain(`${root}/packages/database/package.json`);
});

test("not more than 32 calls run at once", async () => {
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`p${index}`, "1"]));
  const installed = Object.fromEntries(Object.keys(many).map((name) => [`node_modules/${name}`, pkg(`${name}@1.0.0`)]));
  const root = tree({
    "package.json": json({ workspaces: ["packages/*"] }),
    "packages/database": pkg("database", { dependencies: many }),
    ...installed,
  });
  let running = 0;
  let most = 0;
  const fs = around(async ({ run }) => {
    running += 1;
    most = Math.max(most, running);
    const result = await run().finally(() => (running -= 1));
    return result;
  });
  expect((await read(root, fs)).packages.size).toBe(101);
  expect(most).toBeGreaterThan(8);
  expect(most).toBeLessThanOrEqual(32);
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
