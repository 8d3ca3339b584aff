import * as fs from "node:fs";
import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import * as promises from "node:fs/promises";
import { join } from "node:path";
import { npath, PosixFS } from "@yarnpkg/fslib";
import { ZipFS } from "@yarnpkg/libzip";
import { describe, expect, test } from "vitest";
import { openSourceFileSystem } from "../../src/index.ts";
import type { SourceFileSystem } from "../../src/index.ts";
import { edgeOf, readGraphOf } from "../read-graph-of.ts";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { json, pkg, tree } from "@lambda-pack/test-support/disk/tree";

const underPlugAndPlay = { plugAndPlay: { packages: new Map(), fallbacks: new Map<string, string>() } };

async function zipped(): Promise<SourceFileSystem> {
  return openSourceFileSystem(underPlugAndPlay);
}

/** A zip as Yarn's cache has them: everything below node_modules/<name>. */
function writeZip(file: string): string {
  mkdirSync(join(file, ".."), { recursive: true });
  const zip = new ZipFS(npath.toPortablePath(file), { create: true, level: 0 });
  const inside = new PosixFS(zip);
  inside.mkdirSync("/node_modules/ms/bin", { recursive: true });
  inside.writeFileSync("/node_modules/ms/package.json", json({ name: "ms", version: "2.1.3" }));
  inside.writeFileSync("/node_modules/ms/index.js", "module.exports = 'ünï';\n");
  inside.writeFileSync("/node_modules/ms/bin/ms.js", "#!/usr/bin/env node\n");
  inside.chmodSync("/node_modules/ms/index.js", 0o644);
  inside.chmodSync("/node_modules/ms/bin/ms.js", 0o755);
  inside.symlinkSync("../index.js", "/node_modules/ms/bin/link.js");
  zip.saveAndClose();
  return join(file, "node_modules/ms");
}

describe("a package in a zip", () => {
  test("is listed, in texts, bytes and entries", async () => {
    const dir = writeZip(join(tree({}), "cache/ms.zip"));
    const { readdirSync } = await zipped();
    expect(readdirSync(dir).toSorted()).toEqual(["bin", "index.js", "package.json"]);
    const bytes = readdirSync(dir, { encoding: "buffer" });
    expect(bytes.every((name) => Buffer.isBuffer(name))).toBe(true);
    expect(bytes.map(String).toSorted()).toEqual(["bin", "index.js", "package.json"]);
    const entries = readdirSync(dir, { withFileTypes: true, encoding: "buffer" });
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(folders).toEqual([Buffer.from("bin")]);
  });

  test("has modes, sizes and links", async () => {
    const dir = writeZip(join(tree({}), "cache/ms.zip"));
    const { lstatSync, statSync, readlinkSync, realpathSync } = await zipped();
    expect(lstatSync(join(dir, "bin/ms.js")).mode & 0o777).toBe(0o755);
    expect(lstatSync(join(dir, "bin/link.js")).isSymbolicLink()).toBe(true);
    expect(readlinkSync(join(dir, "bin/link.js"))).toBe("../index.js");
    expect(statSync(join(dir, "bin/link.js")).size).toBe(Buffer.byteLength("module.exports = 'ünï';\n"));
    expect(realpathSync(join(dir, "bin/link.js"))).toBe(join(dir, "index.js"));
  });

  test("is held in memory until the file system is closed", async () => {
    const zip = join(tree({}), "cache/ms.zip");
    const file = join(writeZip(zip), "index.js");
    const { readFileSync: read, close } = await openSourceFileSystem(underPlugAndPlay);
    const content = read(file, "utf8");
    rmSync(zip);
    expect(read(file, "utf8")).toBe(content);
    close();
    expect(() => read(file, "utf8")).toThrow(expect.objectContaining({ code: "ENOENT" }));
  });

  test("is read in pieces while others are", async () => {
    const dir = writeZip(join(tree({}), "cache/ms.zip"));
    const { open } = await zipped();
    const handle = await open(join(dir, "index.js"));
    expect((await handle.stat()).size).toBe(26);
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(14), 0, 14, 0);
    expect(buffer.toString("utf8", 0, bytesRead)).toBe("module.exports");
    await handle.close();
  });

  test("is read whole and in pieces", async () => {
    const dir = writeZip(join(tree({}), "cache/ms.zip"));
    const { closeSync, fstatSync, openSync, readFileSync: read, readSync } = await zipped();
    expect(read(join(dir, "index.js"), "utf8")).toBe("module.exports = 'ünï';\n");
    const opened = openSync(join(dir, "index.js"), "r");
    expect(fstatSync(opened).size).toBe(26);
    const buffer = Buffer.alloc(14);
    expect(buffer.toString("utf8", 0, readSync(opened, buffer, 0, 14, 0))).toBe("module.exports");
    closeSync(opened);
  });

  test.each(["gone.js", "index.js/below", "../gone/package.json"])("has no %s, in the system's words", async (path) => {
    const dir = writeZip(join(tree({}), "cache/ms.zip"));
    const { lstatSync, readFileSync: read, realpathSync } = await zipped();
    const file = join(dir, path);
    for (const call of [() => lstatSync(file), () => read(file), () => realpathSync(file)]) {
      expect(call).toThrow(expect.objectContaining({ code: expect.stringMatching(/^(?:ENOENT|ENOTDIR)$/u) }));
    }
  });

  test("is read with hundreds of others at once, more than are open together", async () => {
    const root = tree({});
    const files = Array.from({ length: 200 }, (_, index) => join(writeZip(join(root, `${index}.zip`)), "index.js"));
    const { open, readFileSync: readWhole, readdirSync } = await zipped();
    const read = async (file: string): Promise<string> => {
      readdirSync(join(file, ".."));
      const handle = await open(file);
      const { size } = await handle.stat();
      const { buffer } = await handle.read(Buffer.alloc(size), 0, size, 0);
      await handle.close();
      return `${buffer.toString()}${readWhole(file, "utf8")}`;
    };
    const texts = new Set(await Promise.all(files.flatMap((file) => [read(file), read(file)])));
    expect([...texts]).toEqual(["module.exports = 'ünï';\n".repeat(2)]);
  });

  test("is not there where the zip is not", async () => {
    const { readFileSync: read } = await zipped();
    const file = join(tree({}), "cache/gone.zip/node_modules/ms/package.json");
    expect(() => read(file)).toThrow(expect.objectContaining({ code: expect.stringMatching(/^(?:ENOENT|ENOTDIR)$/u) }));
  });
});

