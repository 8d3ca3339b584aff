import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { drawGraph, edgeOf, readGraphOf } from "../read-graph-of.ts";
import { directory, json, link, pkg, tree, writeTree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { monorepo } from "../monorepo.ts";

describe("where a dependency is found", () => {
  test("hoisted, nested, linked: each edge leads where Node finds it", async () => {
    const root = monorepo({
      "packages/database": pkg(
        "database@1.0.0",
        { dependencies: { lodash: "^4.0.0", semver: "^5.0.0", "@botland/shared": "1.0.0" } },
        { "node_modules/semver": pkg("semver@5.7.2") },
      ),
      "packages/shared": pkg("@botland/shared@1.0.0", { dependencies: { lodash: "^4.0.0", semver: "^7.0.0" } }),
      "node_modules/@botland/shared": link("../../packages/shared"),
      "node_modules/lodash": pkg("lodash@4.17.21"),
      "node_modules/semver": pkg("semver@7.0.0"),
      "node_modules/left-pad": pkg("left-pad@1.3.0"),
    });
    const graph = await readGraphOf(root);
    expect(graph.root).toBe(root);
    expect(graph.target).toBe("packages/database");
    expect(graph.problems).toEqual([]);
    expect(drawGraph(graph)).toEqual([
      "node_modules/lodash",
      "node_modules/semver",
      "packages/database",
      "packages/database > @botland/shared = packages/shared",
      "packages/database > lodash = node_modules/lodash",
      "packages/database > semver = packages/database/node_modules/semver",
      "packages/database/node_modules/semver",
      "packages/shared",
      "packages/shared > lodash = node_modules/lodash",
      "packages/shared > semver = node_modules/semver",
    ]);
    expect([...graph.packages.values()].map(({ name, version, importer }) => `${name}@${version} ${importer}`)).toEqual(
      [
        "lodash@4.17.21 false",
        "semver@7.0.0 false",
        "database@1.0.0 true",
        "semver@5.7.2 false",
        "@botland/shared@1.0.0 true",
      ],
    );
  });

  test("a sibling's own node_modules and a package nested three deep are found", async () => {
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { shared: "*" } }),
      "packages/shared": pkg(
        "shared",
        { dependencies: { knex: "1" } },
        {
          "node_modules/knex": pkg(
            "knex@1.0.0",
            { dependencies: { debug: "2" } },
            {
              "node_modules/debug": pkg(
                "debug@2.0.0",
                { dependencies: { ms: "2" } },
                { "node_modules/ms": pkg("ms@2.0.0") },
              ),
            },
          ),
        },
      ),
      "node_modules/shared": link("../packages/shared"),
      "node_modules/ms": pkg("ms@1.0.0"),
    });
    expect(drawGraph(await readGraphOf(root))).toContain(
      "packages/shared/node_modules/knex/node_modules/debug > ms = packages/shared/node_modules/knex/node_modules/debug/node_modules/ms",
    );
  });

  test("dependencies of a linked package are looked up from its real directory, not from the link's place", async () => {
    const root = monorepo({
      "packages/database": pkg(
        "database",
        { dependencies: { shared: "*", ms: "1" } },
        {
          "node_modules/shared": link("../../shared"),
          "node_modules/ms": pkg("ms@1.0.0"),
        },
      ),
      "packages/shared": pkg("shared", { dependencies: { ms: "2" } }),
      "node_modules/ms": pkg("ms@2.0.0"),
    });
    expect(drawGraph(await readGraphOf(root))).toContain("packages/shared > ms = node_modules/ms");
  });

  test("one real path that is reached through two links is one package", async () => {
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { shared: "*", alias: "*" } }),
      "packages/shared": pkg("shared"),
      "node_modules/shared": link("../packages/shared"),
      "node_modules/alias": link("shared"),
    });
    expect(drawGraph(await readGraphOf(root))).toEqual([
      "packages/database",
      "packages/database > alias = packages/shared",
      "packages/database > shared = packages/shared",
      "packages/shared",
    ]);
  });

  test("one version at two real paths stays two packages", async () => {
    const root = monorepo({
      "packages/database": pkg(
        "database",
        { dependencies: { ms: "2", shared: "*" } },
        { "node_modules/ms": pkg("ms@2.0.0") },
      ),
      "packages/shared": pkg("shared", { dependencies: { ms: "2" } }, { "node_modules/ms": pkg("ms@2.0.0") }),
      "node_modules/shared": link("../packages/shared"),
    });
    const ids = [...(await readGraphOf(root)).packages.keys()].filter((id) => id.endsWith("/ms"));
    expect(ids).toEqual(["packages/database/node_modules/ms", "packages/shared/node_modules/ms"]);
  });

  test("store layouts: the dependencies of a package lie beside its real directory", async () => {
    const root = monorepo({
      "packages/database": pkg(
        "database",
        { dependencies: { knex: "1" } },
        { "node_modules/knex": link("../../../node_modules/.store/knex@1/node_modules/knex") },
      ),
      "node_modules/.store/knex@1/node_modules": {
        knex: pkg("knex@1.0.0", { dependencies: { debug: "2" } }),
        debug: link("../../debug@2/node_modules/debug"),
      },
      "node_modules/.store/debug@2/node_modules/debug": pkg("debug@2.0.0"),
    });
    expect(drawGraph(await readGraphOf(root))).toContain(
      "node_modules/.store/knex@1/node_modules/knex > debug = node_modules/.store/debug@2/node_modules/debug",
    );
  });

  test("strict exports do not hide a package", async () => {
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { "@babel/runtime": "7" } }),
      "node_modules/@babel/runtime": pkg("@babel/runtime@7.0.0", { exports: { "./helpers": "./helpers.js" } }),
    });
    expect(drawGraph(await readGraphOf(root))).toContain(
      "packages/database > @babel/runtime = node_modules/@babel/runtime",
    );
  });

  test.each([
    ["an empty folder", {}],
    ["a folder without package.json", { "index.js": "" }],
    ["a stub for a package that is not installed", { "package.json": json({ name: "ms", mocked: true }) }],
    ["a file", "not a folder"],
    ["a link that leads nowhere", link("../../gone")],
    ["a directory in the place of package.json", { "package.json": directory() }],
  ])("%s does not count, and the search goes on above", async (_case, node) => {
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { ms: "2" } }, { "node_modules/ms": node }),
      "node_modules/ms": pkg("ms@2.0.0"),
    });
    expect(drawGraph(await readGraphOf(root))).toContain("packages/database > ms = node_modules/ms");
  });

  test("an empty scope folder and a file in the place of node_modules do not count", async () => {
    const root = monorepo({
      "packages/database": pkg(
        "database",
        { dependencies: { "@scope/a": "1", debug: "1" } },
        { "node_modules/@scope": {} },
      ),
      "node_modules/@scope/a": pkg("@scope/a@1.0.0"),
      "node_modules/debug": pkg("debug@1.0.0", { dependencies: { "@scope/a": "1" } }, { node_modules: "" }),
    });
    expect(drawGraph(await readGraphOf(root))).toContain("packages/database > @scope/a = node_modules/@scope/a");
    expect(drawGraph(await readGraphOf(root))).toContain("node_modules/debug > @scope/a = node_modules/@scope/a");
  });

  test("node_modules/node_modules is never looked into, and no level is skipped", async () => {
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { "@scope/a": "1" } }),
      "node_modules/@scope/a": pkg("@scope/a@1.0.0", { dependencies: { ms: "*", tick: "*" } }),
      "node_modules/@scope/node_modules/tick": pkg("tick@1.0.0"),
      "node_modules/node_modules/ms": pkg("ms@1.0.0"),
      "node_modules/node_modules/tick": pkg("tick@2.0.0"),
    });
    const graph = await readGraphOf(root);
    expect(edgeOf(graph, "node_modules/@scope/a", "ms").to).toBeUndefined();
    expect(edgeOf(graph, "node_modules/@scope/a", "tick").to).toBe("node_modules/@scope/node_modules/tick");
  });

  test("a package whose path holds a folder node_modules of fixtures is found like any other", async () => {
    const root = monorepo({
      "packages/node_modules-fixtures": pkg("database", { dependencies: { ms: "1" } }),
      "node_modules/ms": pkg(
        "ms@1.0.0",
        { dependencies: { tick: "1" } },
        { "test/node_modules/tick": pkg("tick@9.0.0") },
      ),
      "node_modules/tick": pkg("tick@1.0.0"),
    });
    expect(drawGraph(await readGraphOf(root))).toContain("node_modules/ms > tick = node_modules/tick");
  });

  test("a hit above the root is no hit, and is told", async () => {
    const outer = tree({
      "node_modules/ms": pkg("ms@1.0.0"),
      "node_modules/lodash": pkg("lodash@4.0.0"),
      "repo/package.json": json({ workspaces: ["packages/*"] }),
      "repo/packages/database": pkg("database", { dependencies: { ms: "1", lodash: "4", gone: "1" } }),
      "repo/node_modules/lodash": pkg("lodash@4.17.21"),
    });
    const graph = await readGraphOf(join(outer, "repo"));
    expect([...graph.packages.keys()]).toEqual(["node_modules/lodash", "packages/database"]);
    expect(edgeOf(graph, "packages/database", "ms")).toMatchObject({
      to: undefined,
      aboveRoot: join(outer, "node_modules/ms"),
    });
    expect(edgeOf(graph, "packages/database", "gone")).not.toHaveProperty("aboveRoot");
  });

  test("a package outside of the root is followed with its own dependencies, and noted", async () => {
    const outer = tree({
      "node_modules/tick": pkg("tick@1.0.0"),
      "repo/package.json": json({ workspaces: ["packages/*"] }),
      "repo/packages/database": pkg("database", { dependencies: { shared: "1" } }),
      "repo/node_modules/shared": link("../../other/shared"),
      "other/shared": pkg(
        "shared@1.0.0",
        { dependencies: { ms: "1", debug: "1", tick: "1" } },
        { "node_modules/ms": pkg("ms@1.0.0") },
      ),
      "other/node_modules/debug": pkg("debug@1.0.0"),
    });
    const graph = await readGraphOf(join(outer, "repo"));
    const shared = join(outer, "other/shared");
    expect(drawGraph(graph)).toEqual([
      join(outer, "other/node_modules/debug"),
      shared,
      `${shared} > debug = ${join(outer, "other/node_modules/debug")}`,
      `${shared} > ms = ${shared}/node_modules/ms`,
      `${shared} > tick = nothing`,
      `${shared}/node_modules/ms`,
      "packages/database",
      `packages/database > shared = ${shared}`,
    ]);
    expect(edgeOf(graph, shared, "tick").aboveRoot).toBe(join(outer, "node_modules/tick"));
    // What it finds out there follows from it, and is no problem of its own.
    expect(graph.problems).toEqual([{ kind: "outside-workspace", package: "shared@1.0.0", path: shared }]);
  });

  test("a checkout reached through a link gives the same graph", async () => {
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { ms: "1" } }),
      "node_modules/ms": pkg("ms@1.0.0"),
    });
    const outer = tree({ checkout: link(root) });
    expect(await readGraphOf(join(outer, "checkout"))).toEqual(await readGraphOf(root));
  });

  test("a node_modules that is itself a link is followed", async () => {
    const root = monorepo({
      "packages/database": pkg(
        "database",
        { dependencies: { ms: "1" } },
        { node_modules: link("../../store/node_modules") },
      ),
      "store/node_modules": { ms: pkg("ms@1.0.0", { dependencies: { tick: "1" } }), tick: pkg("tick@1.0.0") },
    });
    expect(drawGraph(await readGraphOf(root))).toContain("store/node_modules/ms > tick = store/node_modules/tick");
  });

  test("links that lead in a circle are an error that names them", async () => {
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { ms: "1" } }),
      "node_modules/ms": link("tick"),
      "node_modules/tick": link("ms"),
    });
    const error = await packErrorOf(() => readGraphOf(root));
    expect(error.code).toBe("LINK_LOOP");
    expect(error.message).toContain(join(root, "node_modules/ms"));
  });

  test("a link that leads nowhere is a problem of the package that needs it", async () => {
    const root = monorepo({
      "packages/database": pkg("database@1.0.0", { dependencies: { shared: "1" } }),
      "node_modules/shared": link("../packages/gone"),
    });
    const graph = await readGraphOf(root);
    expect(edgeOf(graph, "packages/database", "shared").to).toBeUndefined();
    expect(graph.problems).toEqual([
      { kind: "dangling-link", package: "database@1.0.0", path: "node_modules/shared", target: "../packages/gone" },
    ]);
  });
});

