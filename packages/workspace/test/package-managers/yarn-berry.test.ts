import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readWorkspace } from "../../src/index.ts";
import { dataOf, database } from "../plug-and-play/plug-and-play-tree.ts";
import { drawGraph, edgeOf, readGraphOf } from "../read-graph-of.ts";
import { json, link, pkg, tree } from "@lambda-pack/test-support/disk/tree";

const root = {
  "package.json": json({ name: "botland", workspaces: ["packages/*"] }),
  "yarn.lock": "__metadata:\n  version: 8\n",
};

const needsMs = pkg("database@1.0.0", { dependencies: { ms: "*" } });

/** ms@2.1.3 of the project's own cache, which here is a directory with a zip's name. */
const zipped = ".yarn/cache/ms.zip/node_modules/ms";

const plugAndPlay = {
  ".pnp.cjs": "const pnpDataFilepath = '.pnp.data.json';\n",
  ".pnp.data.json": dataOf({
    [database]: { at: "./packages/database/", needs: { ms: "npm:2.1.3" } },
    "ms@npm:2.1.3": { at: `./${zipped}/` },
  }),
  [zipped]: pkg("ms@2.1.3"),
};

describe("which of Yarn's linkers installed", () => {
  test("Plug'n'Play, whatever else lies in a node_modules", async () => {
    const stray = { "node_modules/ms": pkg("ms@0.7.0"), "node_modules/.cache/x": "" };
    const graph = await readGraphOf(tree({ ...root, ...plugAndPlay, ...stray, "packages/database": needsMs }));
    expect(edgeOf(graph, "packages/database", "ms").to).toBe(zipped);
  });

  test.each(["node_modules/.yarn-state.yml", "node_modules/.store/x"])(
    "a .pnp.cjs beside %s is left over",
    async (mark) => {
      const files = { [mark]: "", "node_modules/ms": pkg("ms@0.7.0"), "packages/database": needsMs };
      const dir = tree({ ...root, ...plugAndPlay, ...files });
      expect((await readWorkspace(dir)).plugAndPlay).toBeUndefined();
      expect(edgeOf(await readGraphOf(dir), "packages/database", "ms").to).toBe("node_modules/ms");
    },
  );

  test.each([
    ["npm", "node_modules/.package-lock.json", { "package-lock.json": "{}" }],
    ["yarn-classic", "node_modules/.yarn-integrity", { "yarn.lock": "# yarn lockfile v1\n" }],
  ])("what %s installed after it counts, not the .pnp.cjs that is left over", async (packageManager, mark, files) => {
    const dir = tree({ ...root, ...plugAndPlay, [mark]: "{}", "node_modules/ms": pkg("ms@0.7.0"), ...files });
    const workspace = await readWorkspace(dir);
    expect(workspace.packageManager).toBe(packageManager);
    expect(workspace.plugAndPlay).toBeUndefined();
  });
});

test("the folders of zips outside of the root are Yarn's own, known by their real path", async () => {
  const data = dataOf({
    "ms@npm:2.1.3": { at: "../home/cache/ms.zip/node_modules/ms/" },
    "pg@npm:8.0.0": { at: "../mirror/pg.zip/node_modules/pg/" },
    "left@npm:1.0.0": { at: "../gone/left.zip/node_modules/left/" },
    "near@npm:1.0.0": { at: "./.yarn/cache/near.zip/node_modules/near/" },
  });
  const dir = tree({
    root: { ...root, ...plugAndPlay, ".pnp.data.json": data },
    "real/cache/ms.zip": "",
    "mirror/pg.zip": "",
    home: link("real"),
  });
  const { stores } = await readWorkspace(join(dir, "root"));
  expect(stores).toEqual([join(dir, "real/cache"), join(dir, "mirror")]);
});

test("packages in such a folder are no problem, and nothing above it is found", async () => {
  const dir = tree({
    root: {
      ...root,
      ".pnp.cjs": plugAndPlay[".pnp.cjs"],
      ".pnp.data.json": dataOf({
        [database]: { at: "./packages/database/", needs: { "@prisma/client": "npm:7.0.0" } },
        "@prisma/client@npm:7.0.0": { at: "../home/cache/client.zip/node_modules/@prisma/client/" },
      }),
      "packages/database": pkg("database@1.0.0", { dependencies: { "@prisma/client": "*" } }),
    },
    "real/cache/client.zip/node_modules/@prisma/client": pkg("@prisma/client@7.0.0"),
    "real/node_modules/.prisma/client": { "index.js": "" },
    home: link("real"),
  });
  const graph = await readGraphOf(join(dir, "root"));
  const client = [...graph.packages.values()].find(({ name }) => name === "@prisma/client");
  expect(client?.dir).toBe(join(dir, "real/cache/client.zip/node_modules/@prisma/client"));
  expect(client?.edges.map(({ name, to }) => [name, to])).toEqual([[".prisma/client", undefined]]);
  expect(graph.problems).toEqual([]);
});