/** A workspace under Plug'n'Play whose only third-party package lies in this zip. */
function workspaceWith(change: (zip: string) => void): string {
  const location = "./.yarn/cache/ms.zip/node_modules/ms/";
  const root = tree({
    "package.json": json({ name: "botland", workspaces: ["packages/*"] }),
    "packages/database": pkg("database@1.0.0", { dependencies: { ms: "^2.0.0" } }),
    ".pnp.cjs": "const pnpDataFilepath = '.pnp.data.json';\n",
    ".pnp.data.json": json({
      packageRegistryData: [
        [
          "database",
          [["workspace:", { packageLocation: "./packages/database/", packageDependencies: [["ms", "npm:2.1.3"]] }]],
        ],
        ["ms", [["npm:2.1.3", { packageLocation: location, packageDependencies: [] }]]],
      ],
    }),
  });
  writeZip(join(root, ".yarn/cache/ms.zip"));
  change(join(root, ".yarn/cache/ms.zip"));
  return root;
}

describe("a workspace whose packages are in zips", () => {
  test("has them in its graph, in the versions of the zips", async () => {
    const root = workspaceWith(() => undefined);
    const { packages, problems } = await readGraphOf(root, "database", { fs: await zipped() });
    expect([...packages.values()].map(({ id, version }) => `${id} ${version}`)).toEqual([
      ".yarn/cache/ms.zip/node_modules/ms 2.1.3",
      "packages/database 1.0.0",
    ]);
    expect(problems).toEqual([]);
  });

  test.each([
    ["a text", (zip: string) => writeFileSync(zip, "<html>504 Gateway Timeout</html>")],
    ["cut off", (zip: string) => truncateSync(zip, 300)],
  ])("is an error that names the zip where that is %s", async (_case, change) => {
    const root = workspaceWith(change);
    const error = await packErrorOf(async () => readGraphOf(root, "database", { fs: await zipped() }));
    expect(error.code).toBe("FILE_UNREADABLE");
    expect(error.message).toMatch(
      /\.yarn\/cache\/ms\.zip\/.+ cannot be read: the zip that holds it is damaged or not a zip/u,
    );
    expect(error.message).toContain(root);
    expect(error.hint).toBe("Remove the zip and install again.");
  });

  test.each([
    ["gone", (zip: string) => rmSync(zip)],
    ["empty", (zip: string) => truncateSync(zip, 0)],
  ])("is not installed where the zip is %s", async (_case, change) => {
    const graph = await readGraphOf(workspaceWith(change), "database", { fs: await zipped() });
    expect(edgeOf(graph, "packages/database", "ms").to).toBeUndefined();
  });
});

describe("the machine's own file system", () => {
  test("is what a workspace without Plug'n'Play is read through", async () => {
    const { close, ...source } = await openSourceFileSystem({ plugAndPlay: undefined });
    close();
    const { open, realpathSync, ...calls } = source;
    expect(open).toBe(promises.open);
    expect(realpathSync).toBe(fs.realpathSync.native);
    expect(Object.keys(calls)).toContain("readdirSync");
    for (const [name, call] of Object.entries(calls)) expect(call).toBe(Reflect.get(fs, name));
  });

  test("is not changed for anybody else", async () => {
    const before = { ...fs, promises: { ...promises } };
    const dir = writeZip(join(tree({}), "cache/ms.zip"));
    const { readFileSync: read } = await zipped();
    read(join(dir, "index.js"));
    expect(Object.keys(before).filter((name) => Reflect.get(before, name) !== Reflect.get(fs, name))).toEqual([
      "promises",
    ]);
    const patched = Object.entries(before.promises).filter(([name, call]) => Reflect.get(promises, name) !== call);
    expect(patched).toEqual([]);
    expect(Object.entries(fs.promises).filter(([name, call]) => Reflect.get(promises, name) !== call)).toEqual([]);
    expect(() => readFileSync(join(dir, "index.js"))).toThrow(/ENOTDIR/u);
  });

  test("is used for all that is in no zip", async () => {
    const root = tree({ "packages/database/index.js": "1" });
    const { readFileSync: read, readdirSync } = await zipped();
    expect(read(join(root, "packages/database/index.js"), "utf8")).toBe("1");
    expect(readdirSync(join(root, "packages/database"), { encoding: "buffer" })).toEqual([Buffer.from("index.js")]);
  });
});