describe("what is an importer", () => {
  test("a workspace whose name a dependency uses for a published package: the disk decides", async () => {
    const root = monorepo({
      "packages/database": pkg(
        "database",
        { dependencies: { "is-number": "^7.0.0" } },
        { "node_modules/is-number": pkg("is-number@7.0.0") },
      ),
      "packages/is-number": pkg("is-number@1.0.0"),
      "node_modules/is-number": link("../packages/is-number"),
    });
    const graph = await readGraphOf(root);
    expect([...graph.packages.values()].map(({ id, version, importer }) => [id, version, importer])).toEqual([
      ["packages/database", "0.0.0", true],
      ["packages/database/node_modules/is-number", "7.0.0", false],
    ]);
  });

  test.each(["1.0.0", "*", "workspace:^", "file:../shared", "link:../shared"])(
    "the range %s means the workspace when the link leads there",
    async (range) => {
      const root = monorepo({
        "packages/database": pkg("database", { dependencies: { shared: range } }),
        "packages/shared": pkg("shared@1.0.0"),
        "node_modules/shared": link("../packages/shared"),
      });
      const graph = await readGraphOf(root);
      expect(graph.packages.get(edgeOf(graph, "packages/database", "shared").to ?? graph.target)?.importer).toBe(true);
      expect(graph.problems).toEqual([]);
    },
  );

  test("file: folders are copies in Yarn classic and links in npm; both are what lies on disk", async () => {
    const root = monorepo({
      "packages/database": pkg("database", {
        dependencies: {
          copied: "file:../../copied",
          linked: "file:../../linked",
          tarball: "file:../../tarball-1.0.0.tgz",
        },
      }),
      copied: pkg("copied@2.0.0"),
      linked: pkg("linked@1.0.0"),
      "node_modules/copied": pkg("copied@1.0.0"),
      "node_modules/linked": link("../linked"),
      "node_modules/tarball": pkg("tarball@1.0.0"),
    });
    const graph = await readGraphOf(root);
    expect(drawGraph(graph).filter((line) => line.includes(">"))).toEqual([
      "packages/database > copied = node_modules/copied",
      "packages/database > linked = linked",
      "packages/database > tarball = node_modules/tarball",
    ]);
    expect(graph.problems).toEqual([]);
  });

  test("unrelated broken, unnamed and duplicate packages do not matter", async () => {
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { ms: "1" } }),
      "packages/broken/package.json": "{",
      "packages/unnamed/package.json": "{}",
      "packages/ms": pkg("ms@9.0.0"),
      "packages/other-ms": pkg("ms@9.0.0"),
      "node_modules/ms": pkg("ms@1.0.0"),
      "node_modules/broken/package.json": "{",
    });
    expect(drawGraph(await readGraphOf(root))).toEqual([
      "node_modules/ms",
      "packages/database",
      "packages/database > ms = node_modules/ms",
    ]);
  });

  test("a broken package.json of a reached package is an error that names it", async () => {
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { ms: "1" } }),
      "node_modules/ms/package.json": '{"name": "ms"',
    });
    const error = await packErrorOf(() => readGraphOf(root));
    expect(error.code).toBe("MANIFEST_INVALID");
    expect(error.message).toContain(`${join(root, "node_modules/ms/package.json")}:1:14`);
  });

  test("a broken importer that is reached is an error", async () => {
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { shared: "1" } }),
      "packages/shared": pkg("shared", { dependencies: [], optionalDependencies: { a: 1 } }),
      "node_modules/shared": link("../packages/shared"),
    });
    const error = await packErrorOf(() => readGraphOf(root));
    expect(error.message).toContain(join(root, "packages/shared/package.json"));
    expect(error.details["faults"]).toHaveLength(2);
  });
});

