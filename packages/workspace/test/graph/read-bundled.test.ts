import { describe, expect, test } from "vitest";
import { drawGraph, edgeOf, readGraphOf } from "../read-graph-of.ts";
import { link, pkg } from "@lambda-pack/test-support/disk/tree";
import { monorepo } from "../monorepo.ts";

const database = pkg("database", { dependencies: { npm: "1" } });

describe("bundled dependencies of a published package", () => {
  test("travel in its folder with whatever their dependencies resolve to inside of it, and are no edges", async () => {
    const root = monorepo({
      "packages/database": database,
      "node_modules/npm": pkg(
        "npm@1.0.0",
        { dependencies: { "@npm/config": "1", chalk: "1" }, bundleDependencies: ["@npm/config"] },
        {
          "node_modules/@npm/config": pkg("@npm/config@1.0.0", { dependencies: { ini: "1", nopt: "1", chalk: "1" } }),
          "node_modules/ini": pkg("ini@1.0.0"),
          "node_modules/nopt": pkg(
            "nopt@1.0.0",
            { dependencies: { abbrev: "1" } },
            { "node_modules/abbrev": pkg("abbrev@1.0.0") },
          ),
          "node_modules/unrelated": pkg("unrelated@1.0.0"),
        },
      ),
      "node_modules/chalk": pkg("chalk@1.0.0"),
      "node_modules/ini": pkg("ini@9.0.0"),
    });
    expect(drawGraph(await readGraphOf(root))).toEqual([
      "node_modules/chalk",
      "node_modules/npm with node_modules/@npm/config, node_modules/ini, node_modules/nopt, node_modules/nopt/node_modules/abbrev",
      "node_modules/npm > chalk = node_modules/chalk",
      "packages/database",
      "packages/database > npm = node_modules/npm",
    ]);
  });

  test("what they need from outside becomes an edge of the owner, declared in their own package.json", async () => {
    const root = monorepo({
      "packages/database": database,
      "node_modules/npm": pkg(
        "npm@1.0.0",
        { bundledDependencies: ["debug"] },
        { "node_modules/debug": pkg("debug@2.0.0", { dependencies: { ms: "2.0.0" } }) },
      ),
      "node_modules/ms": pkg("ms@2.0.0"),
    });
    const graph = await readGraphOf(root);
    expect(edgeOf(graph, "node_modules/npm", "ms")).toEqual({
      name: "ms",
      range: "2.0.0",
      kind: "dependencies",
      optional: false,
      declaredIn: "node_modules/npm/node_modules/debug/package.json",
      to: "node_modules/ms",
    });
    expect([...graph.packages.keys()]).toEqual(["node_modules/ms", "node_modules/npm", "packages/database"]);
  });

  test("a required edge of a bundled package says more than the owner's optional one", async () => {
    const root = monorepo({
      "packages/database": database,
      "node_modules/npm": pkg(
        "npm@1.0.0",
        { optionalDependencies: { ms: "*" }, bundledDependencies: ["debug"] },
        { "node_modules/debug": pkg("debug@2.0.0", { dependencies: { ms: "2" } }) },
      ),
    });
    const graph = await readGraphOf(root);
    expect(edgeOf(graph, "node_modules/npm", "ms")).toMatchObject({ optional: false, range: "2" });
  });

  test("bundledDependencies true bundles all dependencies that lie in the folder", async () => {
    const root = monorepo({
      "packages/database": database,
      "node_modules/npm": pkg(
        "npm@1.0.0",
        { dependencies: { ms: "1", ini: "1" }, bundledDependencies: true },
        { "node_modules/ms": pkg("ms@1.0.0") },
      ),
      "node_modules/ini": pkg("ini@1.0.0"),
    });
    expect(drawGraph(await readGraphOf(root))).toContain("node_modules/npm with node_modules/ms");
    expect(drawGraph(await readGraphOf(root))).toContain("node_modules/npm > ini = node_modules/ini");
  });

  test("a bundled name that does not lie in the folder is an ordinary edge if it is declared, else none", async () => {
    const root = monorepo({
      "packages/database": database,
      "node_modules/npm": pkg("npm@1.0.0", { dependencies: { ms: "1" }, bundledDependencies: ["ms", "ini"] }),
      "node_modules/ms": pkg("ms@1.0.0"),
      "node_modules/ini": pkg("ini@1.0.0"),
    });
    expect(drawGraph(await readGraphOf(root)).filter((line) => line.startsWith("node_modules/npm"))).toEqual([
      "node_modules/npm",
      "node_modules/npm > ms = node_modules/ms",
    ]);
  });

  test("a bundled name whose place is a link out of the folder is an ordinary edge", async () => {
    const root = monorepo({
      "packages/database": database,
      "node_modules/npm": pkg(
        "npm@1.0.0",
        { dependencies: { ms: "1" }, bundledDependencies: ["ms"] },
        { "node_modules/ms": link("../../.store/ms") },
      ),
      "node_modules/.store/ms": pkg("ms@1.0.0"),
    });
    expect(drawGraph(await readGraphOf(root))).toContain("node_modules/npm > ms = node_modules/.store/ms");
  });

  test("where a bundled package is reached by a link from elsewhere, all that its owner bundles are ordinary packages", async () => {
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { npm: "1", "@npm/ini": "1" } }),
      "node_modules/npm": pkg(
        "npm@1.0.0",
        { dependencies: { "@npm/ini": "1", ms: "1" }, bundledDependencies: ["ini", "ms"] },
        { "node_modules/ini": pkg("ini@1.0.0"), "node_modules/ms": link("../vendor/ms"), "vendor/ms": pkg("ms@1.0.0") },
      ),
      "node_modules/@npm/ini": link("../npm/node_modules/ini"),
    });
    expect(drawGraph(await readGraphOf(root))).toEqual([
      "node_modules/npm",
      "node_modules/npm > @npm/ini = node_modules/npm/node_modules/ini",
      "node_modules/npm > ini = node_modules/npm/node_modules/ini",
      "node_modules/npm > ms = node_modules/npm/vendor/ms",
      "node_modules/npm/node_modules/ini",
      "node_modules/npm/vendor/ms",
      "packages/database",
      "packages/database > @npm/ini = node_modules/npm/node_modules/ini",
      "packages/database > npm = node_modules/npm",
    ]);
  });

  test("where a bundled package finds by a link what its owner does not find, all that is bundled are ordinary packages", async () => {
    const root = monorepo({
      "packages/database": database,
      "node_modules/npm": pkg(
        "npm@1.0.0",
        { dependencies: { ms: "1" }, bundledDependencies: ["debug"] },
        {
          "node_modules/debug": pkg(
            "debug@2.0.0",
            { dependencies: { ms: "2" } },
            { "node_modules/ms": link("../../../../.store/ms") },
          ),
        },
      ),
      "node_modules/ms": pkg("ms@1.0.0"),
      "node_modules/.store/ms": pkg("ms@2.0.0"),
    });
    const graph = await readGraphOf(root);
    expect(drawGraph(graph)).toEqual([
      "node_modules/.store/ms",
      "node_modules/ms",
      "node_modules/npm",
      "node_modules/npm > debug = node_modules/npm/node_modules/debug",
      "node_modules/npm > ms = node_modules/ms",
      "node_modules/npm/node_modules/debug",
      "node_modules/npm/node_modules/debug > ms = node_modules/.store/ms",
      "packages/database",
      "packages/database > npm = node_modules/npm",
    ]);
    expect(edgeOf(graph, "node_modules/npm", "debug")).toMatchObject({ kind: "bundledDependencies", optional: false });
  });

  test("so it is where one reaches another by a link inside of the folder", async () => {
    const root = monorepo({
      "packages/database": database,
      "node_modules/npm": pkg(
        "npm@1.0.0",
        { bundledDependencies: ["debug", "ms"] },
        {
          "node_modules/debug": pkg(
            "debug@2.0.0",
            { dependencies: { pause: "2" } },
            { "node_modules/pause": link("../../ms") },
          ),
          "node_modules/ms": pkg("ms@1.0.0"),
        },
      ),
    });
    expect(drawGraph(await readGraphOf(root))).toEqual([
      "node_modules/npm",
      "node_modules/npm > debug = node_modules/npm/node_modules/debug",
      "node_modules/npm > ms = node_modules/npm/node_modules/ms",
      "node_modules/npm/node_modules/debug",
      "node_modules/npm/node_modules/debug > pause = node_modules/npm/node_modules/ms",
      "node_modules/npm/node_modules/ms",
      "packages/database",
      "packages/database > npm = node_modules/npm",
    ]);
  });

  test("so it is where a package that is nested beside them finds one", async () => {
    const root = monorepo({
      "packages/database": database,
      "node_modules/npm": pkg(
        "npm@1.0.0",
        { dependencies: { ini: "1" }, bundledDependencies: ["ms"] },
        { "node_modules/ms": pkg("ms@1.0.0"), "node_modules/ini": pkg("ini@1.0.0", { dependencies: { ms: "1" } }) },
      ),
    });
    const drawn = drawGraph(await readGraphOf(root));
    expect(drawn).toContain("node_modules/npm > ms = node_modules/npm/node_modules/ms");
    expect(drawn).toContain("node_modules/npm/node_modules/ini > ms = node_modules/npm/node_modules/ms");
  });

  test("bundled packages that need each other or their owner end", async () => {
    const root = monorepo({
      "packages/database": database,
      "node_modules/npm": pkg(
        "npm@1.0.0",
        { bundledDependencies: ["a"] },
        {
          "node_modules/a": pkg("a@1.0.0", { dependencies: { b: "1", npm: "1" } }),
          "node_modules/b": pkg("b@1.0.0", { dependencies: { a: "1" }, peerDependencies: { npm: "1" } }),
        },
      ),
    });
    expect(drawGraph(await readGraphOf(root)).filter((line) => line.startsWith("node_modules/npm"))).toEqual([
      "node_modules/npm with node_modules/a, node_modules/b",
      "node_modules/npm > npm = node_modules/npm",
    ]);
  });

  test("an optional peer of a bundled package leads to what is in the closure, and pulls nothing in", async () => {
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { npm: "1", "supports-color": "1" } }),
      "node_modules/npm": pkg(
        "npm@1.0.0",
        { bundledDependencies: ["debug", "ini"] },
        {
          "node_modules/debug": pkg("debug@2.0.0", {
            peerDependenciesMeta: {
              "supports-color": { optional: true },
              ini: { optional: true },
              extra: { optional: true },
            },
          }),
          "node_modules/ini": pkg("ini@1.0.0"),
          "node_modules/extra": pkg("extra@1.0.0"),
        },
      ),
      "node_modules/supports-color": pkg("supports-color@1.0.0"),
    });
    expect(drawGraph(await readGraphOf(root)).filter((line) => line.startsWith("node_modules/npm"))).toEqual([
      "node_modules/npm with node_modules/debug, node_modules/ini",
      "node_modules/npm > extra? = nothing",
      "node_modules/npm > supports-color? = node_modules/supports-color",
    ]);
  });

  test("an optional peer that lies below a bundled package travels with it, whatever its owner finds by that name", async () => {
    const peer = { peerDependenciesMeta: { ms: { optional: true } } };
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { npm: "1", ms: "1" } }),
      "node_modules/npm": pkg(
        "npm@1.0.0",
        { bundledDependencies: ["debug", "pause"] },
        {
          "node_modules/debug": pkg("debug@2.0.0", peer, { "node_modules/ms": pkg("ms@3.0.0") }),
          "node_modules/pause": pkg("pause@2.0.0", peer),
        },
      ),
      "node_modules/ms": pkg("ms@1.0.0"),
    });
    expect(drawGraph(await readGraphOf(root)).filter((line) => line.startsWith("node_modules/npm"))).toEqual([
      "node_modules/npm with node_modules/debug, node_modules/debug/node_modules/ms, node_modules/pause",
      "node_modules/npm > ms? = node_modules/ms",
    ]);
  });

  test("a duplicate that the package manager nested beside them is an ordinary package", async () => {
    const root = monorepo({
      "packages/database": database,
      "node_modules/npm": pkg(
        "npm@1.0.0",
        { dependencies: { ms: "1", ini: "1" }, bundledDependencies: ["ms"] },
        {
          "node_modules/ms": pkg("ms@1.0.0"),
          "node_modules/ini": pkg("ini@1.0.0"),
        },
      ),
    });
    expect(drawGraph(await readGraphOf(root))).toContain("node_modules/npm > ini = node_modules/npm/node_modules/ini");
  });
});

describe("bundled dependencies of a workspace package", () => {
  test("are ordinary edges, declared elsewhere or not", async () => {
    const root = monorepo({
      "packages/database": pkg(
        "database",
        { dependencies: { ms: "1" }, bundledDependencies: ["ms", "ini"] },
        { "node_modules/ini": pkg("ini@1.0.0") },
      ),
      "node_modules/ms": pkg("ms@1.0.0"),
    });
    const graph = await readGraphOf(root);
    expect(drawGraph(graph)).toEqual([
      "node_modules/ms",
      "packages/database",
      "packages/database > ini = packages/database/node_modules/ini",
      "packages/database > ms = node_modules/ms",
      "packages/database/node_modules/ini",
    ]);
    expect(edgeOf(graph, "packages/database", "ini")).toMatchObject({
      kind: "bundledDependencies",
      range: "",
      optional: false,
    });
    expect(edgeOf(graph, "packages/database", "ms")).toMatchObject({ kind: "dependencies", range: "1" });
  });
});
