import { join } from "node:path";
import type { PlugAndPlay } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import { parsePlugAndPlay } from "../../src/plug-and-play/parse-plug-and-play.ts";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { drawGraph, edgeOf, readGraphOf } from "../read-graph-of.ts";
import { json, pkg, tree } from "@lambda-pack/test-support/disk/tree";
import { database, dataOf, dependencies, plugAndPlayTree } from "./plug-and-play-tree.ts";

const unplugged = ".yarn/unplugged";

const knex = `${unplugged}/knex/node_modules/knex`;

function virtual(id: string): string {
  return `.yarn/__virtual__/knex-virtual-${id}/0/unplugged/knex/node_modules/knex`;
}

describe("what a package finds", () => {
  test("one directory is two packages where they differ in their peers", async () => {
    const root = plugAndPlayTree(
      {
        [database]: { at: "./packages/database/", needs: { knex: "virtual:a#npm:1.0.0", shared: "workspace:s" } },
        "shared@workspace:s": { at: "./packages/shared/", needs: { knex: "virtual:b#npm:1.0.0" } },
        "knex@virtual:a#npm:1.0.0": { at: `./${virtual("aa")}/`, needs: { pg: "npm:1.0.0" } },
        "knex@virtual:b#npm:1.0.0": { at: `./${virtual("bb")}/`, needs: { pg: ["pg-next", "npm:2.0.0"], mysql: null } },
        "pg@npm:1.0.0": { at: `./${unplugged}/pg/` },
        "pg-next@npm:2.0.0": { at: `./${unplugged}/pg-next/` },
      },
      {
        "root/packages/database": pkg("database@1.0.0", dependencies("knex", "shared")),
        "root/packages/shared": pkg("shared@1.0.0", dependencies("knex")),
        [`root/${knex}`]: pkg("knex@1.0.0", { peerDependencies: { pg: "*", mysql: "*" } }),
        [`root/${unplugged}/pg`]: pkg("pg@1.0.0"),
        [`root/${unplugged}/pg-next`]: pkg("pg-next@2.0.0"),
      },
    );
    const graph = await readGraphOf(join(root, "root"));
    expect(drawGraph(graph)).toEqual([
      virtual("aa"),
      `${virtual("aa")} > mysql = nothing`,
      `${virtual("aa")} > pg = ${unplugged}/pg`,
      virtual("bb"),
      `${virtual("bb")} > mysql = nothing`,
      `${virtual("bb")} > pg = ${unplugged}/pg-next`,
      `${unplugged}/pg`,
      `${unplugged}/pg-next`,
      "packages/database",
      `packages/database > knex = ${virtual("aa")}`,
      "packages/database > shared = packages/shared",
      "packages/shared",
      `packages/shared > knex = ${virtual("bb")}`,
    ]);
    const dirs = [...graph.packages.values()].filter(({ name }) => name === "knex").map(({ dir }) => dir);
    expect(dirs).toEqual([join(root, "root", knex), join(root, "root", knex)]);
  });

  test("a package of the workspace with peers stays one, wherever it is known by", async () => {
    const location = ".yarn/__virtual__/shared-virtual-cc/1/packages/shared";
    const root = plugAndPlayTree(
      {
        [database]: { at: "./packages/database/", needs: { shared: "virtual:c#workspace:s" } },
        "shared@virtual:c#workspace:s": { at: `./${location}/` },
        "shared@workspace:s": { at: "./packages/shared/" },
      },
      {
        "root/packages/database": pkg("database@1.0.0", dependencies("shared")),
        "root/packages/shared": pkg("shared@1.0.0", { peerDependencies: { pg: "*" }, bundledDependencies: ["left"] }),
      },
    );
    const { packages, problems } = await readGraphOf(join(root, "root"));
    const shared = [...packages.values()].find(({ name }) => name === "shared");
    expect(shared).toMatchObject({ id: location, dir: join(root, "root/packages/shared"), importer: true });
    expect(shared?.edges.map(({ name, declaredIn }) => `${name} ${declaredIn}`)).toEqual([
      "left packages/shared/package.json",
      "pg packages/shared/package.json",
    ]);
    expect(problems).toEqual([]);
  });

  test("what nobody declares is the root's, then the pool's, but not for those that are excluded", async () => {
    const entries = {
      [database]: { at: "./packages/database/", needs: { knex: "npm:1.0.0", pg: "npm:1.0.0" } },
      "knex@npm:1.0.0": { at: `./${unplugged}/knex/` },
      "pg@npm:1.0.0": { at: `./${unplugged}/pg/` },
      "mysql@npm:1.0.0": { at: `./${unplugged}/mysql/` },
      "mysql@npm:2.0.0": { at: `./${unplugged}/mysql-2/` },
    };
    const topLevel = { packageLocation: "./", packageDependencies: [["mysql", "npm:1.0.0"]] };
    const read = async (fields: object): Promise<PlugAndPlay> => {
      const data = JSON.parse(dataOf(entries, fields));
      data.packageRegistryData.unshift([null, [[null, topLevel]]]);
      data.packageRegistryData.push(["sqlite", [["npm:1.0.0", { packageLocation: "./s/", packageDependencies: [] }]]]);
      return parsePlugAndPlay(JSON.stringify(data), { file: "/repo/.pnp.data.json", dir: "/repo" });
    };
    const pool = {
      fallbackPool: [
        ["mysql", "npm:2.0.0"],
        ["sqlite", "npm:1.0.0"],
        ["gone", "npm:1.0.0"],
      ],
    };
    const enabled = await read({
      ...pool,
      enableTopLevelFallback: true,
      fallbackExclusionList: [["pg", ["npm:1.0.0"]]],
    });
    expect([...enabled.fallbacks]).toEqual([
      ["mysql", `/repo/${unplugged}/mysql`],
      ["sqlite", "/repo/s"],
    ]);
    expect([...enabled.packages].filter(([, { mayFallBack }]) => !mayFallBack)).toEqual([
      [`/repo/${unplugged}/pg`, expect.anything()],
    ]);
    expect([...(await read(pool)).fallbacks]).toEqual([]);
  });

  test("a root that has no name, as pnpm writes it, is a package, and falls back on nobody", async () => {
    const root = { packageLocation: "./", packageDependencies: [["ms", "2.1.3"]] };
    const ms = { packageLocation: "./node_modules/.pnpm/ms@2.1.3/node_modules/ms/", packageDependencies: [] };
    const files = {
      "package.json": json({ name: "botland", ...dependencies("ms") }),
      "pnpm-workspace.yaml": "packages: [packages/*]\n",
      "node_modules/.modules.yaml": json({ nodeLinker: "pnp", virtualStoreDir: ".pnpm" }),
      "node_modules/.pnpm/ms@2.1.3/node_modules/ms": pkg("ms@2.1.3"),
      ".pnp.data.json": json({
        enableTopLevelFallback: true,
        packageRegistryData: [
          [null, [[null, root]]],
          ["ms", [["2.1.3", ms]]],
        ],
      }),
    };
    const dir = tree(files);
    expect(drawGraph(await readGraphOf(dir, "."))).toEqual([
      ".",
      ". > ms = node_modules/.pnpm/ms@2.1.3/node_modules/ms",
      "node_modules/.pnpm/ms@2.1.3/node_modules/ms",
    ]);
    const { packages } = await parsePlugAndPlay(files[".pnp.data.json"], { file: "", dir });
    expect(packages.get(dir)?.mayFallBack).toBe(false);
  });

  test("an optional package that was skipped has a place, where nothing is", async () => {
    const root = plugAndPlayTree(
      {
        [database]: { at: "./packages/database/", needs: { fsevents: "npm:2.0.0" } },
        "fsevents@npm:2.0.0": { at: `./${unplugged}/fsevents-patch-1/node_modules/fsevents/` },
      },
      { "root/packages/database": pkg("database@1.0.0", { optionalDependencies: { fsevents: "*" } }) },
    );
    const graph = await readGraphOf(join(root, "root"));
    expect(edgeOf(graph, "packages/database", "fsevents")).toMatchObject({ to: undefined, optional: true });
    expect(graph.problems).toEqual([]);
  });

  test("pnpIgnorePatterns: a package that is kept out finds what Node finds", async () => {
    const root = plugAndPlayTree(
      {
        [database]: { at: "./packages/database/", needs: { legacy: "workspace:l", ms: "npm:2" } },
        "legacy@workspace:l": { at: "./packages/legacy/", needs: { ms: "npm:2" } },
        "ms@npm:2": { at: `./${unplugged}/ms-2/` },
      },
      {
        "root/packages/database": pkg("database@1.0.0", dependencies("legacy", "ms")),
        "root/packages/legacy": pkg("legacy@1.0.0", dependencies("ms"), { "node_modules/ms": pkg("ms@0.7.0") }),
        [`root/${unplugged}/ms-2`]: pkg("ms@2.0.0"),
      },
      { ignorePatternData: "(^(?:packages/legacy(?:/(?!\\.{1,2}(?:/|$)).*)?)$)" },
    );
    const graph = await readGraphOf(join(root, "root"));
    expect(edgeOf(graph, "packages/legacy", "ms").to).toBe("packages/legacy/node_modules/ms");
    expect(edgeOf(graph, "packages/database", "ms").to).toBe(`${unplugged}/ms-2`);
  });
});