describe("cycles and depth", () => {
  test("a package that depends on itself, and workspaces that depend on each other and back on the target", async () => {
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { shared: "*", database: "*" } }),
      "packages/shared": pkg("shared", { dependencies: { database: "*", libsql: "*" } }),
      "node_modules/shared": link("../packages/shared"),
      "node_modules/database": link("../packages/database"),
      "node_modules/libsql": pkg(
        "libsql@1.0.0",
        { dependencies: { libsql: "1" } },
        { "node_modules/libsql": link("..") },
      ),
    });
    // libsql's own link leads to node_modules/libsql/node_modules, which holds no package.json.
    expect(drawGraph(await readGraphOf(root))).toEqual([
      "node_modules/libsql",
      "node_modules/libsql > libsql = node_modules/libsql",
      "packages/database",
      "packages/database > database = packages/database",
      "packages/database > shared = packages/shared",
      "packages/shared",
      "packages/shared > database = packages/database",
      "packages/shared > libsql = node_modules/libsql",
    ]);
  });

  test("a chain of 5,000 packages does not overflow the stack", { timeout: 120_000 }, async () => {
    const length = 5000;
    const root = monorepo({ "packages/database": pkg("database", { dependencies: { link0: "1" } }) });
    mkdirSync(join(root, "node_modules"));
    for (let index = 0; index < length; index += 1) {
      const dependencies = index + 1 < length ? { [`link${index + 1}`]: "1" } : {};
      writeTree(join(root, "node_modules"), { [`link${index}`]: pkg(`link${index}@1.0.0`, { dependencies }) });
    }
    expect((await readGraphOf(root)).packages.size).toBe(length + 1);
  });

  test("packages nested 40 deep are followed", async () => {
    const root = monorepo({ "packages/database": pkg("database", { dependencies: { ms: "0" } }) });
    let dir = join(root, "packages/database");
    for (let index = 0; index < 40; index += 1) {
      writeTree(dir, { "node_modules/ms": pkg(`ms@${index}.0.0`, { dependencies: { ms: "*" } }) });
      dir = join(dir, "node_modules/ms");
    }
    expect((await readGraphOf(root)).packages.size).toBe(41);
  });
});

