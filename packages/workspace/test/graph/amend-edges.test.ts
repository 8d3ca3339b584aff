import { join } from "node:path";
import type { DependencyKind, ResolvedDependencies } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import { amendEdges } from "../../src/graph/amend-edges.ts";
import { drawGraph, readGraphOf } from "../read-graph-of.ts";
import { json, link, pkg, tree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";

function edge(name: string, kind: DependencyKind = "dependencies") {
  return { name, range: "*", kind, optional: false };
}

function resolved(
  names: Readonly<Record<string, "dependencies" | "peerDependencies">>,
  exhaustive = false,
): ResolvedDependencies {
  return { names: new Map(Object.entries(names)), exhaustive };
}

describe("amendEdges", () => {
  test("leaves what is declared alone where nothing is noted", () => {
    expect(amendEdges([edge("ms")], undefined)).toEqual([edge("ms")]);
  });

  test("adds what is not declared, of the kind that is noted, as something that may be missing", () => {
    const amended = amendEdges(
      [edge("ms")],
      resolved({ ms: "dependencies", logform: "dependencies", pg: "peerDependencies" }),
    );
    expect(amended).toEqual([
      edge("ms"),
      { name: "logform", range: "", kind: "dependencies", optional: true },
      { name: "pg", range: "", kind: "peerDependencies", optional: true },
    ]);
  });

  test("adds neither type declarations nor node-gyp, unless they are declared", () => {
    const added = resolved({
      "@types/pg": "peerDependencies",
      "@types/keyv": "dependencies",
      "node-gyp": "dependencies",
    });
    expect(amendEdges([], added)).toEqual([]);
    expect(amendEdges([edge("node-gyp")], added)).toEqual([edge("node-gyp")]);
  });

  test("lets a dependency be missing that was taken away, where all of them are noted", () => {
    const declared = [edge("ms"), edge("triple-beam"), edge("pg", "peerDependencies")];
    const optional = amendEdges(declared, resolved({ ms: "dependencies" }, true)).filter((each) => each.optional);
    expect(optional.map(({ name }) => name)).toEqual(["triple-beam"]);
    expect(amendEdges(declared, resolved({ ms: "dependencies" }))).toEqual(declared);
  });
});

/** What the package manager gave winston besides: logform; and triple-beam, which it declares, it took away. */
const expected = ["logform?", "ms"];

const winston = pkg("winston@4.4.0", { dependencies: { ms: "2.1.3" } });
const database = pkg("database@1.0.0", { dependencies: { winston: "4.4.0" } });

describe("what the package manager wired a third-party package to", () => {
  test("is read from pnpm's lockfile, with what it took away", async () => {
    const store = "node_modules/.pnpm/winston@4.4.0/node_modules";
    const root = tree({
      "package.json": json({ name: "botland" }),
      "pnpm-workspace.yaml": "packages: [packages/*]\n",
      "pnpm-lock.yaml": [
        "lockfileVersion: '9.0'",
        "importers:",
        "  packages/database:",
        "    dependencies:",
        "      winston: { specifier: 4.4.0, version: 4.4.0 }",
        "packages: { winston@4.4.0: {}, ms@2.1.3: {}, logform@2.7.0: {} }",
        "snapshots:",
        "  winston@4.4.0: { dependencies: { ms: 2.1.3, logform: 2.7.0 } }",
        "  logform@2.7.0: {}",
        "",
      ].join("\n"),
      "packages/database": database,
      "packages/database/node_modules/winston": link(`../../../${store}/winston`),
      [`${store}/winston`]: pkg("winston@4.4.0", { dependencies: { ms: "2.1.3", "triple-beam": "1" } }),
      [`${store}/ms`]: pkg("ms@2.1.3"),
      // Of the lockfile, it gets nothing.
      [`${store}/logform`]: pkg("logform@2.7.0", { dependencies: { fecha: "4" } }),
    });
    const lines = drawGraph(await readGraphOf(root));
    expect(namesOf(lines, `${store}/winston`)).toEqual([...expected, "triple-beam?"]);
    expect(lines).toContain(`${store}/winston > logform? = ${store}/logform`);
    expect(lines).toContain(`${store}/logform > fecha? = nothing`);
  });

  test.each([
    ["node-modules", "node_modules/winston", "./winston"],
    ["pnpm", "node_modules/.store/winston-npm-4.4.0-e1b3134c1e/package", ".store/winston-npm-4.4.0-e1b3134c1e/package"],
  ])("is read from the map of packages beside Yarn's linker %s", async (_linker, at, url) => {
    const dependencies = { winston: url, ms: "ms", logform: "logform" };
    const root = berryTree({
      "node_modules/.package-map.json": json({ packages: { [url]: { url, dependencies } } }),
      ...(at === "node_modules/winston" ? {} : { "node_modules/winston": link(at.slice("node_modules/".length)) }),
      [at]: winston,
      "node_modules/ms": pkg("ms@2.1.3"),
      "node_modules/logform": pkg("logform@2.7.0"),
    });
    const lines = drawGraph(await readGraphOf(root));
    expect(namesOf(lines, at)).toEqual(expected);
    expect(lines).toContain(`${at} > logform? = node_modules/logform`);
  });

  test("is read from the map behind a node_modules that is a link", async () => {
    const dependencies = { winston: "winston", ms: "ms", logform: "logform" };
    const cache = tree({
      node_modules: {
        ".package-map.json": json({ packages: { winston: { url: "./winston", dependencies } } }),
        ".yarn-state.yml": "",
        winston,
        ms: pkg("ms@2.1.3"),
        logform: pkg("logform@2.7.0"),
      },
    });
    const root = tree({
      "package.json": json({ name: "botland", workspaces: ["packages/*"] }),
      "yarn.lock": "__metadata:\n  version: 10\n",
      node_modules: link(join(cache, "node_modules")),
      "packages/database": database,
    });
    const lines = drawGraph(await readGraphOf(root));
    expect(namesOf(lines, join(cache, "node_modules/winston"))).toEqual(expected);
  });

  test("holds no other copy of itself, to which its own name leads in the map", async () => {
    const dependencies = { winston: "winston" };
    const root = berryTree({
      "node_modules/.package-map.json": json({
        packages: { winston: { url: "./winston", dependencies }, logger: { url: "./logger", dependencies } },
      }),
      "packages/database": pkg("database@1.0.0", { dependencies: { winston: "4.4.0", logger: "npm:winston@4.4.0" } }),
      "node_modules/winston": winston,
      "node_modules/logger": winston,
      "node_modules/ms": pkg("ms@2.1.3"),
    });
    expect(namesOf(drawGraph(await readGraphOf(root)), "node_modules/logger")).toEqual(["ms"]);
  });

  test("is of no account for packages of the workspace, whose map holds devDependencies too", async () => {
    const entry = { url: "../packages/database", dependencies: { database: "database", vitest: "vitest" } };
    const root = berryTree({
      "node_modules/.package-map.json": json({ packages: { database: entry } }),
      "node_modules/winston": winston,
      "node_modules/ms": pkg("ms@2.1.3"),
      "node_modules/vitest": pkg("vitest@4.0.0"),
    });
    expect(namesOf(drawGraph(await readGraphOf(root)), "packages/database")).toEqual(["winston"]);
  });

  test("is read from Plug'n'Play's data; peers of its own making pull nothing in", async () => {
    const at = "vendor/winston";
    const registry = [
      ["database", [["workspace:packages/database", entryOf("packages/database", { winston: "4", vitest: "4" })]]],
      [
        "winston",
        [["4", { ...entryOf(at, { ms: "2", logform: "2", winston: "4", vitest: "4" }), packagePeers: ["vitest"] }]],
      ],
      ...["ms@2", "logform@2", "vitest@4"].map((locator) => {
        const [name = "", version] = locator.split("@");
        return [name, [[version, entryOf(`vendor/${name}`, {})]]];
      }),
    ];
    const root = tree({
      "package.json": json({ name: "botland", workspaces: ["packages/*"] }),
      ".pnp.cjs": "",
      ".pnp.data.json": json({ packageRegistryData: registry }),
      "packages/database": database,
      [at]: winston,
      "vendor/ms": pkg("ms@2.1.3"),
      "vendor/logform": pkg("logform@2.7.0"),
      "vendor/vitest": pkg("vitest@4.0.0"),
    });
    const lines = drawGraph(await readGraphOf(root));
    expect(namesOf(lines, at)).toEqual([...expected, "vitest?"]);
    expect(lines).toContain(`${at} > logform? = vendor/logform`);
    expect(lines).toContain(`${at} > vitest? = nothing`);
  });
});

function berryTree(nodes: Tree): string {
  return tree({
    "package.json": json({ name: "botland", workspaces: ["packages/*"] }),
    "yarn.lock": "__metadata:\n  version: 10\n",
    "node_modules/.yarn-state.yml": "",
    "packages/database": database,
    ...nodes,
  });
}

function entryOf(packageLocation: string, needs: Readonly<Record<string, string>>) {
  return { packageLocation: `./${packageLocation}/`, packageDependencies: Object.entries(needs), linkType: "HARD" };
}

/** The names of a package's edges, `?` behind those that may be missing. */
function namesOf(lines: readonly string[], id: string): readonly string[] {
  return lines.flatMap((line) =>
    line.startsWith(`${id} > `) ? [line.slice(id.length + 3).split(" = ")[0] ?? ""] : [],
  );
}
