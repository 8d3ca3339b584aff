import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { edgeOf, readGraphOf } from "../read-graph-of.ts";
import { link, pkg } from "@lambda-pack/test-support/disk/tree";
import { database, dependencies, plugAndPlayTree } from "./plug-and-play-tree.ts";

const unplugged = ".yarn/unplugged";

test("link: finds what the code around it finds; portal: what its own entry says", async () => {
  const root = plugAndPlayTree(
    {
      [database]: {
        at: "./packages/database/",
        needs: { near: "link:n", far: "portal:f", away: "link:a", ms: "npm:2" },
      },
      "near@link:n": { at: "./packages/database/near/", linked: true },
      "away@link:a": { at: "../away/", linked: true },
      "far@portal:f": { at: "../far/", needs: { ms: "npm:1" } },
      "ms@npm:1": { at: `./${unplugged}/ms-1/` },
      "ms@npm:2": { at: `./${unplugged}/ms-2/` },
    },
    {
      "root/packages/database": pkg("database@1.0.0", dependencies("near", "far", "away"), {
        near: pkg("near@1.0.0", dependencies("ms")),
      }),
      far: pkg("far@1.0.0", dependencies("ms")),
      away: pkg("away@1.0.0", dependencies("ms"), { "node_modules/ms": pkg("ms@0.7.0") }),
      [`root/${unplugged}/ms-1`]: pkg("ms@1.0.0"),
      [`root/${unplugged}/ms-2`]: pkg("ms@2.0.0"),
    },
  );
  const graph = await readGraphOf(join(root, "root"));
  expect(edgeOf(graph, "packages/database/near", "ms").to).toBe(`${unplugged}/ms-2`);
  expect(edgeOf(graph, join(root, "far"), "ms").to).toBe(`${unplugged}/ms-1`);
  expect(edgeOf(graph, join(root, "away"), "ms").to).toBe(join(root, "away/node_modules/ms"));
  const outside = graph.problems.flatMap((problem) => (problem.kind === "outside-workspace" ? [problem.path] : []));
  expect(outside.map((path) => relative(root, path))).toEqual(["away", "far"]);
});

test("a link: to a package of the workspace leads to that package, with what it finds itself", async () => {
  const root = plugAndPlayTree(
    {
      [database]: { at: "./packages/database/", needs: { shared: "link:../shared" } },
      "shared@link:../shared": { at: "./packages/shared/", linked: true },
      "shared@workspace:packages/shared": { at: "./packages/shared/", needs: { ms: "npm:2" } },
      "ms@npm:2": { at: `./${unplugged}/ms-2/` },
    },
    {
      "root/packages/database": pkg("database@1.0.0", dependencies("shared")),
      "root/packages/shared": pkg("shared@1.0.0", dependencies("ms")),
      [`root/${unplugged}/ms-2`]: pkg("ms@2.0.0"),
    },
  );
  const graph = await readGraphOf(join(root, "root"));
  expect(graph.packages.get(edgeOf(graph, "packages/database", "shared").to ?? graph.target)?.importer).toBe(true);
  expect(edgeOf(graph, "packages/shared", "ms").to).toBe(`${unplugged}/ms-2`);
});

test("a portal: whose place is a link is known by its real directory", async () => {
  const root = plugAndPlayTree(
    {
      [database]: { at: "./packages/database/", needs: { far: "portal:f" } },
      "far@portal:f": { at: "../way/", needs: {} },
    },
    {
      "root/packages/database": pkg("database@1.0.0", dependencies("far")),
      far: pkg("far@1.0.0"),
      way: link("far"),
    },
  );
  const graph = await readGraphOf(join(root, "root"));
  expect([...graph.packages.values()].map(({ dir }) => relative(root, dir))).toEqual(["far", "root/packages/database"]);
});
