import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { json, link, pkg, tree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { readWorkspace } from "../src/index.ts";
import { drawGraph, readGraphOf } from "./read-graph-of.ts";

const lock = '# yarn lockfile v1\n\n\nknex@1:\n  version "1.0.0"\n\nms@1:\n  version "1.0.0"\n';

/** A monorepo in `repo`, whose node_modules is a link, and what else is there. */
function linked(target: string, files: Tree): string {
  return tree({
    "repo/package.json": json({ name: "orchard", private: true, workspaces: ["packages/*"] }),
    "repo/yarn.lock": lock,
    "repo/packages/database": pkg("database@1.0.0", { dependencies: { knex: "1" } }),
    "repo/node_modules": link(target),
    ...files,
  });
}

const installed = { knex: pkg("knex@1.0.0", { dependencies: { ms: "1" } }), ms: pkg("ms@1.0.0") };

describe("a node_modules that is a link", () => {
  test.each([
    ["a cache elsewhere", "../cache/1f2e/node_modules", "cache/1f2e/node_modules"],
    ["the node_modules of a directory above", "../node_modules", "node_modules"],
    ["a hidden directory of the repository", ".deps/node_modules", "repo/.deps/node_modules"],
    [
      "a directory of the package that is packed",
      "packages/database/deps/node_modules",
      "repo/packages/database/deps/node_modules",
    ],
  ])("leads to %s: what lies there is installed", async (_, target, place) => {
    const outer = linked(target, { [place]: { ...installed, ".yarn-integrity": "" } });
    const workspace = await readWorkspace(join(outer, "repo"));
    expect(workspace.packageManager).toBe("yarn-classic");
    expect([...workspace.linkedModules]).toEqual([[join(outer, place), join(outer, "repo/node_modules")]]);

    const graph = await readGraphOf(join(outer, "repo"));
    expect(graph.problems).toEqual([]);
    const id = (name: string) => `${place.startsWith("repo/") ? place.slice(5) : join(outer, place)}/${name}`;
    expect(drawGraph(graph).toSorted()).toEqual(
      [
        "packages/database",
        `packages/database > knex = ${id("knex")}`,
        id("knex"),
        `${id("knex")} > ms = ${id("ms")}`,
        id("ms"),
      ].toSorted(),
    );
  });

  test("problems name what lies there by way of the link, the same on every machine", async () => {
    const outer = linked("../cache/node_modules", {
      "cache/node_modules": {
        knex: pkg("knex@1.0.0", { dependencies: { ms: "^2.0.0" } }),
        ms: pkg("ms@1.0.0"),
      },
      "repo/yarn.lock": lock.replace('ms@1:\n  version "1.0.0"', 'ms@^2.0.0:\n  version "2.0.0"'),
    });
    expect((await readGraphOf(join(outer, "repo"))).problems).toMatchObject([
      { kind: "range-mismatch", declaredIn: "node_modules/knex/package.json" },
      { kind: "stale-install", path: "node_modules/ms", locked: "2.0.0" },
    ]);
  });

  test("a package's own may be one, too", async () => {
    const outer = tree({
      "repo/package.json": json({ name: "orchard", workspaces: ["packages/*"] }),
      "repo/packages/database": pkg(
        "database",
        { dependencies: { ms: "1" } },
        { node_modules: link("../../../volumes/database/node_modules") },
      ),
      "volumes/database/node_modules/ms": pkg("ms@1.0.0", { dependencies: { tick: "1" } }),
      "volumes/node_modules/tick": pkg("tick@1.0.0"),
    });
    const graph = await readGraphOf(join(outer, "repo"));
    const ms = join(outer, "volumes/database/node_modules/ms");
    expect(graph.problems).toEqual([]);
    // Beyond the volume is nothing of this install.
    expect(drawGraph(graph)).toEqual([
      ms,
      `${ms} > tick = nothing`,
      "packages/database",
      `packages/database > ms = ${ms}`,
    ]);
  });

  test("that of another checkout leads to its packages instead of those here: one problem, whatever their number", async () => {
    const outer = linked("../main/node_modules", {
      "repo/packages/database": pkg("database@1.0.0", { dependencies: { knex: "1", shared: "1", views: "1" } }),
      "repo/packages/shared": pkg("shared@1.0.0"),
      "main/node_modules": { ...installed, shared: link("../packages/shared"), views: link("../packages/views") },
      "main/packages/shared": pkg(
        "shared@1.0.0",
        { dependencies: { deep: "1" } },
        { "node_modules/deep": pkg("deep@1.0.0") },
      ),
      "main/packages/views": pkg("views@1.0.0", { dependencies: { shared: "1" } }),
    });
    expect((await readGraphOf(join(outer, "repo"))).problems).toEqual([
      {
        kind: "outside-workspace",
        package: "shared@1.0.0",
        path: join(outer, "main"),
        link: "node_modules",
        others: ["views@1.0.0"],
      },
    ]);
  });

  test("that of each package leads to the other checkout, too: one problem for all of them", async () => {
    const outer = tree({
      "repo/pnpm-workspace.yaml": "packages: ['packages/*']",
      "repo/packages/database": pkg(
        "database@1.0.0",
        { dependencies: { shared: "workspace:*", views: "workspace:*" } },
        { node_modules: link("../../../main/packages/database/node_modules") },
      ),
      "repo/packages/shared": pkg("shared@1.0.0"),
      "main/packages/database/node_modules": { shared: link("../../shared"), views: link("../../views") },
      "main/packages/shared": pkg("shared@1.0.0"),
      "main/packages/views": pkg("views@1.0.0"),
    });
    expect((await readGraphOf(join(outer, "repo"))).problems).toMatchObject([
      {
        package: "shared@1.0.0",
        path: join(outer, "main"),
        link: "packages/database/node_modules",
        others: ["views@1.0.0"],
      },
    ]);
  });

  test("a package that is linked from beside such a directory has another cause", async () => {
    const outer = linked("../node_modules", {
      "repo/packages/database": pkg("database@1.0.0", { dependencies: { other: "1" } }),
      node_modules: { other: link("../other") },
      other: pkg("other@1.0.0"),
    });
    expect((await readGraphOf(join(outer, "repo"))).problems).toEqual([
      { kind: "outside-workspace", package: "other@1.0.0", path: join(outer, "other") },
    ]);
  });

  test("a link that leads nowhere is no install", async () => {
    const outer = linked("../gone/node_modules", {});
    expect((await readWorkspace(join(outer, "repo"))).linkedModules).toEqual(new Map());
    expect(drawGraph(await readGraphOf(join(outer, "repo")))).toEqual([
      "packages/database",
      "packages/database > knex = nothing",
    ]);
  });
});
