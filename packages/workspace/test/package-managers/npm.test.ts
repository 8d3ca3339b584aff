import { describe, expect, test } from "vitest";
import { drawGraph, edgeOf, readGraphOf } from "../read-graph-of.ts";
import { json, link, pkg, tree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";

function linked(files: Tree): string {
  return tree({
    "package.json": json({ name: "botland", workspaces: ["packages/*"] }),
    "package-lock.json": json({ lockfileVersion: 3, packages: {} }),
    "node_modules/.package-lock.json": json({ lockfileVersion: 3, packages: {} }),
    ...files,
  });
}

describe("install-strategy=linked", () => {
  test("the dependencies of a package lie beside its directory in .store", async () => {
    const knex = "node_modules/.store/knex@1.0.0-aBcD/node_modules/knex";
    const dir = linked({
      "packages/database": pkg("database@1.0.0", { dependencies: { knex: "^1.0.0", "@bot/shared": "*" } }),
      "packages/database/node_modules/knex": link(`../../../${knex}`),
      "packages/database/node_modules/@bot/shared": link("../../../shared"),
      "packages/shared": pkg("@bot/shared@1.0.0", { dependencies: { ms: "0.7.0" } }),
      "packages/shared/node_modules/ms": pkg("ms@0.7.0"),
      [knex]: pkg("knex@1.0.0", { dependencies: { ms: "*" } }),
      [`${knex}/../ms`]: link("../../ms@2.1.3-eFgH/node_modules/ms"),
      "node_modules/.store/ms@2.1.3-eFgH/node_modules/ms": pkg("ms@2.1.3"),
    });
    expect(drawGraph(await readGraphOf(dir))).toEqual([
      knex,
      `${knex} > ms = node_modules/.store/ms@2.1.3-eFgH/node_modules/ms`,
      "node_modules/.store/ms@2.1.3-eFgH/node_modules/ms",
      "packages/database",
      "packages/database > @bot/shared = packages/shared",
      `packages/database > knex = ${knex}`,
      "packages/shared",
      "packages/shared > ms = packages/shared/node_modules/ms",
      "packages/shared/node_modules/ms",
    ]);
  });

  test("a scoped package that is linked without its scope, or a file: one that is absent, is not found", async () => {
    const dir = linked({
      "packages/database": pkg("database@1.0.0", { dependencies: { "@bot/shared": "*", legacy: "file:../../legacy" } }),
      "packages/database/node_modules/shared": link("../../shared"),
      "packages/shared": pkg("@bot/shared@1.0.0"),
      legacy: pkg("legacy@1.0.0"),
    });
    const graph = await readGraphOf(dir);
    expect(edgeOf(graph, "packages/database", "@bot/shared").to).toBeUndefined();
    expect(edgeOf(graph, "packages/database", "legacy").to).toBeUndefined();
  });
});

function database(range: string): Tree {
  return pkg("database@1.0.0", { dependencies: { "is-number": range } });
}

describe("a package of the workspace with the name of one in the registry", () => {
  const ours = {
    "packages/is-number": pkg("is-number@1.0.0"),
    "node_modules/is-number": link("../packages/is-number"),
  };

  test("is the dependency where the link leads to it", async () => {
    const graph = await readGraphOf(linked({ ...ours, "packages/database": database("^1.0.0") }));
    expect(edgeOf(graph, "packages/database", "is-number").to).toBe("packages/is-number");
  });

  test("is not, where the registry's lies nearer because the range asks for it", async () => {
    const nested = "packages/database/node_modules/is-number";
    const dir = linked({ ...ours, "packages/database": database("^7.0.0"), [nested]: pkg("is-number@7.0.0") });
    const graph = await readGraphOf(dir);
    expect(edgeOf(graph, "packages/database", "is-number").to).toBe(nested);
    expect(graph.packages.get(edgeOf(graph, "packages/database", "is-number").to ?? graph.target)?.importer).toBe(
      false,
    );
    expect(graph.problems).toEqual([]);
  });

  test("is not, where the registry's took its place at the root", async () => {
    const { "packages/is-number": own } = ours;
    const hoisted = { "packages/is-number": own, "node_modules/is-number": pkg("is-number@7.0.0") };
    const graph = await readGraphOf(linked({ ...hoisted, "packages/database": database("^7.0.0") }));
    expect(edgeOf(graph, "packages/database", "is-number").to).toBe("node_modules/is-number");
  });
});