test("the client that prisma generates lies beside the unplugged package, in nobody's data", async () => {
  const client = ".yarn/unplugged/client/node_modules/@prisma/client";
  const dir = tree({
    ...root,
    ".pnp.cjs": plugAndPlay[".pnp.cjs"],
    ".pnp.data.json": dataOf({
      [database]: { at: "./packages/database/", needs: { "@prisma/client": "npm:7.0.0" } },
      "@prisma/client@npm:7.0.0": { at: `./${client}/` },
    }),
    "packages/database": pkg("database@1.0.0", { dependencies: { "@prisma/client": "*" } }),
    [client]: pkg("@prisma/client@7.0.0"),
    [`${client}/../../.prisma/client`]: { "index.js": "" },
  });
  const graph = await readGraphOf(dir);
  expect(edgeOf(graph, client, ".prisma/client").to).toBe(".yarn/unplugged/client/node_modules/.prisma/client");
});

describe("the pnpm linker", () => {
  const store = {
    "node_modules/.store/knex-npm-1.0.0/package": pkg("knex@1.0.0", { dependencies: { ms: "*" } }),
    "node_modules/.store/knex-npm-1.0.0/node_modules/ms": link("../../ms-npm-2.1.3/package"),
    "node_modules/.store/ms-npm-2.1.3/package": pkg("ms@2.1.3"),
  };

  test("finds the dependencies of a package beside its directory", async () => {
    const dir = tree({
      ...root,
      ...store,
      "packages/database": pkg("database@1.0.0", { dependencies: { knex: "*" } }),
      "packages/database/node_modules/knex": link("../../../node_modules/.store/knex-npm-1.0.0/package"),
    });
    expect(drawGraph(await readGraphOf(dir))).toEqual([
      "node_modules/.store/knex-npm-1.0.0/package",
      "node_modules/.store/knex-npm-1.0.0/package > ms = node_modules/.store/ms-npm-2.1.3/package",
      "node_modules/.store/ms-npm-2.1.3/package",
      "packages/database",
      "packages/database > knex = node_modules/.store/knex-npm-1.0.0/package",
    ]);
  });

  test("leaves stubs for what it skipped: they do not count, and nothing farther away is hidden by them", async () => {
    const dir = tree({
      ...root,
      ...store,
      "packages/database": pkg("database@1.0.0", { optionalDependencies: { fsevents: "*", sharp: "*" } }),
      "packages/database/node_modules/fsevents": link("../../../node_modules/.store/fsevents-patch-1/package"),
      "node_modules/.store/fsevents-patch-1/package/package.json": json({ name: "fsevents", mocked: true }),
      "packages/database/node_modules/sharp/package.json": json({ name: "sharp", mocked: true }),
      "node_modules/sharp": pkg("sharp@1.0.0"),
    });
    const graph = await readGraphOf(dir);
    expect(edgeOf(graph, "packages/database", "fsevents").to).toBeUndefined();
    expect(edgeOf(graph, "packages/database", "sharp").to).toBe("node_modules/sharp");
    expect(graph.problems).toEqual([]);
  });
});

describe("packages that bundle others", () => {
  const files = {
    ...root,
    "packages/database": pkg("database@1.0.0", { dependencies: { crate: "1.0.0" } }),
    "node_modules/crate": pkg("crate@1.0.0", { dependencies: { lid: "1.0.0" }, bundledDependencies: ["lid"] }),
    "node_modules/crate/node_modules/lid": pkg("lid@1.0.0"),
  };

  test("node-modules puts the registry's package in the place of what is bundled", async () => {
    const graph = await readGraphOf(tree({ ...files, "node_modules/.yarn-state.yml": "" }));
    expect(drawGraph(graph)).toContain("node_modules/crate > lid = node_modules/crate/node_modules/lid");
  });

  test("pnpm leaves what is bundled in its owner's folder", async () => {
    const graph = await readGraphOf(tree({ ...files, "node_modules/.store/x": "" }));
    expect(drawGraph(graph)).toContain("node_modules/crate with node_modules/lid");
  });
});