describe("kinds of dependencies", () => {
  test("devDependencies are followed for nobody, but are production where another package says so", async () => {
    const root = monorepo(
      {
        "packages/database": pkg("database", { dependencies: { shared: "*" }, devDependencies: { jest: "1" } }),
        "packages/shared": pkg("shared", { devDependencies: { mocha: "1" }, dependencies: { tick: "1" } }),
        "packages/other": pkg("other", { devDependencies: { tick: "1" } }),
        "node_modules/shared": link("../packages/shared"),
        "node_modules/jest": pkg("jest@1.0.0"),
        "node_modules/mocha": pkg("mocha@1.0.0"),
        "node_modules/tick": pkg("tick@1.0.0", { devDependencies: { jest: "1" } }),
      },
      { dependencies: { jest: "1" } },
    );
    expect([...(await readGraphOf(root)).packages.keys()]).toEqual([
      "node_modules/tick",
      "packages/database",
      "packages/shared",
    ]);
  });

  test("a target without production dependencies has none, whatever the root has", async () => {
    const root = monorepo(
      { "packages/database": pkg("database"), "node_modules/ms": pkg("ms@1.0.0") },
      { dependencies: { ms: "1" } },
    );
    expect(drawGraph(await readGraphOf(root))).toEqual(["packages/database"]);
  });

  test("the root itself can be the target", async () => {
    const root = monorepo(
      { "packages/database": pkg("database"), "node_modules/ms": pkg("ms@1.0.0") },
      { dependencies: { ms: "1" } },
    );
    const graph = await readGraphOf(root, "botland");
    expect(graph.target).toBe("");
    expect(drawGraph(graph)).toEqual([".", ". > ms = node_modules/ms", "node_modules/ms"]);
    expect(edgeOf(graph, "", "ms").declaredIn).toBe("package.json");
  });

  test("a name in dependencies and optionalDependencies is optional; one in dependencies and peerDependencies is required", async () => {
    const root = monorepo({
      "packages/database": pkg("database", {
        dependencies: { both: "1", knex: "2" },
        optionalDependencies: { both: "1.1" },
        peerDependencies: { knex: ">=1" },
        peerDependenciesMeta: { knex: { optional: true } },
      }),
    });
    const graph = await readGraphOf(root);
    expect(edgeOf(graph, "packages/database", "both")).toEqual({
      name: "both",
      range: "1.1",
      kind: "optionalDependencies",
      optional: true,
      declaredIn: "packages/database/package.json",
      to: undefined,
    });
    expect(edgeOf(graph, "packages/database", "knex")).toMatchObject({
      kind: "dependencies",
      range: "2",
      optional: false,
    });
  });

  test("an optional dependency is followed when it is installed, and is no error when it is not", async () => {
    const root = monorepo({
      "packages/database": pkg("database", { optionalDependencies: { fsevents: "1", bufferutil: "1" } }),
      "node_modules/bufferutil": pkg("bufferutil@1.0.0", { dependencies: { "node-gyp-build": "1" } }),
    });
    expect(drawGraph(await readGraphOf(root))).toEqual([
      "node_modules/bufferutil",
      "node_modules/bufferutil > node-gyp-build = nothing",
      "packages/database",
      "packages/database > bufferutil? = node_modules/bufferutil",
      "packages/database > fsevents? = nothing",
    ]);
  });

  test("a required peer is followed from the package that declares it; a missing one is told apart from an optional one", async () => {
    const root = monorepo({
      "packages/database": pkg(
        "database",
        { dependencies: { "react-dom": "17", react: "17" } },
        { "node_modules/react": pkg("react@17.0.0") },
      ),
      "node_modules/react-dom": pkg("react-dom@17.0.0", {
        peerDependencies: { react: "17 || 18", scheduler: "1", tick: "1" },
        peerDependenciesMeta: { tick: { optional: true } },
      }),
      "node_modules/react": pkg("react@18.0.0"),
    });
    expect(drawGraph(await readGraphOf(root)).filter((line) => line.startsWith("node_modules/react-dom >"))).toEqual([
      "node_modules/react-dom > react = node_modules/react",
      "node_modules/react-dom > scheduler = nothing",
      "node_modules/react-dom > tick? = nothing",
    ]);
  });

  test("an optional peer pulls nothing in, but leads to a package that is there anyway", async () => {
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { knex: "1", mysql2: "3" } }),
      "node_modules/knex": pkg("knex@1.0.0", {
        peerDependencies: { mysql2: "*", pg: "*" },
        peerDependenciesMeta: {
          mysql2: { optional: true },
          pg: { optional: true },
          "better-sqlite3": { optional: true },
        },
      }),
      "node_modules/mysql2": pkg("mysql2@3.0.0", { peerDependenciesMeta: { knex: { optional: true } } }),
      "node_modules/pg": pkg("pg@8.0.0"),
      "node_modules/better-sqlite3": pkg("better-sqlite3@1.0.0"),
    });
    const graph = await readGraphOf(root);
    expect(drawGraph(graph)).toEqual([
      "node_modules/knex",
      "node_modules/knex > better-sqlite3? = nothing",
      "node_modules/knex > mysql2? = node_modules/mysql2",
      "node_modules/knex > pg? = nothing",
      "node_modules/mysql2",
      "node_modules/mysql2 > knex? = node_modules/knex",
      "packages/database",
      "packages/database > knex = node_modules/knex",
      "packages/database > mysql2 = node_modules/mysql2",
    ]);
    expect(edgeOf(graph, "node_modules/mysql2", "knex")).toMatchObject({
      kind: "peerDependencies",
      range: "",
      optional: true,
    });
  });

  test("an optional peer does not lead past a nearer copy that is not in the closure", async () => {
    const root = monorepo({
      "packages/database": pkg(
        "database",
        { dependencies: { knex: "1", pg: "8" } },
        { "node_modules/pg": pkg("pg@8.0.0") },
      ),
      "node_modules/knex": pkg("knex@1.0.0", { peerDependenciesMeta: { pg: { optional: true } } }),
      "node_modules/pg": pkg("pg@7.0.0"),
    });
    expect(edgeOf(await readGraphOf(root), "node_modules/knex", "pg").to).toBeUndefined();
  });

  test("an optional peer that cannot be read does not matter", async () => {
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { knex: "1" } }),
      "node_modules/knex": pkg("knex@1.0.0", {
        peerDependenciesMeta: { pg: { optional: true }, "../evil": { optional: true } },
      }),
      "node_modules/pg/package.json": "{",
    });
    expect(drawGraph(await readGraphOf(root))).toContain("node_modules/knex > pg? = nothing");
  });

  test("an alias is found by its key; two aliases of one package are two", async () => {
    const root = monorepo({
      "packages/database": pkg("database", {
        dependencies: { lodash6: "npm:is-number@7.0.0", lodash7: "npm:is-number@7.0.0" },
      }),
      "node_modules/lodash6": pkg("is-number@7.0.0"),
      "node_modules/lodash7": pkg("is-number@7.0.0"),
    });
    const graph = await readGraphOf(root);
    expect(drawGraph(graph)).toContain("packages/database > lodash6 = node_modules/lodash6");
    expect(drawGraph(graph)).toContain("packages/database > lodash7 = node_modules/lodash7");
    expect(graph.packages.get(edgeOf(graph, "packages/database", "lodash6").to ?? graph.target)?.name).toBe(
      "is-number",
    );
    expect(graph.problems).toEqual([]);
  });

  test("--include-package brings what nothing declares, and makes an optional one required", async () => {
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { ms: "1" }, optionalDependencies: { tick: "1" } }),
      "node_modules/ms": pkg("ms@1.0.0"),
      "node_modules/lodash": pkg("lodash@4.0.0"),
    });
    const graph = await readGraphOf(root, "database", { includePackages: ["lodash", "ms", "tick", "gone"] });
    expect(edgeOf(graph, "packages/database", "lodash")).toEqual({
      name: "lodash",
      range: "",
      kind: "dependencies",
      optional: false,
      declaredIn: "packages/database/package.json",
      to: "node_modules/lodash",
    });
    expect(edgeOf(graph, "packages/database", "ms").range).toBe("1");
    expect(edgeOf(graph, "packages/database", "tick")).toMatchObject({
      kind: "dependencies",
      range: "1",
      optional: false,
    });
    expect(edgeOf(graph, "packages/database", "gone")).toMatchObject({ optional: false, to: undefined });
  });

  test("packages without name and version have those of their place", async () => {
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { "@scope/a": "1", b: "1" } }),
      "node_modules/@scope/a/package.json": "{}",
      "node_modules/b/package.json": "{}",
    });
    expect([...(await readGraphOf(root)).packages.values()].map(({ name, version }) => `${name}@${version}`)).toEqual([
      "@scope/a@0.0.0",
      "b@0.0.0",
      "database@0.0.0",
    ]);
  });

  test("an included name that is no package name is an error", async () => {
    const root = monorepo({ "packages/database": pkg("database") });
    const error = await packErrorOf(() => readGraphOf(root, "database", { includePackages: ["../evil"] }));
    expect(error.code).toBe("PACKAGE_NAME_INVALID");
  });
});

