import { join } from "node:path";
import { link, pkg, tree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { describe, expect, test } from "vitest";
import { openDisk } from "../../src/disk/open-disk.ts";
import { findWorkspace } from "../../src/root/find-workspace.ts";

/** From the tree's root: the root that is found from a directory, and the paths of its packages. */
async function found(files: Tree, cwd: string): Promise<{ readonly root: string; readonly paths: readonly string[] }> {
  const top = tree(files);
  const { root, importers } = await findWorkspace(openDisk(), join(top, cwd));
  return { root: root.dir.slice(top.length + 1), paths: importers.map(({ path }) => path) };
}

const ms = { "node_modules/ms/package.json": { name: "ms", version: "2.1.3" } };

describe("a package that no workspace lists", () => {
  test.each<[string, Tree]>([
    ["a node_modules", ms],
    ["npm's lockfile", { "package-lock.json": "{}" }],
    ["Yarn's lockfile", { "yarn.lock": "" }],
    ["pnpm's lockfile", { "pnpm-lock.yaml": "" }],
    ["Bun's lockfile", { "bun.lock": "" }],
    ["Plug'n'Play's file", { ".pnp.cjs": "" }],
    ["a store of pnpm's", { "node_modules/.pnpm/lock.yaml": "" }],
  ])("stands alone in the directory of a workspace, if it has %s", async (_case, files) => {
    const orchard = {
      "package.json": { workspaces: ["packages/*"] },
      "packages/picker": pkg("picker"),
      "tools/press": pkg("press", {}, { ...files, "src/index.js": "" }),
    };
    expect(await found(orchard, "tools/press")).toEqual({ root: "tools/press", paths: [""] });
    expect(await found(orchard, "tools/press/src")).toEqual({ root: "tools/press", paths: [""] });
    expect(await found(orchard, "packages/picker")).toEqual({ root: "", paths: ["", "packages/picker"] });
  });

  test.each<[string, Tree]>([
    ["nothing", {}],
    ["nothing but caches", { "node_modules/.cache/babel.json": "", "node_modules/.bin/tsc": "" }],
  ])("is none of its own, if %s is installed in it", async (_case, files) => {
    const orchard = { "package.json": { workspaces: ["packages/*"] }, "tools/press": pkg("press", {}, files) };
    expect((await found(orchard, "tools/press")).root).toBe("");
  });

  test("a package of the workspace that is installed by itself stays one", async () => {
    const orchard = { "lerna.json": {}, "packages/picker": pkg("picker", {}, { ...ms, "package-lock.json": "{}" }) };
    expect(await found(orchard, "packages/picker")).toEqual({ root: "", paths: ["packages/picker"] });
  });

  test("build output with a copy of the package.json that was installed with it is a part of the package", async () => {
    const dist = pkg("picker", {}, ms);
    const orchard = { "package.json": { workspaces: ["packages/**"] }, "packages/picker": pkg("picker", {}, { dist }) };
    expect(await found(orchard, "packages/picker/dist")).toEqual({ root: "", paths: ["", "packages/picker"] });
  });

  test("an example in a package of the workspace that is installed by itself stands alone", async () => {
    const orchard = {
      "package.json": { workspaces: ["packages/*"] },
      "packages/picker": pkg("picker", {}, { example: pkg("example", {}, ms) }),
    };
    expect((await found(orchard, "packages/picker/example")).root).toBe("packages/picker/example");
  });
});

describe("a project without a workspace", () => {
  test("is the nearest package.json", async () => {
    const files = { ...ms, ...pkg("home"), app: pkg("app", {}, { "src/index.js": "" }) };
    expect((await found(files, "app/src")).root).toBe("app");
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ["says only how files are loaded", { type: "commonjs" }],
    ["is a copy of the one above", { name: "app", version: "1.0.0" }],
  ])("is not a package.json in build output that %s", async (_case, copy) => {
    const files = { "app/package.json": { name: "app", version: "1.0.0" }, "app/yarn.lock": "" };
    expect((await found({ ...files, "app/dist/package.json": copy }, "app/dist")).root).toBe("app");
  });

  test("is not an installed package that the working directory is in", async () => {
    expect((await found({ app: pkg("app", {}, ms) }, "app/node_modules/ms")).root).toBe("app");
  });

  test("is found through a link", async () => {
    expect((await found({ app: pkg("app", {}, ms), here: link("app") }, "here")).root).toBe("app");
  });

  test("a package.json above that cannot be read may be the workspace's, unless a lockfile says otherwise", async () => {
    const above = { "package.json": "{", "app/package.json": { name: "app" } };
    const error = await packErrorOf(() => findWorkspace(openDisk(), join(tree(above), "app")));
    expect(error.code).toBe("MANIFEST_INVALID");
    expect((await found({ ...above, "app/package-lock.json": "{}" }, "app")).root).toBe("app");
  });
});