test.each(["^(?:(?:a*)*)*b$", "^(?:(?:[^/]|a)+)+b$", "(a|aa)+$"])(
  "the pattern %s, which takes longer than anybody waits when it is tried, is answered at once",
  async (ignorePatternData) => {
    const location = `./${"a".repeat(200)}/`;
    const data = dataOf({ "ms@npm:2": { at: location } }, { ignorePatternData });
    const { packages } = await parsePlugAndPlay(data, { file: "/repo/.pnp.data.json", dir: "/repo" });
    expect([...packages.values()].map(({ ignored }) => ignored)).toEqual([false, false]);
  },
);

describe("data that is no data", () => {
  const source = { file: "/repo/.pnp.data.json", dir: "/repo" };

  test.each([
    ["no JSON", '{\n  "packageRegistryData": [', "/repo/.pnp.data.json:2:"],
    ["without packages", "{}", "/repo/.pnp.data.json lists no packages"],
    ["with packages in a form of another time", '{"packageRegistryData":{"ms":{}}}', "lists no packages"],
    [
      "with a broken pattern",
      dataOf({}, { ignorePatternData: "(" }),
      '"ignorePatternData" that is not a regular expression',
    ],
    [
      "with a pattern that Yarn does not write",
      dataOf({}, { ignorePatternData: "^(a+)+\\1$" }),
      '"ignorePatternData" that is not made of globs',
    ],
  ])("%s, is an error that names the file", async (_case, text, words) => {
    const error = await packErrorOf(async () => parsePlugAndPlay(text, source));
    expect(error.code).toBe("LOCKFILE_INVALID");
    expect(error.message).toContain(words);
    expect(error.hint).toBeDefined();
  });
});