function prismaMonorepo(generated: Tree): string {
  return monorepo({
    "packages/database": pkg("database", { dependencies: { "@prisma/client": "2" } }),
    "node_modules/@prisma/client": pkg("@prisma/client@2.0.0"),
    ...generated,
  });
}

describe("generated packages", () => {
  test("@prisma/client brings the client that is generated beside it", async () => {
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { "@prisma/client": "6" } }),
      "node_modules/@prisma/client": pkg("@prisma/client@6.0.0"),
      "node_modules/.prisma/client": pkg(".prisma/client", {}, { "index.js": "" }),
    });
    const graph = await readGraphOf(root);
    expect(edgeOf(graph, "node_modules/@prisma/client", ".prisma/client")).toEqual({
      name: ".prisma/client",
      range: "",
      kind: "dependencies",
      optional: true,
      declaredIn: "node_modules/@prisma/client/package.json",
      to: "node_modules/.prisma/client",
    });
    expect(graph.problems).toEqual([]);
  });

  test("an old client without package.json is found too; an empty folder or none is not", async () => {
    const old = await readGraphOf(prismaMonorepo({ "node_modules/.prisma/client/index.js": "" }));
    expect(old.packages.get(edgeOf(old, "node_modules/@prisma/client", ".prisma/client").to ?? old.target)?.name).toBe(
      ".prisma/client",
    );
    for (const files of [{}, { "node_modules/.prisma/client": {} }]) {
      const graph = await readGraphOf(prismaMonorepo(files));
      expect(edgeOf(graph, "node_modules/@prisma/client", ".prisma/client").to).toBeUndefined();
    }
  });
});

test("the working directory and the environment do not matter", async () => {
  const root = monorepo({
    "packages/database": pkg("database", { dependencies: { ms: "1" }, devDependencies: { jest: "1" } }),
    "node_modules/ms": pkg("ms@1.0.0"),
  });
  const before = await readGraphOf(root);
  const saved = { ...process.env };
  Object.assign(process.env, {
    NODE_ENV: "production",
    npm_config_omit: "optional",
    NODE_PATH: join(root, "elsewhere"),
    LANG: "tr_TR",
  });
  try {
    expect(await readGraphOf(join(root, "packages/database"))).toEqual(before);
  } finally {
    for (const key of ["NODE_ENV", "npm_config_omit", "NODE_PATH", "LANG"]) {
      if (saved[key] === undefined) delete process.env[key];
      else process.env[key] = saved[key];
    }
  }
});
