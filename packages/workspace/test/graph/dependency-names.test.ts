import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { json, link, pkg, tree } from "@lambda-pack/test-support/disk/tree";
import { monorepo } from "../monorepo.ts";
import { drawGraph, edgeOf, readGraphOf } from "../read-graph-of.ts";

const fields = ["dependencies", "optionalDependencies", "peerDependencies", "peerDependenciesMeta"];
const comments = [
  ["//", "4.17.21 is what the vendor tested"],
  ["//", ["two", "lines"]],
  ["//", { optional: true }],
  ["// lodash", "4.17.21"],
] as const;
const cases = fields.flatMap((field) => comments.map(([key, value]) => ({ field, key, value })));

describe("comments as keys", () => {
  test.each(cases)("$field has the comment $key: $value, in packages of every kind", async ({ field, key, value }) => {
    const comment = { [field]: { [key]: value } };
    const root = monorepo(
      {
        "packages/database": pkg("database", { ...comment, ...merged(comment, { shared: "1.0.0" }) }),
        "packages/shared": pkg("shared@1.0.0", { ...comment, ...merged(comment, { ms: "1.0.0" }) }),
        "node_modules/shared": link("../packages/shared"),
        "node_modules/ms": pkg("ms@1.0.0", comment),
      },
      comment,
    );
    const graph = await readGraphOf(root);
    expect(graph.problems).toEqual([]);
    expect(drawGraph(graph)).toEqual([
      "node_modules/ms",
      "packages/database",
      "packages/database > shared = packages/shared",
      "packages/shared",
      "packages/shared > ms = node_modules/ms",
    ]);
    expect(drawGraph(await readGraphOf(root, "."))).toEqual(["."]);
  });

  test("a comment in a list of bundled names is none of them", async () => {
    const bundled = { bundledDependencies: ["// travels", "ms"] };
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { knex: "1" }, ...bundled }),
      "node_modules/ms": pkg("ms@1.0.0"),
      "node_modules/knex": pkg("knex@1.0.0", bundled, { "node_modules/ms": pkg("ms@2.0.0") }),
    });
    expect(drawGraph(await readGraphOf(root))).toEqual([
      "node_modules/knex with node_modules/ms",
      "node_modules/ms",
      "packages/database",
      "packages/database > knex = node_modules/knex",
      "packages/database > ms = node_modules/ms",
    ]);
  });

  test("a key that only looks like a comment is a typo of the own package", async () => {
    const root = monorepo({ "packages/database": pkg("database", { dependencies: { "/": "a comment" } }) });
    expect((await packErrorOf(() => readGraphOf(root))).code).toBe("PACKAGE_NAME_INVALID");
  });
});

const notNames = ["../../evil", "__proto__", "a/b/c", ".hidden", "back\\slash", "nul\0", "@scope/..", "", "@scope"];

describe("keys that are no names", () => {
  test.each(notNames)("%j is none in a package that nobody here can correct", async (name) => {
    const odd = Object.fromEntries([[name, "1"]]);
    const root = monorepo({
      evil: pkg("evil"),
      "packages/database": pkg("database", { dependencies: { ms: "1" } }),
      "node_modules/ms": pkg(
        "ms@1.0.0",
        { dependencies: odd, optionalDependencies: odd, peerDependencies: odd, bundledDependencies: [name, "tick"] },
        { "node_modules/tick": pkg("tick", { dependencies: odd }) },
      ),
    });
    const graph = await readGraphOf(root);
    expect(graph.problems).toEqual([]);
    expect(drawGraph(graph)).toEqual([
      "node_modules/ms with node_modules/tick",
      "packages/database",
      "packages/database > ms = node_modules/ms",
    ]);
  });

  test.each(notNames)("%j is an error in a package of the workspace, which names its package.json", async (name) => {
    const dependencies = Object.fromEntries([[name, "1"]]);
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { shared: "1.0.0" } }),
      "packages/shared": pkg("shared", { dependencies }),
      "node_modules/shared": link("../packages/shared"),
    });
    const error = await packErrorOf(() => readGraphOf(root));
    expect(error.code).toBe("PACKAGE_NAME_INVALID");
    expect(error.message).toContain(join(root, "packages/shared/package.json"));
    expect(error.message).toContain(JSON.stringify(name));
  });

  test.each(notNames)("%j is none there either as an optional one, and none at all for Yarn 4", async (name) => {
    const odd = Object.fromEntries([[name, "1"]]);
    const optional = monorepo({ "packages/database": pkg("database", { optionalDependencies: odd }) });
    expect(drawGraph(await readGraphOf(optional))).toEqual(["packages/database"]);

    const berry = tree({
      "package.json": json({ name: "botland", private: true, workspaces: ["packages/*"] }),
      "yarn.lock": "__metadata:\n  version: 8\n",
      "packages/database": pkg("database", { dependencies: odd, peerDependencies: odd }),
    });
    expect(drawGraph(await readGraphOf(berry))).toEqual(["packages/database"]);
  });

  test.each(["$comment", "_note", "two words", "#"])(
    "%j, which no registry has, is needed only where it is there",
    async (name) => {
      const odd = { [name]: "1.0.0" };
      const shared = pkg("shared@1.0.0", { dependencies: { [name]: ["not", "a", "range"] }, peerDependencies: odd });
      const missing = monorepo({
        "packages/database": pkg("database", { dependencies: { shared: "1" }, peerDependencies: odd }),
        "node_modules/shared": shared,
      });
      expect(edgeOf(await readGraphOf(missing), "node_modules/shared", name)).toMatchObject({ optional: true });
      expect(edgeOf(await readGraphOf(missing), "packages/database", name)).toMatchObject({ optional: true });

      const there = monorepo({
        "packages/database": pkg("database", { dependencies: { shared: "1", ...odd } }),
        "node_modules/shared": shared,
        [`node_modules/${name}`]: pkg(`${name}@1.0.0`),
      });
      const graph = await readGraphOf(there);
      expect(edgeOf(graph, "node_modules/shared", name)).toMatchObject({ to: `node_modules/${name}` });
      expect(edgeOf(graph, "packages/database", name)).toMatchObject({ optional: false, to: `node_modules/${name}` });
    },
  );
});

/** The comment's field with one more, or that one among the dependencies. */
function merged(comment: Readonly<Record<string, object>>, added: object): object {
  return { dependencies: { ...comment["dependencies"], ...added } };
}
