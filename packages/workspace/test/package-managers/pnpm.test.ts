import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readWorkspace } from "../../src/index.ts";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { drawGraph, edgeOf, readGraphOf } from "../read-graph-of.ts";
import { json, link, pkg, tree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";

/** Two directories: root/, a monorepo with this `.modules.yaml`, and what lies beside it. */
function installed(modules: string, root: Tree, beside: Tree = {}): string {
  return tree({
    root: {
      "package.json": json({ name: "botland" }),
      "pnpm-workspace.yaml": "packages: [packages/*]\n",
      "node_modules/.modules.yaml": modules,
      ...root,
    },
    ...beside,
  });
}

const notes = {
  hoistPattern: ["*"],
  injectedDeps: { "packages/shared": ["node_modules/.pnpm/shared@file+packages+shared/node_modules/shared"] },
  layoutVersion: 5,
  nodeLinker: "isolated",
  packageManager: "pnpm@10.34.8",
  virtualStoreDir: "../../store/links",
};

/** As pnpm 9 writes it. */
const inYaml = `hoistPattern:
  - '*'
injectedDeps:
  packages/shared:
    - node_modules/.pnpm/shared@file+packages+shared/node_modules/shared
layoutVersion: 5
nodeLinker: isolated
packageManager: pnpm@9.15.9
virtualStoreDir: ../../store/links
`;

const ms = "store/links/@/ms/2.1.3/0c/node_modules/ms";
const knex = "store/links/@/knex/1.0.0/0a1b/node_modules/knex";

describe("what .modules.yaml notes", () => {
  test("with a lockfile for each package, it is the store's own folder that tells where the shared packages are", async () => {
    const modules = json({ ...notes, virtualStoreDir: ".pnpm", storeDir: "../../store" });
    const dir = installed(modules, {}, { "store/links/@": {} });
    expect((await readWorkspace(join(dir, "root"))).stores).toEqual([join(dir, "store/links")]);
  });

  test("with a lockfile for each package, that of the package is compared with what is installed", async () => {
    const at = "packages/database/node_modules/.pnpm/ms@2.1.3/node_modules/ms";
    const lockfile = [
      "lockfileVersion: '9.0'",
      "importers: { .: { dependencies: { ms: { specifier: 2.1.3, version: 2.1.3 } } } }",
      "packages: { ms@2.1.3: {} }",
      "snapshots: { ms@2.1.3: {} }",
      "",
    ];
    const dir = installed(json({ ...notes, virtualStoreDir: ".pnpm" }), {
      "packages/database": pkg("database@1.0.0", { dependencies: { ms: "^2.0.0" } }),
      "packages/database/pnpm-lock.yaml": lockfile.join("\n"),
      "packages/database/node_modules/ms": link(".pnpm/ms@2.1.3/node_modules/ms"),
      [at]: pkg("ms@2.1.2"),
    });
    const { problems } = await readGraphOf(join(dir, "root"));
    expect(problems).toEqual([
      expect.objectContaining({
        kind: "stale-install",
        locked: "2.1.3",
        lockfile: "packages/database/pnpm-lock.yaml",
      }),
    ]);
  });

  test.each([
    ["YAML, up to pnpm 9", inYaml],
    ["JSON, from pnpm 10 on", json(notes)],
    ["JSON with an absolute path", "absolute"],
  ])("is read as %s: the store that projects share, and injected copies", async (_form, text) => {
    const copy = "node_modules/.pnpm/shared@file+packages+shared/node_modules/shared";
    const root = { "packages/shared": pkg("shared@1.0.0"), [copy]: pkg("shared@1.0.0") };
    const around = installed("", root, { "store/links": {} });
    const content = text === "absolute" ? json({ ...notes, virtualStoreDir: join(around, "store/links") }) : text;
    const dir = installed(content, root, { "store/links": {} });
    const { stores, injected, plugAndPlay } = await readWorkspace(join(dir, "root"));
    expect(stores).toEqual([join(text === "absolute" ? around : dir, "store/links")]);
    expect([...injected]).toEqual([[join(dir, "root", copy), join(dir, "root/packages/shared")]]);
    expect(plugAndPlay).toBeUndefined();
  });

  test.each([
    ["in the project", json({ virtualStoreDir: ".pnpm" })],
    ["not there", json({ virtualStoreDir: "../../gone" })],
    ["not told", json({})],
    ["nothing at all", ""],
  ])("a virtual store that is %s is no store of its own", async (_case, text) => {
    const { stores } = await readWorkspace(join(installed(text, { "node_modules/.pnpm": {} }), "root"));
    expect(stores).toEqual([]);
  });

  test.each(["loaded", { type: "loaded" }])(
    "the node linker %j, which leaves no files, is refused",
    async (nodeLinker) => {
      const dir = installed(json({ nodeLinker }), {});
      const error = await packErrorOf(() => readWorkspace(join(dir, "root")));
      expect(error.code).toBe("WORKSPACE_UNSUPPORTED");
      expect(error.message).toContain(join(dir, "root"));
      expect(error.hint).toContain("nodeLinker: isolated");
    },
  );

  test("broken notes are an error with their place", async () => {
    const dir = installed("nodeLinker: isolated\n  stores: {", {});
    const error = await packErrorOf(() => readWorkspace(join(dir, "root")));
    expect(error.message).toContain(`${join(dir, "root/node_modules/.modules.yaml")}:2:`);
  });
});

test("a store that projects share is no problem, and nothing above it is found", async () => {
  const dir = installed(
    json(notes),
    {
      "packages/database": pkg("database@1.0.0", { dependencies: { knex: "^1.0.0" } }),
      "packages/database/node_modules/knex": link(`../../../../${knex}`),
    },
    {
      [knex]: pkg("knex@1.0.0", { dependencies: { ms: "*" }, optionalDependencies: { stray: "*", deep: "*" } }),
      [`${knex}/../ms`]: link("../../../../ms/2.1.3/0c/node_modules/ms"),
      [ms]: pkg("ms@2.1.3"),
      "store/node_modules/stray": pkg("stray@1.0.0"),
      "store/links/node_modules/deep": pkg("deep@1.0.0"),
      "node_modules/stray": pkg("stray@2.0.0"),
    },
  );
  const graph = await readGraphOf(join(dir, "root"));
  expect(edgeOf(graph, join(dir, knex), "ms").to).toBe(join(dir, ms));
  expect(edgeOf(graph, join(dir, knex), "stray").to).toBeUndefined();
  expect(edgeOf(graph, join(dir, knex), "deep").to).toBe(join(dir, "store/links/node_modules/deep"));
  expect(graph.problems).toEqual([]);
});

test("an injected copy is packed by the rules for packages of the workspace", async () => {
  const copy = "node_modules/.pnpm/shared@file+packages+shared/node_modules/shared";
  const dir = installed(json({ ...notes, virtualStoreDir: ".pnpm" }), {
    "packages/database": pkg("database@1.0.0", { dependencies: { shared: "workspace:*" } }),
    "packages/database/node_modules/shared": link(`../../../${copy}`),
    "packages/shared": pkg("shared@1.0.0"),
    [copy]: pkg("shared@1.0.0", { bundledDependencies: ["ms"] }),
    [`${copy}/../ms`]: pkg("ms@2.1.3"),
  });
  const graph = await readGraphOf(join(dir, "root"));
  expect(graph.packages.get(edgeOf(graph, "packages/database", "shared").to ?? graph.target)).toMatchObject({
    id: copy,
    importer: true,
    bundled: [],
  });
  expect(edgeOf(graph, copy, "ms").kind).toBe("bundledDependencies");
});

describe("what another install left behind", () => {
  const hoisted = { "node_modules/ms": pkg("ms@0.7.0") };
  const database = {
    "packages/database": pkg("database@1.0.0", { dependencies: { ms: "^2.0.0" } }),
    "packages/database/node_modules/ms": link("../../../node_modules/.pnpm/ms@2.1.3/node_modules/ms"),
    "node_modules/.pnpm/ms@2.1.3/node_modules/ms": pkg("ms@2.1.3"),
  };
  const isolated = ["packages/database > ms = node_modules/.pnpm/ms@2.1.3/node_modules/ms"];

  test("a hoisted package is not found where an isolated one is nearer", async () => {
    const dir = installed(json({ nodeLinker: "isolated" }), { ...hoisted, ...database });
    expect(drawGraph(await readGraphOf(join(dir, "root")))).toEqual(expect.arrayContaining(isolated));
  });

  test("a .pnp.cjs does not count unless the linker is pnp", async () => {
    const dir = installed(json({ nodeLinker: "isolated" }), { ...database, ".pnp.cjs": "broken" });
    expect(drawGraph(await readGraphOf(join(dir, "root")))).toEqual(expect.arrayContaining(isolated));
    const pnp = installed(json({ nodeLinker: "pnp" }), { ...database, ".pnp.cjs": "broken" });
    const error = await packErrorOf(() => readWorkspace(join(pnp, "root")));
    expect(error.code).toBe("WORKSPACE_UNSUPPORTED");
    expect(error.hint).toContain("nodeLinker: isolated");
  });
});
